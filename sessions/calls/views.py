"""The page on which two people meet: before it opens, at the door, inside, and after."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from sessions.bookings import doors, parts
from sessions.bookings.models import Booking
from sessions.bookings.parts import Place
from sessions.bookings.states import Mode
from sessions.calls.models import Meeting, Presence
from sessions.calls.policies import may_be_in
from sessions.calls.shown import other_name, was_ended
from sessions.calls.states import KINDS, Way, ways_of

# Only this page may ask for them, and only after a press.
PERMISSIONS_POLICY = settings.PERMISSIONS_POLICY.replace(
    "camera=(), microphone=()", "camera=(self), microphone=(self)"
)
MILLISECOND = 1000


@access(is_signed_in)
@require_safe
def room(request: PersonRequest, public_id: str) -> HttpResponse:
    """The room, or why it is not open."""
    now = timezone.now()
    mine = Booking.objects.for_person(request.user).with_people()
    booking = get_object_or_404(mine, public_id=public_id)
    words = {"booking": booking, "other": other_name(booking, request.user)}
    if now < booking.starts_at - doors.OPENS and booking.state == "booked":
        opens_at = booking.starts_at - doors.OPENS
        words |= {"opens_at": opens_at, "wait": _milliseconds(now, opens_at)}
        words |= _media(booking)
        return _with_devices(render(request, "sessions/calls/early.html", words))
    if not may_be_in(request.user, booking, now=now):
        return redirect(booking)
    if was_ended(booking):
        return render(request, "sessions/calls/ended.html", words)
    words["step"] = doors.first_step(booking, request.user, now=now)
    words["parts"] = parts.parts(Place.ROOM, booking, request.user, now=now)
    words |= _inside(request, booking, now)
    return _with_devices(render(request, "sessions/calls/room.html", words))


def _inside(request: PersonRequest, booking: Booking, now: datetime) -> dict[str, Any]:
    for_specialist = request.user.pk != booking.member_id
    meeting = Meeting.objects.filter(booking=booking).first()
    others = Presence.objects.live().filter(meeting=meeting).exclude(person=request.user)
    return {
        "for_specialist": for_specialist,
        "other_here": meeting is not None and others.exists(),
        **_media(booking),
        "left": _milliseconds(now, booking.ends_at),
        "closes_at": booking.over_at + doors.STAYS,
        "since_start": _milliseconds(booking.starts_at, now),
    }


def _media(booking: Booking) -> dict[str, bool]:
    """What this session can have here: without a relay, text alone."""
    mode = Mode(booking.mode)
    return {
        "can_call": mode is not Mode.TEXT and bool(settings.TURN_URLS and settings.TURN_SECRET),
        "has_camera": "video" in KINDS[mode],
        "by_text": ways_of(mode) == (Way.TEXT,),
    }


def _with_devices(response: HttpResponse) -> HttpResponse:
    response["Permissions-Policy"] = PERMISSIONS_POLICY
    return response


def _milliseconds(since: datetime, until: datetime) -> int:
    return int((until - since).total_seconds() * MILLISECOND)
