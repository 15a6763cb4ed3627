"""Writing to a friend: screened, sealed and given its place, or nothing of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.ui.moments import in_words as moment
from rooms.friends.models import Friendship
from rooms.letters import notices
from rooms.letters.actions.places import hold_friendship, locked, take_place
from rooms.letters.models import WORDS, Exchange, FriendLetter, Shelf
from rooms.letters.standing import Standing, Why, standing_of
from safety.flags.actions import Reading, Unkept, Watched, hear_unkept, read, watch_many
from safety.subjects import SubjectRef

SUBJECT = "rooms.letter"
UNSENT = "rooms.unsent_letter"
PLACE = "A message to a friend"  # what staff read of where it was written: no name
UNSENT_PLACE = "A message to a friend (not sent: nobody else saw it)"
BURST, BURST_IN = 20, timedelta(seconds=30)


class Closed(DomainError):
    """Nobody, or not this person, writes here now."""

    code: ClassVar[str] = "letters_closed"


class SlowDown(DomainError):
    """Very much at once, or as much as a day holds."""

    code: ClassVar[str] = "slow_down"
    status: ClassVar[int] = 429


@dataclass(frozen=True)
class Written:
    """What came of writing."""

    letter: FriendLetter
    show_help: bool


def write(
    friendship: Friendship, words: str, *, client_id: UUID, by: User, now: datetime
) -> Written:
    """Say something to the other one of the two.

    Args:
        friendship: of the two, also one that ended: if they are friends again, that counts.
        words: 1 to 2,000 characters.
        client_id: chosen by the page for this message; sent again, it stores nothing new. Other
            words under a known one are another message: a page that came back from the browser's
            history may still carry it.
        by: one of the two.
        now: an aware instant.

    Raises:
        Closed: they are no friends now, or our team asked ``by`` to pause.
        SlowDown: as much as a day holds, or very much at once, and nothing sounds like danger.
    """
    reading = read(words, kind=SUBJECT)  # before the locks: it takes longer than storing
    other = friendship.other(by)
    return _store(by, other, words, reading, client_id=client_id, now=now)


@transaction.atomic
def _store(
    by: User, other: User, words: str, reading: Reading, *, client_id: UUID, now: datetime
) -> Written:
    friendship = hold_friendship(by.pk, other.pk)
    exchange = _exchange(by, other, now=now)
    mine = FriendLetter.objects.filter(exchange=exchange, author=by)
    client_id, known = mine.sent_as(client_id, words)
    if known is not None:
        return Written(known, reading.show_help)
    if (refusal := _refusal(exchange, reading, by=by, other=other, now=now)) is not None:
        raise refusal
    letter = FriendLetter(exchange=exchange, author=by, client_id=client_id, at=now)
    letter.put(words)
    if not _is_held(letter, words, reading, now=now):
        letter.seq = take_place(exchange)
    letter.save()
    record(Verb.FRIEND_LETTER_WRITTEN, by=by, on=letter, exchange=exchange.pk)
    if friendship is not None:
        notices.tell_reader(letter, other, url=friendship.get_absolute_url(), now=now)
    return Written(letter, reading.show_help)


def hear_unsent(friendship: Friendship, words: str, *, by: User, now: datetime) -> bool:
    """Screen words that were not taken: they are no friends, the words are too long, or too many.

    Returns:
        Whether their author should see where help is.
    """
    side = "asker" if by.pk == friendship.asker_id else "asked"
    subject = SubjectRef(kind=UNSENT, id=f"{friendship.public_id}.{side}")
    return hear_unkept(Unkept(words, by, subject, UNSENT_PLACE, most=10 * WORDS), now=now)


def in_words(standing: Standing, reader: User) -> str:
    """Why somebody cannot write now, for them to read."""
    if standing.why == Why.QUIET and standing.quiet is not None:
        until = moment(standing.quiet.until, "full", reader.zone)
        return (
            f"Our team asks you to write no messages to friends until {until}. You can read, and"
            f" you can delete what you wrote. Why: {standing.quiet.reason}"
        )
    return {
        Why.RESTS: "Nothing can be written here now. You can still read what was written.",
        Why.ENOUGH: (
            "You wrote a lot today. You can write more tomorrow. If it cannot wait, help is there"
            " now."
        ),
        None: "",
    }.get(standing.why, "")


def _exchange(by: User, other: User, *, now: datetime) -> Exchange:
    """The locked conversation of the two; the first message opens it."""
    first, second = sorted((by.pk, other.pk))
    exchange, new = Exchange.objects.get_or_create(
        first_id=first, second_id=second, defaults={"opened_at": now}
    )
    if new:
        Shelf.objects.bulk_create(Shelf(exchange=exchange, person=one) for one in (by, other))
    return locked(exchange.pk)


def _is_held(letter: FriendLetter, words: str, reading: Reading, *, now: datetime) -> bool:
    """Have it watched; whether a person reads it before the other one does."""
    watched = Watched(
        text=words,
        author=letter.author,
        subject=SubjectRef(kind=SUBJECT, id=str(letter.public_id)),
        place=PLACE,
        reading=reading,
        strand=letter.exchange.strand_of(letter.author_id),
    )
    return watch_many([watched], now=now)[0].hold


def _refusal(
    exchange: Exchange, reading: Reading, *, by: User, other: User, now: datetime
) -> DomainError | None:
    """Why it is not stored. What sounds like danger waits for no bound, where they may write."""
    standing = standing_of(by, other, now=now)
    if standing.why in {Why.RESTS, Why.QUIET}:
        return Closed(in_words(standing, by))
    if reading.show_help:
        return None
    if standing.why is not None:
        return SlowDown(in_words(standing, by))
    lately = FriendLetter.objects.filter(exchange=exchange, author=by, at__gt=now - BURST_IN)
    if lately.count() >= BURST:
        return SlowDown("That was a lot at once. Wait a few seconds, then send it again.")
    return None
