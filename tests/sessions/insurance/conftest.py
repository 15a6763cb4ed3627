"""Maya, whose plan may pay; Sam, with whom she met; Rowan, of our billing team."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from sessions.bookings import actions as bookings
from sessions.bookings.actions.booking import How, Wish, fulfil
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode, Where
from sessions.insurance import actions
from sessions.insurance.actions import Chosen, Noted
from sessions.insurance.models import Coverage
from sessions.insurance.payers import BY_KEY
from sessions.insurance.states import Eligibility, Kind
from tests.builders_notes import signed
from tests.builders_sessions import bookable_specialist, free_time
from tests.cast import NOON
from tests.conftest import Person

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
LATER = NOON + timedelta(days=3)  # both sessions are over
PLAN = BY_KEY["example-a"]
CHOSEN = Chosen(
    payer=PLAN.key,
    legal_name="Mariana Ortega-Quill",
    birth_date=date(1994, 2, 3),
    member_number="=W-4471",  # a number that a spreadsheet would take for a formula
    state="NY",
    signed=True,
    to_bill=True,
    to_treat=True,
    clinician=True,
)
NOTED = (
    Noted(kind=Kind.DIAGNOSIS, value="F43.10", source="Dr Osei, by letter", on=date(2026, 11, 23)),
    Noted(kind=Kind.ORDER, value="Order", source="Dr Osei", on=date(2026, 11, 23)),
    Noted(kind=Kind.RELEASE, value="Release", source="Maya", on=date(2026, 11, 23)),
    Noted(kind=Kind.ORGANISATION, value="Harbor Care", source="The plan", on=date(2026, 11, 23)),
    Noted(kind=Kind.REFERRER, value="1234567893", source="Dr Osei", on=date(2026, 11, 23)),
)
Met = Callable[..., Booking]


@pytest.fixture
def rowan(person: Person) -> User:
    """Rowan, an administrator."""
    return person("Rowan", Role.ADMINISTRATOR)


@pytest.fixture
def coverage(maya: User) -> Coverage:
    """Maya said yes to all but substances."""
    return actions.choose(CHOSEN, by=maya, now=NOON)


@pytest.fixture
def whole(coverage: Coverage, rowan: User) -> Coverage:
    """All that others have to say is noted, and her plan is active in November."""
    for each in NOTED:
        actions.note(coverage, each, by=rowan, now=NOON)
    said_active(coverage, by=rowan)
    return coverage


def said_active(coverage: Coverage, *, by: User, **given: Any) -> None:
    """The plan was asked, and said from when until when."""
    actions.note_answer(coverage, Eligibility.ASKED, by=by, now=NOON)
    days = {"first": date(2026, 11, 1), "last": date(2026, 11, 30), **given}
    actions.note_answer(coverage, Eligibility.ACTIVE, **days, by=by, now=NOON)


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    """Sam's page, with hours."""
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def met(maya: User, peer: SpecialistProfile) -> Met:
    """Lets Maya and Sam meet at the next free time; he signs, and says when it was."""

    def meet(
        *, mode: Mode = Mode.AUDIO, minutes: int = 30, where: Where | None = Where.HOME
    ) -> Booking:
        starts_at = free_time(peer, now=NOON)
        wish = Wish(peer, maya, starts_at, starts_at + 30 * MINUTE)
        booking = fulfil(wish, How(mode, where=where), now=NOON).booking
        booking = bookings.record_meeting(booking, met=True, by=peer.person, now=booking.ends_at)
        signed(booking, now=booking.ends_at)
        if minutes:
            said(booking, minutes=minutes)
        return booking

    return meet


def said(booking: Booking, *, minutes: int = 30, now: datetime = LATER) -> None:
    """Sam says when they began and stopped."""
    begins = booking.starts_at
    actions.say_times(
        booking,
        began_at=begins,
        stopped_at=begins + minutes * MINUTE,
        where=None,
        by=booking.specialist.person,
        now=now,
    )
