"""What several pages of sessions share: whose session it is, the days with their times, clocks."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date

from matching.models import SpecialistProfile
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.moments import zone_name
from sessions.availability.slots import Timetable
from sessions.bookings import days, parts
from sessions.bookings.models import Booking
from sessions.bookings.parts import Part, Place
from sessions.bookings.states import BookingState

CONFLICT = 409


def found(profile: SpecialistProfile | None) -> SpecialistProfile:
    """The profile; where there is none for this reader, there is no page."""
    if profile is None:
        raise Http404
    return profile


def own(request: PersonRequest, public_id: str) -> Booking:
    """The reader's session, on either side; a stranger finds nothing."""
    mine = Booking.objects.for_person(request.user).with_people()
    return get_object_or_404(mine, public_id=public_id)


def parts_of(request: PersonRequest, booking: Booking, *, now: datetime) -> Sequence[Part]:
    """What other slices bring for the session's page, by where it stands."""
    found: list[Part] = []
    if booking.state == BookingState.BOOKED and now < booking.ends_at:
        found += parts.parts(Place.BEFORE, booking, request.user, now=now)
    if booking.may_be_recorded(now=now):
        found += parts.parts(Place.AFTER, booking, request.user, now=now)
    if booking.state == BookingState.CANCELLED:
        found += parts.parts(Place.CANCELLED, booking, request.user, now=now)
    # While it lasts it is both before its end and after its beginning: nothing is said twice.
    return [part for number, part in enumerate(found) if part not in found[:number]]


def zone_words(request: PersonRequest, now: datetime) -> str:
    """The reader's clock by name: "New York time"."""
    return zone_name(now.astimezone(request.user.zone))


def number(request: PersonRequest, name: str) -> int:
    """A number that the address names, or 0."""
    words = request.GET.get(name, "")
    return int(words) if words.isdecimal() and len(words) < 6 else 0


def days_of(
    request: PersonRequest,
    offered: Timetable,
    *,
    length: timedelta,
    now: datetime,
    near: datetime | None = None,
) -> dict[str, object]:
    """Two weeks of days with their free times, from the day that the address names.

    Without one, the day of ``near`` is open.
    """
    zone = request.user.zone
    today = now.astimezone(zone).date()
    last = (now + offered.rules.horizon).astimezone(zone).date()
    step = timedelta(days=days.PAGE)
    wish = _date(request, "day") or (near and near.astimezone(zone).date())
    first = _date(request, "from") or (wish if wish and wish >= today + step else today)
    first = min(max(first, today), last)
    free = offered.all_free(now=now, length=length)
    page = days.by_day(free, first=first, zone=zone)
    return {
        "days": [day for day in page if day.on <= last],
        "day": days.chosen(page, wish),
        "first": first,
        "any_free": bool(free),
        "earlier": max(first - step, today) if first > today else None,
        "later": first + step if first + step <= last else None,
    }


def _date(request: PersonRequest, name: str) -> date | None:
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None
