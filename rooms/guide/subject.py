"""What safety sees of a message to or from a guide, and may do with it: no names."""

from collections.abc import Sequence
from typing import ClassVar

from rooms.guide import actions
from rooms.guide.models import GuideLine, GuideLineQuerySet
from rooms.letters.subject import Deeds, KeptWordsSubject
from safety.subjects import Subject


class GuideSubject(KeptWordsSubject):
    """A message between a member and a guide. Nobody is muted here: asking stays open to all."""

    deeds: ClassVar[Deeds] = actions

    def found(self, subject_id: str) -> GuideLineQuerySet:
        """The line, with its conversation."""
        return _one(subject_id)

    def who(self, one: GuideLine, line: GuideLine) -> str:
        """By what the two are here."""
        return "Who asked" if one.author_id == line.ask.member_id else "A guide"

    def strand(self, line: GuideLine) -> str:
        """By the side."""
        return line.strand

    def companions(self, subject_id: str) -> Sequence[int]:
        """The guide who could read it."""
        line = _one(subject_id).first()
        read = line is not None and line.seq is not None and line.author_id == line.ask.member_id
        return [line.ask.guide_id] if line is not None and read and line.ask.guide_id else []


class UnsentGuideSubject(Subject):
    """Words that did not get to a guide: nobody else saw them, and nothing was said around them."""

    def place(self, subject_id: str) -> str:
        """The same for all."""
        del subject_id
        return actions.UNSENT_PLACE


def _one(subject_id: str) -> GuideLineQuerySet:
    return GuideLine.objects.select_related("ask", "author").filter(public_id=subject_id)
