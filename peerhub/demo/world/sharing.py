"""What members share with somebody who cares for them: a yes, and one look."""

from datetime import datetime, timedelta

from peerhub.demo.cast import MAYA, OSEI
from peerhub.demo.world.people import People
from safety.sharing import actions
from safety.sharing.states import Purpose, Until, Way

SAID_YES = timedelta(days=3)  # before now
LOOKED = timedelta(days=1)
KEYS = ("plans.has", "referrals.state", "clinic.accepted")


def share(people: People, *, now: datetime) -> None:
    """Maya lets Dr Osei have three things; Dr Osei has read them once."""
    maya, osei, then = people[MAYA.name], people[OSEI.name], now - SAID_YES
    giving = actions.Giving(to=osei, purpose=Purpose.TOGETHER, until=Until.TOGETHER, keys=KEYS)
    shown = actions.preview(giving, member=maya, now=then).shown
    made = actions.give(giving, shown=shown, member=maya, now=then)
    actions.hand_over(made, way=Way.READ, by=osei, now=now - LOOKED)
