"""What staff see around it when somebody asks for a person: who, and how safe they say they are."""

from collections.abc import Sequence

from safety.asking.models import HelpRequest
from safety.asking.states import Safe
from safety.subjects import Line, Subject


class AskingSubject(Subject):
    """Somebody who asks for a person wants to be known by the name they use here."""

    def context(self, subject_id: str) -> Sequence[Line]:
        """Their name, and their own answer."""
        asked = HelpRequest.objects.filter(public_id=subject_id).select_related("person").first()
        if asked is None:
            return ()
        said = Safe(asked.safe).label if asked.safe else "They did not say."
        words = f"How safe are you right now? {said}"
        return [Line(who=asked.person.handle, words=words, at=asked.asked_at)]
