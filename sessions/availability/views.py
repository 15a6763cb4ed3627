"""The page on which a specialist keeps their hours."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from matching.models import SpecialistProfile
from peerhub.access import access
from peerhub.accounts.policies import is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.moments import zone_name
from peerhub.weekdays import Weekday
from sessions.availability import actions
from sessions.availability.forms import HoursForm
from sessions.availability.models import OfferedHours


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: PersonRequest) -> HttpResponse:
    """The own week, and a form for more."""
    if request.method == "POST":
        return _offer(request)
    return _page(request, HoursForm())


@access(is_specialist)
@require_POST
def fewer_hours(request: PersonRequest, hours_id: int) -> HttpResponse:
    """Offer some hours no longer."""
    mine = get_object_or_404(
        OfferedHours.objects.select_related("profile__person"),
        pk=hours_id,
        profile__person=request.user,
    )
    actions.withdraw_hours(mine, now=timezone.now())
    messages.success(request, "Those hours are gone. Sessions already booked in them stay.")
    return redirect("sessions:hours")


def _offer(request: PersonRequest) -> HttpResponse:
    profile = get_object_or_404(SpecialistProfile, person=request.user)
    form = HoursForm(request.POST)
    if form.is_valid():
        try:
            actions.offer_hours(profile, form.hours(), now=timezone.now())
        except DomainError as error:
            form.add_error("opens", error.message)
        else:
            messages.success(request, "Your week is changed. People can book these times now.")
            return redirect("sessions:hours")
    return _page(request, form, status=400)


def _page(request: PersonRequest, form: HoursForm, *, status: int = 200) -> HttpResponse:
    profile = SpecialistProfile.objects.filter(person=request.user).first()
    rows = list(profile.offered_hours.order_by("weekday", "opens")) if profile else []
    week = [
        (
            Weekday(day).label,
            [row for row in rows if row.weekday == day],
        )
        for day in Weekday
    ]
    page = {
        "profile": profile,
        "week": week,
        "offers_any": bool(rows),
        "zone": zone_name(timezone.localtime()),
        "form": form,
    }
    return render(request, "sessions/availability/hours.html", page, status=status)
