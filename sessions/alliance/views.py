"""How sessions go: the member's page after one, and the supervisor's page of patterns."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in, is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from peerhub.ui.moments import in_words
from sessions.alliance import actions, policies, reading
from sessions.alliance.forms import CheckInForm
from sessions.alliance.models import AllianceCheckIn
from sessions.alliance.signals import ITEMS, Answers
from sessions.bookings.models import Booking


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check_in(request: PersonRequest, public_id: str) -> HttpResponse:
    """Five items after a session. For its specialist there is no such page."""
    booking, now = _own(request, public_id), timezone.now()
    if not policies.can_be_said(booking, now=now):
        return redirect(booking)
    kept = AllianceCheckIn.objects.filter(booking=booking).first()
    posted = request.POST if request.method == "POST" else None
    form = CheckInForm(posted, answers=kept.answers if kept else Answers())
    if form.is_bound and form.is_valid():
        try:
            actions.say(booking, form.answers, by=request.user, now=now)
        except DomainError as error:
            messages.info(request, error.message)
        else:
            messages.success(request, f"Thank you. {booking.specialist.name} is told nothing.")
        return redirect(booking)
    words = {"form": form, "booking": booking, "kept": kept}
    status = 422 if form.is_bound else 200
    return render(request, "sessions/alliance/check_in.html", words, status=status)


@access(is_signed_in)
@require_POST
def taken_back(request: PersonRequest, public_id: str) -> HttpResponse:
    """Take it back."""
    booking, now = _own(request, public_id), timezone.now()
    actions.take_back(booking, by=request.user, now=now)
    messages.success(request, "Taken back. Nothing of it is left.")
    return redirect(booking)


@access(is_supervisor)
@require_safe
@never_cache
def how_they_go(request: PersonRequest) -> HttpResponse:
    """Patterns, without a member's name or number."""
    now = timezone.now()
    words = {
        "patterns": reading.patterns_for(request.user, now=now),
        "away": reading.often_away(request.user, now=now),
    }
    return render(request, "sessions/alliance/how_they_go.html", words)


@access(is_supervisor)
@require_safe
@never_cache
def pattern(request: PersonRequest, pk: int) -> HttpResponse:
    """One pattern with the check-ins behind it; each look is a line for the member."""
    found = get_object_or_404(policies.seen_by(request.user), pk=pk)
    opened = actions.open_pattern(found, by=request.user, now=timezone.now())
    days = [in_words(each.booking.starts_at, "day") for each in opened.check_ins]
    rows = [
        (said, list(zip(days, (getattr(each, item) for each in opened.check_ins), strict=True)))
        for item, said in ITEMS.items()
    ]
    words = {"pattern": opened.pattern, "days": days, "rows": rows}
    return render(request, "sessions/alliance/pattern.html", words)


@access(is_supervisor)
@require_POST
def done(request: PersonRequest, pk: int) -> HttpResponse:
    """What is next was done."""
    found = get_object_or_404(policies.seen_by(request.user), pk=pk)
    return do(
        request,
        reverse("sessions:how_they_go"),
        lambda: actions.finish(found, by=request.user, now=timezone.now()),
        "Kept. Thank you for looking.",
    )


def _own(request: PersonRequest, public_id: str) -> Booking:
    """The member's session; for the specialist there is nothing here."""
    mine = Booking.objects.filter(member=request.user).with_people()
    return get_object_or_404(mine, public_id=public_id)
