"""What safety sees of a line that was flagged or reported, and may do with it: sides, no names."""

from collections.abc import Sequence
from datetime import datetime

from peerhub.accounts.models import User
from safety.subjects import CONTEXT, Snapshot, Subject
from safety.subjects import Line as Shown
from sessions.threads import actions
from sessions.threads.actions import unwritten
from sessions.threads.actions.writing import PLACE, strand_of
from sessions.threads.models import Line, LineQuerySet
from sessions.threads.states import Gone, Side

READ_FIRST = "a person reads it first"
EMPTIED = "too old, or deleted some time ago"


class LineSubject(Subject):
    """A line of a private conversation."""

    can_hide = True

    def context(self, subject_id: str) -> Sequence[Shown]:
        """Ten lines before, the line itself, ten after."""
        return [
            Shown(who=str(Side(one.side).label), words=one.words, at=one.at, gone=_gone(one))
            for one in _around(subject_id)
        ]

    def others(self, subject_id: str) -> Sequence[int]:
        """The other one, whose words stand around it."""
        around = _around(subject_id)
        line = next((one for one in around if one.public_id == subject_id), None)
        if line is None or all(one.side == line.side for one in around):
            return ()
        return (line.thread.person_on(Side(line.side).other).pk,)

    def place(self, subject_id: str) -> str:
        """The same for all: no name stands there."""
        del subject_id
        return PLACE

    def companions(self, subject_id: str) -> Sequence[int]:
        """The specialist, once they could read what the member wrote."""
        lines = Line.objects.said().by(Side.MEMBER).filter(public_id=subject_id)
        return list(lines.values_list("thread__specialist__person", flat=True))

    def release(self, subject_id: str, now: datetime) -> None:
        """Let the other one read it after all."""
        for line in _one(subject_id):
            actions.let_out(line, now=now)

    def keep_unseen(self, subject_id: str, by_id: int, now: datetime) -> None:
        """It waits no longer, and reaches nobody."""
        self.hide(subject_id, by_id, now)

    def snapshot(self, subject_id: str) -> Snapshot | None:
        """What it says, also when it was deleted a moment ago."""
        line = _one(subject_id).first()
        if line is None:
            return None
        author = line.thread.person_on(Side(line.side))
        return Snapshot(line.words, author_id=author.pk, place=PLACE, strand=strand_of(line))

    def is_seen(self, subject_id: str) -> bool:
        """Whether the other one can read it."""
        there = _one(subject_id).filter(seq__isnull=False, emptied_at=None)
        return there.filter(gone="").exists()

    def hide(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Let neither of the two see it any more."""
        for line in _one(subject_id):
            actions.hide(line, by=User.objects.get(pk=by_id), now=now)

    def show(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Let both see it again."""
        del now
        for line in _one(subject_id):
            actions.show_again(line, by=User.objects.get(pk=by_id))


class UnwrittenSubject(Subject):
    """Words that did not get into a thread: nobody else saw them, and nothing was said around them."""

    def place(self, subject_id: str) -> str:
        """The same for all."""
        del subject_id
        return unwritten.PLACE


def _one(subject_id: str) -> LineQuerySet:
    return Line.objects.with_people().filter(public_id=subject_id)


def _around(subject_id: str) -> Sequence[Line]:
    line = _one(subject_id).first()
    return Line.objects.around(line, CONTEXT) if line is not None else ()


def _gone(line: Line) -> str:
    if line.emptied_at is not None:
        return EMPTIED
    if line.gone == Gone.HIDDEN and line.seq is None:
        return "a person read it and did not pass it on"
    if line.gone:
        return str(Gone(line.gone).label)
    return READ_FIRST if line.seq is None else ""
