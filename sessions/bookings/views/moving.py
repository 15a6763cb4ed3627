"""Pages to change the time of a session: choose another one, then confirm it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from peerhub.ui.moments import in_words
from sessions.availability.rules import how_long
from sessions.bookings import actions, policies
from sessions.bookings.actions import SlotTaken
from sessions.bookings.models import FREE_UNTIL, Booking
from sessions.bookings.views import pages

# What a button says, what is done, and what is said then.
ANSWERS: Mapping[str, tuple[Callable[..., object], str]] = {
    "yes": (actions.say_yes, "Thank you. You both get a short note with the new time."),
    "no": (actions.say_no, "Your session stays where it is. We tell them that, and no reason."),
    "back": (actions.ask_no_more, "You do not ask any more. The session stays where it is."),
}


@access(is_signed_in)
@require_safe
def other_times(request: PersonRequest, public_id: str) -> HttpResponse:
    """Days with the times that the session could have instead."""
    booking = pages.own(request, public_id)
    now = timezone.now()
    if not booking.is_free_to_change(now=now):
        return redirect(booking)
    offered = actions.times_for(booking, seen_by=request.user, now=now)
    length = booking.ends_at - booking.starts_at
    found = pages.days_of(request, offered, length=length, now=now, near=booking.starts_at)
    found["any_free"] = found["any_free"] and actions.can_move(booking)
    words = {**_both(request, booking), **found, "zone": pages.zone_words(request, now)}
    return render(request, "sessions/bookings/other_times.html", words)


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def change_time(request: PersonRequest, public_id: str, starts_at: datetime) -> HttpResponse:
    """Both times on both clocks. Sent, the session has the new one."""
    booking = pages.own(request, public_id)
    now = timezone.now()
    if request.method == "POST":
        try:
            _change(request, booking, starts_at, now)
        except SlotTaken as error:
            return _taken_page(request, booking, starts_at, error.message)
        return redirect(booking)
    if starts_at == booking.starts_at or not booking.is_free_to_change(now=now):
        return redirect(booking)
    offered = actions.times_for(booking, seen_by=request.user, now=now)
    length = booking.ends_at - booking.starts_at
    if not (actions.can_move(booking) and offered.is_free(starts_at, now=now, length=length)):
        return _taken_page(request, booking, starts_at, "That time is not free any more.")
    words = {**_both(request, booking), "starts_at": starts_at, "ends_at": starts_at + length}
    return render(request, "sessions/bookings/change_time.html", words)


@access(is_signed_in)
@require_POST
def answer(request: PersonRequest, public_id: str) -> HttpResponse:
    """The member says yes or no to another time, or the specialist takes the question back."""
    booking = pages.own(request, public_id)
    found = ANSWERS.get(request.POST.get("answer", ""))
    if found is None:
        raise Http404
    deed, said = found
    now, back = timezone.now(), booking.get_absolute_url()
    return do(request, back, lambda: deed(booking, by=request.user, now=now), said)


def _change(request: PersonRequest, booking: Booking, starts_at: datetime, now: datetime) -> None:
    """A member moves their session; a specialist asks them to."""
    if policies.may_change_time(request.user, booking):
        actions.change_time(booking, by=request.user, starts_at=starts_at, now=now)
        said = "The time is changed. You both get a short note with the new time."
    else:
        asked = actions.ask_to_move(booking, by=request.user, starts_at=starts_at, now=now)
        until = in_words(asked.until, "full", request.user.zone)
        said = f"{booking.member.handle} is asked. The old time holds until they say yes. They can answer until {until}."
    messages.success(request, said)


def _taken_page(
    request: PersonRequest, booking: Booking, starts_at: datetime, message: str
) -> HttpResponse:
    """The three nearest times; the session keeps the one it has."""
    now = timezone.now()
    offered = actions.times_for(booking, seen_by=request.user, now=now)
    length = booking.ends_at - booking.starts_at
    free = offered.nearest(starts_at, now=now, length=length, count=4)
    others = [start for start in free if start not in {starts_at, booking.starts_at}][:3]
    if not actions.can_move(booking):
        others = []
    words = {
        **_both(request, booking),
        "taken": message,
        "zone": pages.zone_words(request, now),
        "nearest": [
            (start, reverse("sessions:change_time", args=[booking.public_id, start]))
            for start in others
        ],
    }
    return render(request, "sessions/bookings/change_time.html", words, status=pages.CONFLICT)


def _both(request: PersonRequest, booking: Booking) -> dict[str, object]:
    """The session, and whoever the reader meets in it."""
    for_specialist = policies.may_record(request.user, booking)
    return {
        "booking": booking,
        "profile": booking.specialist,
        "for_specialist": for_specialist,
        "other": booking.member if for_specialist else booking.specialist.person,
        "free_until": how_long(FREE_UNTIL),
    }
