"""The first page of a specialist's day: who needs what next, and everybody they meet."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from matching.models import SpecialistProfile
from matching.peers.models import CAPACITY_MOST, NEARLY_FULL
from peerhub.access import access
from peerhub.accounts.policies import is_specialist
from peerhub.accounts.requests import PersonRequest
from sessions.availability.wall import begin_of
from sessions.bookings.models import Booking
from sessions.caseload import overview, policies
from sessions.caseload.carrying import exposure_of
from sessions.caseload.models import WarmHandOver
from sessions.caseload.needs import needs
from sessions.caseload.overview import Person
from sessions.caseload.states import HandingState

SHOWN = {
    "": "Everyone",
    "unbooked": "Nothing booked",
    "promised": "Open promises",
    "plan": "Share a plan",
}


@access(is_specialist)
@require_safe
@never_cache
def caseload(request: PersonRequest) -> HttpResponse:
    """Today, what is needed, and everyone."""
    profile, now = policies.profile_of(request.user), timezone.now()
    if profile is None:
        return render(request, "sessions/caseload/first.html", {"profile": None})
    people = overview.people_of(profile, now=now)
    zone = request.user.zone
    handed = list(WarmHandOver.objects.for_taker(request.user, now=now))
    waiting = [each.public_id for each in handed if each.state == HandingState.AGREED]
    desk = overview.desk_of(profile, hand_overs=waiting)
    words: dict[str, Any] = {
        "profile": profile,
        "count": len(people),
        "most": CAPACITY_MOST,
        "is_full": len(people) >= profile.capacity,
        "nearly_full": profile.capacity > len(people) >= profile.capacity * NEARLY_FULL,
        "taken": [each for each in handed if each.state == HandingState.DONE],
        "week": exposure_of(profile, now=now),
        "today": overview.today_of(people, _today(profile, now)),
        "needs": [
            (need, need.is_late(now=now))
            for need in needs([each.about(zone) for each in people], desk, now=now)
        ],
        **_narrowed(request, people),
    }
    template = "caseload" if people else "first"
    return render(request, f"sessions/caseload/{template}.html", words)


def _narrowed(request: PersonRequest, people: list[Person]) -> dict[str, Any]:
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    fits = {
        "": lambda _each: True,
        "unbooked": lambda each: each.next is None,
        "promised": lambda each: bool(each.promises),
        "plan": lambda each: each.plan is not None,
    }[show]
    return {
        "people": [each for each in people if fits(each)],
        "show": show,
        "filters": SHOWN.items(),
    }


def _today(profile: SpecialistProfile, now: datetime) -> list[Booking]:
    zone = profile.person.zone
    day = now.astimezone(zone).date()
    since, until = begin_of(day, zone), begin_of(day + timedelta(days=1), zone)
    mine = Booking.objects.settled().filter(specialist=profile, starts_at__gte=since)
    return list(mine.filter(starts_at__lt=until).with_people().order_by("starts_at", "pk"))
