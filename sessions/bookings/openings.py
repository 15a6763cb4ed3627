"""The free times of a specialist: offered hours less what is booked."""

from collections.abc import Iterable
from datetime import datetime

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.availability.models import OfferedHours
from sessions.availability.slots import HORIZON, LENGTH, Interval, Timetable
from sessions.bookings.models import Booking


def offered_by(profile: SpecialistProfile) -> Timetable:
    """What ``profile`` (with their person) offers, taken or not."""
    return _timetable(profile, OfferedHours.objects.filter(profile=profile), ())


def coming_timetable(
    profile: SpecialistProfile, *, now: datetime, member: User | None = None
) -> Timetable:
    """What ``profile`` offers, less all that is booked from now on.

    Args:
        profile: the specialist, with their person.
        now: an aware instant.
        member: whose own bookings, with anybody, are taken as well.
    """
    taken = Booking.objects.occupying().overlapping(now, now + HORIZON + LENGTH)
    taken = taken.meeting(profile, member) if member else taken.filter(specialist=profile)
    return _timetable(
        profile,
        OfferedHours.objects.filter(profile=profile),
        taken.values_list("starts_at", "ends_at"),
    )


def coming_timetables(*, now: datetime) -> Iterable[tuple[SpecialistProfile, Timetable]]:
    """Everybody's, in three queries."""
    hours: dict[int, list[OfferedHours]] = {}
    for row in OfferedHours.objects.all():
        hours.setdefault(row.profile_id, []).append(row)
    taken: dict[int, list[Interval]] = {}
    booked = Booking.objects.occupying().overlapping(now, now + HORIZON + LENGTH)
    for profile_id, start, end in booked.values_list("specialist_id", "starts_at", "ends_at"):
        taken.setdefault(profile_id, []).append((start, end))
    for profile in SpecialistProfile.objects.select_related("person"):
        yield profile, _timetable(profile, hours.get(profile.pk, ()), taken.get(profile.pk, ()))


def _timetable(
    profile: SpecialistProfile, hours: Iterable[OfferedHours], taken: Iterable[Interval]
) -> Timetable:
    return Timetable(tuple(row.weekly for row in hours), profile.person.zone, tuple(taken))
