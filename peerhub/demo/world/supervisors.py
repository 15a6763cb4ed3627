"""What supervisors do beside the cases: somebody looked for, and a specialist handed over next week."""

from datetime import datetime, timedelta

from matching.models import MatchRequest
from matching.requests.actions import coordinating
from matching.supervision.actions import handing_over
from matching.supervision.models import Supervision
from peerhub.demo.cast import ADE
from peerhub.demo.world.certificates import SUPERVISORS
from peerhub.demo.world.people import People

WAITS, HANDED = "m003", "s07"  # who asks since yesterday, and whom Ottilie hands over
AHEAD = timedelta(days=7)
LATELY = timedelta(hours=3)
NOTE = (
    "Frankie knows gambling from the inside. I talk with them today before I ask, and look again "
    "tomorrow at noon."
)
WORD = (
    "I am away for three months from next week. The two of you have met, and I trust you with each "
    "other. Thank you for this year."
)


def look_after(people: People, *, now: datetime) -> None:
    """Let Ade look after somebody who waits, and Ottilie agree a hand-over to Ade."""
    ade, ottilie = people[ADE.name], people[SUPERVISORS[0]]
    waits = MatchRequest.objects.open().get(member=people[WAITS])
    coordinating.take(waits, by=ade, now=now - LATELY)
    coordinating.note(waits, words=NOTE, by=ade, now=now - LATELY)
    given = Supervision.objects.current().get(specialist=people[HANDED])
    handing_over.hand_over(
        given, to=ade, begins_at=now + AHEAD, words=WORD, by=ottilie, now=now - LATELY
    )
