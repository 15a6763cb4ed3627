"""Maya's day: the ninth of December, sixteen days after noon of every test."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.topics.models import ContentNote
from sessions.heavy_days import actions
from sessions.heavy_days.actions import Dates
from sessions.heavy_days.dates import Span
from sessions.heavy_days.models import HardDay
from tests.builders_sessions import bookable_specialist
from tests.cast import NOON

ClientOf = Callable[[User], Client]
THE_NINTH = date(2026, 12, 9)


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def grief(vocabulary: None) -> ContentNote:
    return ContentNote.objects.get(slug="death-grief")


def kept_day(
    member: User,
    *,
    first: date = THE_NINTH,
    last: date | None = None,
    yearly: bool = False,
    heads_up: int | None = None,
    now: datetime = NOON,
) -> HardDay:
    """A day that a member wrote down."""
    dates = Dates(Span(first, last or first, yearly), heads_up)
    return actions.begin(dates, member=member, now=now)


@pytest.fixture
def day(maya: User) -> HardDay:
    return kept_day(maya)
