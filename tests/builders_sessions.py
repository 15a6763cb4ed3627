"""Hours and sessions for tests, made by the real actions."""

from datetime import datetime, time, timedelta

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.availability import actions as availability
from sessions.availability.models import OfferedHours
from sessions.availability.rules import USUAL
from sessions.availability.week import WeeklyHours
from sessions.bookings import actions, openings
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from tests.builders_matching import published_specialist

WHOLE_WEEK = tuple(range(7))


def offered_hours(
    profile: SpecialistProfile,
    *,
    weekdays: tuple[int, ...] = WHOLE_WEEK,
    opens: time = time(9),
    closes: time = time(17),
    now: datetime,
) -> list[OfferedHours]:
    """The same hours on each of the weekdays (Monday is 0)."""
    weekly = [WeeklyHours(day, opens, closes) for day in weekdays]
    return availability.offer_hours(profile, weekly, now=now)


def bookable_specialist(person: User, *, now: datetime) -> SpecialistProfile:
    """A specialist whom everybody can see, from nine to five on every day."""
    profile = published_specialist(person, roots=("R7",), struggles=("S35",), now=now)
    offered_hours(profile, now=now)
    actions.refresh_next_open_slot(profile, now=now)
    return profile


def free_time(profile: SpecialistProfile, *, now: datetime, number: int = 0) -> datetime:
    """One of the free times that come, the first unless told otherwise."""
    table = openings.coming_timetable(profile, now=now)
    return table.all_free(now=now)[number]


def begin_of_a_day(profile: SpecialistProfile, *, now: datetime) -> datetime:
    """The first free time of the day after the next two: those after it are free, at any hour of ``now``."""
    times = openings.coming_timetable(profile, now=now).all_free(now=now)
    zone = profile.person.zone
    day = now.astimezone(zone).date() + timedelta(days=2)
    return next(each for each in times if each.astimezone(zone).date() > day)


def booked_session(
    member: User,
    specialist: SpecialistProfile,
    now: datetime,
    *,
    starts_at: datetime | None = None,
    mode: Mode = Mode.TEXT,
    length: timedelta = USUAL,
    note: str = "",
) -> Booking:
    """A session at the first free time, or at the time that is given."""
    starts_at = starts_at or free_time(specialist, now=now)
    return actions.book(
        specialist,
        by=member,
        starts_at=starts_at,
        mode=mode,
        length=length,
        note=note,
        now=now,
    ).booking
