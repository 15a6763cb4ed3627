"""A rule that the clinician of the demo would like to switch off, and nobody answered yet."""

from datetime import datetime, timedelta

from peerhub.demo.cast import OSEI
from peerhub.demo.world.people import People
from safety.board import actions

ASKED = timedelta(hours=20)  # before now
RULE = "abuse.hiding"
WHY = "It spoke twice in a year, both times about a film. I would rather have a better one."


def ask(people: People, *, now: datetime) -> None:
    """One request that waits for a second person."""
    actions.ask(RULE, to_off=True, words=WHY, by=people[OSEI.name], now=now - ASKED)
