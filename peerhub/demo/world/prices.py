"""What sessions cost in the demo, what Maya pays, and what Sam earned."""

from datetime import datetime, timedelta

from matching.peers.models import SpecialistProfile
from peerhub.demo.cast import MAYA, SAM
from peerhub.demo.world.people import People
from sessions.earnings import actions as earnings
from sessions.prices import actions

MAYA_PAYS = 50  # percent
PRICES = (3000, 2500, 4000, 2000, 4500)  # cents, one after the other
SET = timedelta(days=1)  # ago


def ask(people: People, *, now: datetime) -> None:
    """Most ask something; Sam and every seventh ask nothing. Sam's months that are over are closed."""
    profiles = SpecialistProfile.objects.select_related("person").order_by("pk")
    for number, profile in enumerate(profiles):
        if profile.person != people[SAM.name] and number % 7:
            cents = PRICES[number % len(PRICES)]
            actions.set_price(profile, cents, by=profile.person, now=now - SET)
    actions.declare(people[MAYA.name], MAYA_PAYS, now=now - SET)
    earnings.close_due(now=now)
