"""How safety sees an answer: the conversation around it."""

from collections.abc import Sequence

from safety.subjects import CONTEXT, Line, Subject
from safety.talk.models import TalkLine

PERSON = "The person"


class TalkSubject(Subject):
    """What a person answered our team."""

    def context(self, subject_id: str) -> Sequence[Line]:
        """Ten messages before, the answer itself, ten after."""
        answer = TalkLine.objects.filter(pk=subject_id).first()
        if answer is None:
            return ()
        said = TalkLine.objects.filter(talk=answer.talk_id).select_related("voice")
        around = [
            *reversed(said.filter(pk__lte=answer.pk).order_by("-pk")[: CONTEXT + 1]),
            *said.filter(pk__gt=answer.pk).order_by("pk")[:CONTEXT],
        ]
        return [
            Line(who=one.voice.shown_as if one.voice else PERSON, words=one.words, at=one.at)
            for one in around
        ]

    def place(self, subject_id: str) -> str:
        """The case it belongs to."""
        cases = TalkLine.objects.filter(pk=subject_id).values_list("talk__flag", flat=True)
        return "".join(f"An answer in case {number}" for number in cases)
