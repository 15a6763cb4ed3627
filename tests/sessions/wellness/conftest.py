"""Maya's plan, and Sam, whom she meets."""

from collections.abc import Callable

import pytest
from django.test import Client

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.wellness import actions
from sessions.wellness.models import PlanItem, Suggestion
from sessions.wellness.states import Kind
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON

ClientOf = Callable[[User], Client]
SLEEP, LIGHT, TEA = "Sleep with the light off", "One hour without the hall light", "Tea at three"


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def session(maya: User, peer: SpecialistProfile) -> Booking:
    return booked_session(maya, peer, NOON)


@pytest.fixture
def goal(maya: User) -> PlanItem:
    return actions.keep(Kind.GOAL, SLEEP, member=maya, now=NOON).item


@pytest.fixture
def step(goal: PlanItem, maya: User) -> PlanItem:
    return actions.keep(Kind.STEP, LIGHT, member=maya, goal=goal, now=NOON).item


@pytest.fixture
def tea(maya: User) -> PlanItem:
    return actions.keep(Kind.HELPED, TEA, member=maya, now=NOON).item


def share(item: PlanItem, person: User) -> None:
    actions.share(item, person_id=person.pk, by=item.member, now=NOON)


def suggested(
    member: User,
    by: User,
    words: str = "Warm milk",
    *,
    kind: Kind = Kind.HELPED,
    goal: PlanItem | None = None,
) -> Suggestion:
    return actions.suggest(member, kind=kind, words=words, goal=goal, by=by, now=NOON)
