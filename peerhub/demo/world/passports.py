"""Maya kept one yesterday: her goals, what helps, and one number."""

from datetime import datetime, timedelta

from peerhub.demo.cast import MAYA
from peerhub.demo.world.people import People
from sessions.passport import actions

TICKED = ("numbers.pcl-5", "plan.goals", "plan.helped")


def keep(people: People, *, now: datetime) -> None:
    """She has not changed it since."""
    actions.keep(TICKED, by=people[MAYA.name], now=now - timedelta(days=1))
