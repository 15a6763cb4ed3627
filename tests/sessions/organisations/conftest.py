"""Harbor College, which pays for places, and Tess, who looks after them."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from peerhub.accounts.models import User
from sessions.organisations import actions
from sessions.organisations.actions import About
from sessions.organisations.models import Cohort, JoinCode, Organisation
from sessions.organisations.states import Kind
from tests.cast import NOON
from tests.conftest import Person

HARBOR = About(
    name="Harbor College",
    kind=Kind.CAMPUS,
    time_zone="America/New_York",
    opens=time(9),
    closes=time(17),
    places=50,
    sessions_a_month=2,
)
QUARTER = timedelta(days=90)


@pytest.fixture
def harbor(ade: User) -> Organisation:
    """A campus in New York."""
    return actions.make(HARBOR, by=ade, now=NOON)


@pytest.fixture
def year(harbor: Organisation, ade: User) -> Cohort:
    """A group of it that everybody can join."""
    return actions.add_cohort(harbor, "2030", opens_on=date(2026, 9, 1), closes_on=None, by=ade)


@pytest.fixture
def tess(harbor: Organisation, ade: User, person: Person) -> User:
    """Its steward, who has no second step yet."""
    someone = person("Tess")
    actions.name_steward(harbor, "Tess", by=ade, now=NOON)
    return someone


@pytest.fixture
def code(year: Cohort, ade: User) -> str:
    """A code of that group."""
    return actions.make_code(year, lasts=QUARTER, by=ade, now=NOON)


@pytest.fixture
def joins(code: str) -> Callable[..., None]:
    """Lets members take a place with that code."""

    def join(*members: User, measures: bool = False, now: object = NOON) -> None:
        found = JoinCode.objects.get()
        for each in members:
            actions.join(found, measures=measures, by=each, now=now)  # type: ignore[arg-type]

    return join
