"""Somebody who waits for a person right now."""

from datetime import datetime, timedelta

from peerhub.demo.world.content import rows
from peerhub.demo.world.people import People
from safety.asking import actions
from safety.asking.actions import Asking
from safety.asking.states import Safe


def ask(people: People, *, now: datetime) -> None:
    """Ask, a few minutes ago."""
    for row in rows("tonight", "asking"):
        at = now - timedelta(minutes=row["minutes_ago"])
        said = Asking(Safe(row["safe"]), row["words"])
        actions.ask(said, person=people[row["who"]], now=at)
