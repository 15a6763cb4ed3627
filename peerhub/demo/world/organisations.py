"""Harbor College pays for places: forty members have one, Tess sees figures of them, and no person."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from peerhub.accounts.models import User
from peerhub.demo.cast import MAYA, ROWAN, TESS
from peerhub.demo.world.people import People
from peerhub.months import instants
from sessions.organisations import actions, months
from sessions.organisations.actions import About
from sessions.organisations.change import change
from sessions.organisations.hiding import Met, Use, month_of
from sessions.organisations.models import Belonging, Cohort
from sessions.organisations.states import VERSION, Kind

BEGAN = timedelta(days=100)  # before now
HARBOR = About(
    name="Harbor College",
    kind=Kind.CAMPUS,
    time_zone="America/New_York",
    opens=time(9),
    closes=time(17),
    places=60,
    sessions_a_month=2,
)
GROUPS = (("2029", 24), ("2030", 14), ("Evening", 3))  # the last one is too small to be shown
DIFFERENCES = (-3, -2, -2, -2, -1, -1, -1, 0, 0, 0, 1, -2, -1, 1)  # of answers about loneliness


def pay(people: People, *, now: datetime) -> None:
    """It began a few months ago. The months that are over are made up and counted as real ones are."""
    rowan, then = people[ROWAN.name], now - BEGAN
    harbor = actions.make(HARBOR, by=rowan, now=then)
    actions.name_steward(harbor, TESS.handle, by=rowan, now=then)
    cohorts = [
        actions.add_cohort(harbor, name, opens_on=then.date(), closes_on=None, by=rowan)
        for name, _ in GROUPS
    ]
    actions.make_code(cohorts[1], lasts=timedelta(days=365), by=people[TESS.name], now=then)
    students = [people[MAYA.name], *(people[f"m{number:03}"] for number in range(2, 42))]
    _belong(students, cohorts, since=then + timedelta(days=1))
    figures = None
    for month in months.closed(then, harbor.zone, now=now):
        counted_at = instants(month, harbor.zone)[1] + months.SETTLES
        figures = actions.keep(harbor, month, month_of(_uses(cohorts, month)), now=counted_at)
    told = change(DIFFERENCES)
    if figures and told:
        actions.keep_change(figures, "ucla-3", told)


def _belong(students: Sequence[User], cohorts: Sequence[Cohort], *, since: datetime) -> None:
    groups = [
        cohort for cohort, (_, size) in zip(cohorts, GROUPS, strict=True) for _ in range(size)
    ]
    Belonging.objects.bulk_create(
        Belonging(member=member, cohort=cohort, version=VERSION, joined_at=since)
        for member, cohort in zip(students, groups, strict=True)
    )


def _uses(cohorts: Sequence[Cohort], month: date) -> Iterator[Use]:
    """Two of three had sessions: one to four of them, every third one out of hours."""
    for cohort, (_, size) in zip(cohorts, GROUPS, strict=True):
        for one in range(size):
            number = (one + month.month) % 5 if one % 3 or size < 20 else 0
            met = [Met(minutes=30, outside=(one + each) % 3 == 0) for each in range(number)]
            yield Use(cohort=cohort.pk, sessions=met)
