"""Taking an instrument, from the first question to the last."""

from collections.abc import Callable
from datetime import datetime

import pytest

from peerhub.accounts.models import User
from sessions.measures import actions
from sessions.measures.instruments.shape import Instrument
from sessions.measures.models import MeasureRun
from tests.cast import NOON
from tests.sessions.measures.written import given

Take = Callable[..., MeasureRun]


def taken(instrument: Instrument, short: str, *, member: User, now: datetime = NOON) -> MeasureRun:
    """A finished one."""
    run = actions.begin(instrument, member=member, now=now)
    for key, answer in given(instrument, short).items():
        actions.answer(run, key, answer, by=member, now=now)
    found = actions.finish(run, by=member, now=now)
    assert found is not None
    return found


@pytest.fixture
def mood(maya: User) -> MeasureRun:
    """Maya has begun PHQ-9 and answered eight questions with "Not at all"."""
    from sessions.measures.instruments.mood import PHQ_9

    run = actions.begin(PHQ_9, member=maya, now=NOON)
    for number in range(1, 9):
        actions.answer(run, str(number), 0, by=maya, now=NOON)
    return run
