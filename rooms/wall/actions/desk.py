"""What must be known of a person and their words before these are stored."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from peerhub.accounts.models import User
from peerhub.errors import DomainError
from rooms.wall import policies
from rooms.wall.actions.refusals import AskedToPause, Nudge, SlowDown
from rooms.wall.models import Post, Reply, WallFormer, WallSilence, Written
from rooms.wall.states import UNREAD, State
from safety.detection.nudges import identifying, in_words
from safety.flags import ladder
from safety.flags.actions import Holding, Reading, Watch, Watched, read, watch_many
from safety.subjects import SubjectRef

POST, REPLY = "rooms.post", "rooms.reply"  # kinds of subject
PLACE = "The wall"
FIRST_POST, DRAWING, CONTACT, AGAIN = "first_post", "drawing", "contact", "again"
WAITS = {FIRST_POST, DRAWING}  # for a guide, whatever it says
# What the author is told of these; the queue is held to it.
FIRST_READ = timedelta(hours=2)


@dataclass(frozen=True)
class Said:
    """What came of writing."""

    written: Written
    show_help: bool


@dataclass(frozen=True)
class Desk:
    """One text of one person at one instant, read once. ``anyway``: sent although we asked."""

    text: str
    by: User
    now: datetime
    anyway: bool
    reading: Reading
    is_silenced: bool

    @classmethod
    def laid(cls, text: str, *, by: User, kind: str, now: datetime, anyway: bool = False) -> "Desk":
        """Read the text and look up what holds for the person."""
        silenced = WallSilence.objects.active(now=now).filter(person=by).exists()
        return cls(text, by, now, anyway, read(text, kind=kind), silenced)

    def refuse(self, *, too_much: bool) -> None:
        """Say why this is not stored. What sounds like danger always is.

        Raises:
            AskedToPause: a moderator asked this person not to write here for a while.
            Nudge: it may tell who or where somebody is, and was not sent "anyway".
            SlowDown: ``too_much`` in one day.
        """
        if not self.reading.show_help and (why := self._refusal(too_much=too_much)):
            raise why

    def _refusal(self, *, too_much: bool) -> DomainError | None:
        if self.is_silenced:
            return AskedToPause(
                "A moderator asked you not to write on the wall for a while. You can read."
                " Your page of the wall says until when, and why."
            )
        if not self.anyway and (found := identifying(self.text)):
            return Nudge(in_words(found))
        if too_much:
            return SlowDown(
                "That is a lot for one day. Rest a little: tomorrow you can write here again."
            )
        return None

    def watch(self, written: Written, *, reason: str = "") -> Watch:
        """Bring the text before safety, in the transaction that stores it.

        ``reason``: why a person reads it first whatever it says.
        """
        kind = reason
        if not kind and identifying(self.text):
            kind = CONTACT
        level = ladder.HELP_FROM if self.is_silenced else ladder.HOLD_FROM
        within = FIRST_READ if reason else None
        (seen,) = watch_many(
            [
                Watched(
                    text=self.text,
                    author=self.by,
                    subject=subject_of(written),
                    place=PLACE,
                    holding=Holding(level=level, kind=kind, within=within),
                    reading=self.reading,
                    strand=self.by.handle,
                )
            ],
            now=self.now,
        )
        return seen


def subject_of(written: Written) -> SubjectRef:
    """How safety names a post or a reply."""
    kind = POST if isinstance(written, Post) else REPLY
    return SubjectRef(kind=kind, id=written.public_id)


def text_of(written: Written) -> str:
    """All that somebody wrote in it: what is screened, reported and shown to moderators."""
    drawn = written.drawing_description if isinstance(written, Post) else ""
    return "\n\n".join(filter(None, (written.words, drawn)))


def all_of(written: Written) -> str:
    """All that it says and shows: another drawing is another post, also with the same words."""
    drawing = written.drawing if isinstance(written, Post) else None
    # Sorted: the database keeps the keys in an order of its own.
    return text_of(written) + (json.dumps(drawing, sort_keys=True) if drawing else "")


def state_of(seen: Watch, *, reason: str) -> State:
    """Whether others see it at once, and if not, what its author reads."""
    if not seen.hold:
        return State.SHOWN
    return State.WAITING if reason in WAITS and not ladder.holds(seen.level) else State.HELD


def second_id(client_id: UUID, text: str) -> UUID:
    """The id of other words under an id that is known: a page out of the browser's history."""
    return uuid5(client_id, text)


def posts_too_much(by: User, *, now: datetime) -> bool:
    """Whether this person has written as many posts today as the wall takes."""
    lately = Post.objects.filter(author=by, written_at__gt=now - policies.DAY)
    return lately.count() >= policies.posts_a_day(by, now=now)


def replies_too_much(by: User, *, now: datetime) -> bool:
    """Whether this person has written as many replies today as the wall takes."""
    lately = Reply.objects.filter(author=by, written_at__gt=now - policies.DAY)
    return lately.count() >= policies.replies_a_day(by, now=now)


def changes_too_much(written: Written, *, now: datetime) -> bool:
    """Whether its author changed it very often today."""
    own = {"post": written} if isinstance(written, Post) else {"reply": written}
    lately = WallFormer.objects.filter(until__gt=now - policies.DAY, **own)
    return lately.count() >= policies.CHANGES


def reason_after(written: Written, *, by: User) -> str:
    """Why a person reads changed words first: until somebody of ours let the others see it."""
    if written.state == State.WAITING:
        return DRAWING if isinstance(written, Post) and written.drawing else FIRST_POST
    if written.state in UNREAD or written.state == State.HIDDEN:
        return AGAIN
    is_first = isinstance(written, Post) and policies.is_read_first(by)
    return FIRST_POST if is_first else ""


def reason_to_wait(post: Post) -> str:
    """Why a guide reads a new post before others see it; "" where nobody does."""
    if policies.is_read_first(post.author):
        return FIRST_POST
    return DRAWING if post.drawing and policies.is_looked_at(post.author) else ""
