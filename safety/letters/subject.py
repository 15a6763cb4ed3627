"""What safety sees of a message that was flagged or reported, and may do with it: sides, no names."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from peerhub.accounts.models import User
from safety.letters import actions
from safety.letters.actions import writing
from safety.letters.models import Letter
from safety.letters.states import Side
from safety.subjects import CONTEXT, Line, Snapshot, Subject


class LetterSubject(Subject):
    """A message between a member and a clinician."""

    can_hide = True

    def context(self, subject_id: str) -> Sequence[Line]:
        """Ten before, itself, ten after."""
        return [
            Line(str(Side(one.side).label), one.words, one.sent_at, gone=_gone(one))
            for one in _around(subject_id)
        ]

    def others(self, subject_id: str) -> Sequence[int]:
        """The other one, whose words stand around it."""
        around = _around(subject_id)
        letter = next((one for one in around if str(one.public_id) == subject_id), None)
        if letter is None or all(one.side == letter.side for one in around):
            return ()
        return (letter.correspondence.person_on(Side(letter.side).other).pk,)

    def place(self, subject_id: str) -> str:
        """The same for all: no name stands there."""
        del subject_id
        return writing.PLACE

    def release(self, subject_id: str, now: datetime) -> None:
        """Let the other one read it after all."""
        actions.let_out(UUID(subject_id), now=now)

    def keep_unseen(self, subject_id: str, by_id: int, now: datetime) -> None:
        """It waits no longer, and reaches nobody."""
        self.hide(subject_id, by_id, now)

    def snapshot(self, subject_id: str) -> Snapshot | None:
        """What it says, and whose it is."""
        letter = _one(subject_id)
        if letter is None:
            return None
        author = letter.correspondence.person_on(Side(letter.side))
        strand = f"{letter.correspondence.public_id}.{letter.side}"
        return Snapshot(letter.words, author_id=author.pk, place=writing.PLACE, strand=strand)

    def is_seen(self, subject_id: str) -> bool:
        """Whether the other one can read it."""
        letter = _one(subject_id)
        return letter is not None and letter.out_at is not None and letter.hidden_at is None

    def hide(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Let the other one see it no more."""
        actions.hide(UUID(subject_id), by=User.objects.get(pk=by_id), now=now)

    def show(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Let them see it again."""
        del now
        actions.show_again(UUID(subject_id), by=User.objects.get(pk=by_id))


class UnsentSubject(Subject):
    """Words that were not sent: nobody else saw them, and nothing was said around them."""

    def place(self, subject_id: str) -> str:
        """The same for all."""
        del subject_id
        return writing.NOT_SENT


def _one(subject_id: str) -> Letter | None:
    rows = Letter.objects.select_related("correspondence__member", "correspondence__clinician")
    return rows.filter(public_id=UUID(subject_id)).first()


def _around(subject_id: str) -> Sequence[Letter]:
    letter = _one(subject_id)
    if letter is None:
        return ()
    there = Letter.objects.filter(correspondence=letter.correspondence_id)
    before = there.filter(pk__lt=letter.pk).order_by("-pk")[:CONTEXT]
    return [*reversed(before), letter, *there.filter(pk__gt=letter.pk).order_by("pk")[:CONTEXT]]


def _gone(letter: Letter) -> str:
    if letter.hidden_at is not None:
        return "hidden by a moderator"
    return "a person reads it first" if letter.is_held else ""
