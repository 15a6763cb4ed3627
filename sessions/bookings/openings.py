"""The free times of a specialist: what they offer, less what is booked."""

from collections.abc import Iterator
from datetime import datetime

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.availability.offers import hours_of, hours_of_each
from sessions.availability.rules import FURTHEST, WIDEST
from sessions.availability.slots import WEEK, Hours, Timetable
from sessions.availability.wall import Interval
from sessions.bookings.models import RESTED, Booking, BookingQuerySet

COLUMNS = ("specialist_id", "starts_at", "ends_at", "heavy_mark")


def coming_timetable(
    profile: SpecialistProfile,
    *,
    now: datetime,
    member: User | None = None,
    besides: Booking | None = None,
) -> Timetable:
    """What ``profile`` offers, less all that is booked or offered from now on; in two queries.

    Args:
        profile: the specialist, with their person.
        now: an aware instant.
        member: whose own bookings, with anybody and on either side, are taken as well, and what is
            kept for others while they confirm. Without one, a time kept for a moment counts as free.
        besides: a booking whose time counts as free, because it is to get another one.
    """
    booked = _counting(now)
    booked = booked.exclude(pk=besides.pk) if besides else booked
    if member:
        booked = booked.occupying(now=now, besides=member).of_two(profile, member)
    else:
        booked = booked.taken_or_offered(now=now).of(profile)
    return _less(profile, booked)


def booked_timetable(profile: SpecialistProfile, *, now: datetime) -> Timetable:
    """What ``profile`` offers, less sessions alone: what is only kept for somebody counts as free."""
    return _less(profile, _counting(now).settled().of(profile))


def _less(profile: SpecialistProfile, booked: BookingQuerySet) -> Timetable:
    taken: list[Interval] = []
    theirs: list[Interval] = []
    rests: list[Interval] = []
    for specialist_id, start, end, mark in booked.values_list(*COLUMNS):
        is_own = specialist_id == profile.pk
        (taken if is_own else theirs).append((start, end))
        if is_own and mark:
            rests.append((end, end + RESTED))
    zone = profile.person.zone
    return Timetable(hours_of(profile), zone, tuple(taken), tuple(theirs), tuple(rests))


def coming_timetables(*, now: datetime) -> Iterator[tuple[SpecialistProfile, Timetable]]:
    """Everybody's, in three queries; what is kept for a moment counts as free."""
    hours = hours_of_each()
    taken: dict[int, list[Interval]] = {}
    rests: dict[int, list[Interval]] = {}
    booked = _counting(now).taken_or_offered(now=now)
    for profile_id, start, end, mark in booked.values_list(*COLUMNS):
        taken.setdefault(profile_id, []).append((start, end))
        if mark:
            rests.setdefault(profile_id, []).append((end, end + RESTED))
    for profile in SpecialistProfile.objects.select_related("person"):
        yield (
            profile,
            Timetable(
                hours.get(profile.pk, Hours()),
                profile.person.zone,
                tuple(taken.get(profile.pk, ())),
                rests=tuple(rests.get(profile.pk, ())),
            ),
        )


def _counting(now: datetime) -> BookingQuerySet:
    """All that may be in the way of a time that is free, or count for its day or week.

    A week lies around now, and around the furthest time, wherever on earth it begins.
    """
    since, until = now - WEEK - WIDEST, now + FURTHEST + WEEK + WIDEST
    return Booking.rows.overlapping(since, until)
