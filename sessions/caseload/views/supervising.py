"""For supervisors: the caseloads of those whom they look after, by numbers, and talks asked for."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.models import SpecialistProfile
from matching.supervision.models import Supervision, SupervisionQuerySet
from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from sessions.caseload import actions
from sessions.caseload.figures import figures_of
from sessions.caseload.forms import TimeForm
from sessions.caseload.models import DebriefAsked, WarmHandOver
from sessions.notes import actions as notes
from sessions.notes.models import CoSigning

LATELY = timedelta(days=60)


@access(is_supervisor)
@require_safe
@never_cache
def caseloads(request: PersonRequest) -> HttpResponse:
    """A line of numbers for each; no member is named."""
    now = timezone.now()
    people = [each.specialist for each in _mine(request).order_by("specialist__handle")]
    profiles = SpecialistProfile.objects.filter(person__in=people).select_related("person")
    co_signed = set(
        CoSigning.objects.filter(specialist__in=people, ended_at=None).values_list(
            "specialist", flat=True
        )
    )
    handed = WarmHandOver.objects.filter(
        Q(giver__person__in=people) | Q(taker__person__in=people), changed_at__gt=now - LATELY
    )
    asked = DebriefAsked.objects.standing(now=now).filter(specialist__in=people)
    words = {
        "rows": [
            (profile, figures_of(profile, now=now), profile.person_id in co_signed)
            for profile in profiles.order_by("person__handle")
        ],
        "handed": handed.select_related("giver__person", "taker__person").order_by("-changed_at"),
        "asked": asked.select_related("specialist"),
    }
    return render(request, "sessions/caseload/caseloads.html", words)


@access(is_supervisor)
@require_POST
def co_signing(request: PersonRequest, specialist_id: int) -> HttpResponse:
    """Co-sign what somebody signs from now on, or no more."""
    who, now = _looked_after(request, specialist_id), timezone.now()
    here = reverse("sessions:caseloads")
    if request.POST.get("co_sign") == "yes":
        return do(
            request,
            here,
            lambda: notes.ask_to_co_sign(who, by=request.user, now=now),
            f"What {who.handle} signs from now on waits for you. They are told.",
        )
    return do(
        request,
        here,
        lambda: notes.end_co_signing(who, by=request.user, now=now),
        f"What {who.handle} signs from now on stands without you.",
    )


@access(is_supervisor)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def name_time(request: PersonRequest, debrief_id: int) -> HttpResponse:
    """Say when the two talk."""
    people = _mine(request).values("specialist")
    waiting = DebriefAsked.objects.filter(specialist__in=people, taken_back_at=None)
    found = get_object_or_404(waiting.select_related("specialist"), pk=debrief_id)
    now = timezone.now()
    form = TimeForm(request.POST if request.method == "POST" else None, now=now)
    if form.is_bound and form.is_valid():
        try:
            actions.name_time(found, at=form.cleaned_data["at"], by=request.user, now=now)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"{found.specialist.handle} is told, on their own clock.")
            return redirect("sessions:caseloads")
    words = {"found": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "sessions/caseload/name_time.html", words, status=status)


def _mine(request: PersonRequest) -> SupervisionQuerySet:
    current = Supervision.objects.current().filter(supervisor=request.user)
    return current.select_related("specialist")


def _looked_after(request: PersonRequest, specialist_id: int) -> User:
    return get_object_or_404(_mine(request), specialist=specialist_id).specialist
