"""A specialist says when a session began and stopped."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from sessions.bookings.models import Booking
from sessions.bookings.states import Where
from sessions.insurance import actions
from sessions.insurance.forms import TimesForm, instant
from sessions.insurance.models import Coverage

BAD = 422


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def session_times(request: PersonRequest, public_id: str) -> HttpResponse:
    """Asked for sessions of theirs alone, once these are over, where a plan may pay."""
    mine = Booking.objects.filter(specialist__person=request.user).with_people()
    booking = get_object_or_404(mine, public_id=public_id)
    asked = Coverage.objects.live().filter(member=booking.member_id)
    if timezone.now() < booking.ends_at or not asked.exists():
        raise Http404
    form = TimesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.say_times(
                booking, **_said(form, request, booking), by=request.user, now=timezone.now()
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Kept.")
            return redirect(booking)
    status = BAD if form.errors else 200
    words = {"form": form, "booking": booking}
    return render(request, "sessions/insurance/times.html", words, status=status)


def _said(form: TimesForm, request: PersonRequest, booking: Booking) -> dict[str, Any]:
    given, zone = form.cleaned_data, request.user.zone
    return {
        "began_at": instant(given["began"], zone, near=booking.starts_at),
        "stopped_at": instant(given["stopped"], zone, near=booking.ends_at),
        "where": Where(given["where"]) if given["where"] else None,
    }
