"""What safety sees of a message to or from a guide, and may do with it: no names."""

from collections.abc import Sequence
from datetime import datetime

from peerhub.accounts.models import User
from rooms.guide import actions
from rooms.guide.models import GuideLine, GuideLineQuerySet
from rooms.letters.subject import why_gone
from safety.subjects import CONTEXT, Line, Snapshot, Subject


class GuideSubject(Subject):
    """A message between a member and a guide. Nobody is muted here: asking stays open to all."""

    can_hide = True

    def context(self, subject_id: str) -> Sequence[Line]:
        """Ten before, the message itself, ten after."""
        line = _one(subject_id).first()
        if line is None:
            return ()
        return [
            Line(
                who="Who asked" if one.author_id == line.ask.member_id else "A guide",
                words=one.words,
                at=one.at,
                gone=why_gone(one),
            )
            for one in GuideLine.objects.around(line, CONTEXT)
        ]

    def others(self, subject_id: str) -> Sequence[int]:
        """The others whose words stand around it."""
        line = _one(subject_id).first()
        if line is None:
            return ()
        around = GuideLine.objects.around(line, CONTEXT)
        return sorted({one.author_id for one in around} - {line.author_id})

    def companions(self, subject_id: str) -> Sequence[int]:
        """The guide who could read it."""
        line = _one(subject_id).first()
        read = line is not None and line.seq is not None and line.author_id == line.ask.member_id
        return [line.ask.guide_id] if line is not None and read and line.ask.guide_id else []

    def place(self, subject_id: str) -> str:
        """The same for all."""
        del subject_id
        return actions.PLACE

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
        side = "member" if line.author_id == line.ask.member_id else "guide"
        return Snapshot(
            line.words,
            author_id=line.author_id,
            place=actions.PLACE,
            strand=f"{line.ask.public_id}.{side}",
        )

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


class UnsentGuideSubject(Subject):
    """Words that did not get to a guide: nobody else saw them, and nothing was said around them."""

    def place(self, subject_id: str) -> str:
        """The same for all."""
        del subject_id
        return actions.UNSENT_PLACE


def _one(subject_id: str) -> GuideLineQuerySet:
    return GuideLine.objects.select_related("ask", "author").filter(public_id=subject_id)
