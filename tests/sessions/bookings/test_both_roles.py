"""Sam meets members, and is a member of somebody else: nobody can have him twice at one time."""

from datetime import datetime

import pytest

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from sessions.availability.rules import DAY, HOUR, MINUTE
from sessions.bookings import actions, openings
from sessions.bookings.actions import SlotTaken
from sessions.bookings.models import Booking
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.conftest import Person
from tests.together import together

MORNING = NOON + DAY + 3 * HOUR


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def juno(person: Person) -> SpecialistProfile:
    """Juno, another specialist in Chicago."""
    return bookable_specialist(
        person("Juno", Role.SPECIALIST, time_zone="America/Chicago"), now=NOON
    )


def offered(profile: SpecialistProfile, member: User | None = None) -> list[datetime]:
    table = openings.coming_timetable(profile, now=NOON, member=member)
    return [start for start in table.all_free(now=NOON) if start < MORNING + HOUR]


@pytest.mark.django_db
def test_while_sam_is_a_member_nobody_can_book_him(
    maya: User, sam: User, peer: SpecialistProfile, juno: SpecialistProfile
) -> None:
    assert MORNING in offered(peer, maya)
    booked_session(sam, juno, NOON, starts_at=MORNING)

    assert MORNING not in offered(peer, maya)
    assert MORNING not in offered(peer)
    assert MORNING + 30 * MINUTE in offered(peer, maya)  # he needs no rest after his own
    with pytest.raises(SlotTaken):
        booked_session(maya, peer, NOON, starts_at=MORNING)


@pytest.mark.django_db
def test_while_sam_meets_maya_he_cannot_be_a_member_elsewhere(
    maya: User, sam: User, noor: User, peer: SpecialistProfile, juno: SpecialistProfile
) -> None:
    booked_session(maya, peer, NOON, starts_at=MORNING)

    assert MORNING not in offered(juno, sam)
    assert MORNING in offered(juno, noor)
    with pytest.raises(SlotTaken):
        booked_session(sam, juno, NOON, starts_at=MORNING)


@pytest.mark.django_db
def test_neither_can_a_session_be_moved_there(
    maya: User, sam: User, peer: SpecialistProfile, juno: SpecialistProfile
) -> None:
    booked_session(sam, juno, NOON, starts_at=MORNING)
    booking = booked_session(maya, peer, NOON, starts_at=MORNING + HOUR)

    with pytest.raises(SlotTaken):
        actions.change_time(booking, by=maya, starts_at=MORNING, now=NOON)
    with pytest.raises(SlotTaken):
        actions.ask_to_move(booking, by=sam, starts_at=MORNING, now=NOON)


@pytest.mark.django_db(transaction=True)
def test_of_both_at_once_one_comes_to_be(
    maya: User, sam: User, peer: SpecialistProfile, juno: SpecialistProfile
) -> None:
    came = together(
        lambda: str(booked_session(maya, peer, NOON, starts_at=MORNING).state),
        lambda: str(booked_session(sam, juno, NOON, starts_at=MORNING).state),
    )

    assert sorted(map(str, came)) == ["SlotTaken", "booked"]
    assert Booking.objects.count() == 1
