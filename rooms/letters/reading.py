"""What pages show of messages to one of the two."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from peerhub.accounts.models import User
from rooms.friends.models import Friendship
from rooms.letters.actions import in_words
from rooms.letters.models import Exchange, FriendLetter, KeptWords, Shelf
from rooms.letters.standing import Standing, standing_of

PAGE = 40  # messages of one page


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One message as one of the two sees it. Nothing says whether it was read."""

    public_id: UUID
    seq: int | None
    is_own: bool
    name: str
    url: str  # where one deletes or reports it
    words: str
    at: datetime
    gone: str
    is_held: bool  # a person reads it first
    is_old: bool  # its words were kept long enough, and are gone


@dataclass(frozen=True, kw_only=True)
class Page:
    """A conversation as one of the two sees it at an instant."""

    friendship: Friendship
    reader: User
    exchange: Exchange | None
    lines: Sequence[Shown]
    older: int | None  # read on before this place; None: it began here
    is_latest: bool
    standing: Standing
    draft: str = ""
    errors: Sequence[str] = ()
    client_id: UUID = field(default_factory=uuid4)

    @property
    def other(self) -> User:
        """The other one."""
        return self.friendship.other(self.reader)

    @property
    def why(self) -> str:
        """Why nothing can be written now; "" where it can."""
        return in_words(self.standing, self.reader)

    @property
    def upto(self) -> int:
        """The last place that is shown."""
        return max((line.seq for line in self.lines if line.seq), default=0)

    @property
    def are_friends(self) -> bool:
        """Whether there is something to end."""
        return self.friendship.ended_at is None


def exchange_of(friendship: Friendship) -> Exchange | None:
    """The conversation of the two; None where nobody wrote yet."""
    return Exchange.objects.between(friendship.asker_id, friendship.asked_id).first()


def page_of(
    friendship: Friendship, reader: User, *, now: datetime, before: int | None = None
) -> Page:
    """The newest messages, or those before a place."""
    other = friendship.other(reader)
    exchange = exchange_of(friendship)
    there = (
        FriendLetter.objects.filter(exchange=exchange) if exchange else FriendLetter.objects.none()
    )
    said = there.said()
    if before is not None:
        said = said.filter(seq__lt=before)
    found = list(said.order_by("-seq")[: PAGE + 1])
    lines = found[:PAGE][::-1]
    held = there.kept_from(reader).order_by("at", "pk") if before is None else ()
    return Page(
        friendship=friendship,
        reader=reader,
        exchange=exchange,
        lines=_all_shown([*lines, *held], reader, friendship),
        older=lines[0].seq if len(found) > PAGE else None,
        is_latest=before is None,
        standing=standing_of(reader, other, now=now),
    )


def one(friendship: Friendship, reader: User, public_id: UUID) -> Shown | None:
    """One message as the reader sees it; of the other's only what they could see."""
    exchange = exchange_of(friendship)
    letter = FriendLetter.objects.filter(exchange=exchange, public_id=public_id).first()
    if exchange is None or letter is None or (letter.author_id != reader.pk and not letter.seq):
        return None
    return _all_shown([letter], reader, friendship)[0]


def words_of(person_id: int) -> Mapping[int, bool]:
    """With whom a person has words, and whether something is new to them; one query."""
    mine = Shelf.objects.with_words(person_id).select_related("exchange")
    return {each.exchange.other_id(person_id): each.has_new for each in mine}


def _all_shown(
    letters: Iterable[FriendLetter], reader: User, friendship: Friendship
) -> list[Shown]:
    other, here = friendship.other(reader), friendship.get_absolute_url()
    return [shown(letter, reader, name=other.handle, here=here) for letter in letters]


def shown(letter: KeptWords, reader: User, *, name: str, here: str) -> Shown:
    """One message as its reader sees it; ``name``: of the other one, ``here``: of the page."""
    is_own = letter.author_id == reader.pk
    return Shown(
        public_id=letter.public_id,
        seq=letter.seq,
        is_own=is_own,
        name=reader.handle if is_own else name,
        url=f"{here}{letter.public_id}/",
        words="" if letter.gone and letter.seq is not None else letter.words,
        at=letter.at,
        gone=letter.gone,
        is_held=letter.held,
        is_old=letter.emptied_at is not None,
    )
