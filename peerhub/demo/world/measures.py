"""What Maya answered over the last months: mood and worry three times, something longer twice."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from peerhub.accounts.models import User
from peerhub.demo.cast import MAYA
from peerhub.demo.world.people import People
from sessions.measures import actions
from sessions.measures.instruments.mood import PHQ_4
from sessions.measures.instruments.ptsd import PCL_5
from sessions.measures.instruments.shape import Instrument

# How many weeks ago, and the numbers in order. It gets lighter, not in a straight line.
MOODS: Mapping[int, str] = {12: "3222", 7: "2212", 2: "1211"}
LONG: Mapping[int, str] = {11: "33243322233212123332", 3: "22132211222211012221"}


def answer(people: People, *, now: datetime) -> None:
    """She took them one after the other, and skipped nothing."""
    maya = people[MAYA.name]
    for instrument, taken in ((PHQ_4, MOODS), (PCL_5, LONG)):
        for weeks, numbers in taken.items():
            _take(instrument, numbers, member=maya, now=now - timedelta(weeks=weeks))


def _take(instrument: Instrument, numbers: str, *, member: User, now: datetime) -> None:
    run = actions.begin(instrument, member=member, now=now)
    for item, number in zip(instrument.items, numbers, strict=True):
        actions.answer(run, item.key, int(number), by=member, now=now)
    actions.finish(run, by=member, now=now)
