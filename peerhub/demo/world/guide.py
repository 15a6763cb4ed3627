"""Maya asked the guide on shift, and Sam answered."""

from datetime import datetime, timedelta
from uuid import uuid4

from peerhub.demo.cast import MAYA, SAM
from peerhub.demo.world.people import People
from rooms.guide import actions
from rooms.guide.models import GuideAsk

HOUR = timedelta(hours=1)
ASKED = "How do you tell people at work that you need a quiet week?"
SAID = (
    "I said I had a lot on, and named two days. Nobody asked more. Which days would help you most?"
)


def ask(people: People, *, now: datetime) -> None:
    """The real way, but for the shift of that day, which nobody sat through."""
    maya, sam, then = people[MAYA.name], people[SAM.name], now - 30 * HOUR
    found = actions.ask_guide(ASKED, client_id=uuid4(), by=maya, now=then).line.ask
    GuideAsk.objects.filter(pk=found.pk).update(guide=sam, taken_at=then + HOUR / 4, turn=1)
    actions.write(found, SAID, client_id=uuid4(), by=sam, now=then + HOUR / 2)
