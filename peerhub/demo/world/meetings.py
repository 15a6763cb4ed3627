"""Sessions of the last weeks and of the coming ones, booked and cancelled the real way."""

from datetime import datetime, timedelta
from typing import Any

from matching.peers.models import SpecialistProfile
from peerhub.demo.cast import MAYA
from peerhub.demo.world import hours
from peerhub.demo.world.content import rows
from peerhub.demo.world.people import People
from peerhub.errors import DomainError
from sessions.bookings import actions, openings
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.reminders import actions as reminders
from sessions.reminders.models import Wishes
from sessions.reminders.timetable import Rung

AHEAD = timedelta(days=3)  # how long before it people booked
SEARCH = 7  # days to look for a free time, when the day itself has none


def meet(people: People, *, now: datetime) -> None:
    """Book everything, let the past ones be held, cancel some and move one; then Sam plans leave."""
    for row in rows("bookings", "booking"):
        _meet(row, people, now=now)
    hours.differ(people, now=now)
    # Maya wants one more than most.
    rungs = (Rung.DAY_BEFORE, Rung.HOUR_BEFORE, Rung.QUARTER_BEFORE)
    reminders.choose(people[MAYA.name], Wishes(rungs), now=now)


def _meet(row: dict[str, Any], people: People, *, now: datetime) -> None:
    member, person = people[row["member"]], people[row["specialist"]]
    profile = SpecialistProfile.objects.select_related("person").get(person=person)
    day = now + timedelta(days=row["day_offset"])
    starts_at = _free_time(profile, day, now=now)
    if starts_at is None:
        return
    booked_at = min(now, starts_at) - AHEAD
    try:
        booking = actions.book(
            profile,
            by=member,
            starts_at=starts_at,
            mode=Mode(row["mode"]),
            note=row.get("note", ""),
            now=booked_at,
        ).booking
    except DomainError:
        return  # the member has another session at that time
    if row["state"] == "cancelled":
        actions.cancel(booking, by=member, now=booked_at + timedelta(hours=20))
    elif row["state"] == "moved":
        _move_on(booking, now=booked_at + timedelta(hours=20))
    elif booking.ends_at < now:
        actions.record_meeting(booking, met=True, by=person, now=booking.ends_at)


def _move_on(booking: Booking, *, now: datetime) -> None:
    """The member gives the session the next free time after the one it has."""
    timetable = actions.times_for(booking, seen_by=booking.member, now=now)
    length = booking.ends_at - booking.starts_at
    later = timetable.free(
        now=now, since=booking.ends_at, until=booking.ends_at + timedelta(days=2), length=length
    )
    if later:
        actions.change_time(booking, by=booking.member, starts_at=later[0], now=now)


def _free_time(profile: SpecialistProfile, day: datetime, *, now: datetime) -> datetime | None:
    """A free time near ``day``, on the same side of now."""
    for shift in range(SEARCH):
        direction = 1 if day >= now else -1
        wanted = (day + timedelta(days=shift * direction)).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        asked_at = min(now, wanted) - AHEAD
        timetable = openings.coming_timetable(profile, now=asked_at)
        until = wanted + timedelta(days=1)
        for starts_at in timetable.free(now=asked_at, since=wanted, until=until):
            if (starts_at < now) == (day < now):
                return starts_at
    return None
