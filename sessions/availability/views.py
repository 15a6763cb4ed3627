"""The pages on which a specialist keeps their hours, dates, leave and rules."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.models import SpecialistProfile
from peerhub.access import access
from peerhub.accounts.policies import is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.moments import zone_name
from peerhub.weekdays import Weekday
from sessions.availability import actions, preview
from sessions.availability.forms import DateForm, HoursForm, LeaveForm, RulesForm
from sessions.availability.models import DatedHours, Leave, OfferedHours
from sessions.availability.offers import hours_of
from sessions.availability.rules import MINUTE, Rules
from sessions.availability.slots import Hours, Timetable
from sessions.availability.wall import reads

BAD = 400


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: PersonRequest) -> HttpResponse:
    """The own week, what it comes to, and a form for more."""
    if request.method == "POST":
        return _offer(request)
    return _page(request, HoursForm())


@access(is_specialist)
@require_POST
def fewer_hours(request: PersonRequest, hours_id: int) -> HttpResponse:
    """Offer some hours no longer."""
    actions.withdraw_hours(_own(request, OfferedHours, hours_id), now=timezone.now())
    messages.success(request, "Those hours are gone. Sessions already booked in them stay.")
    return redirect("sessions:hours")


@access(is_specialist)
@require_safe
def dates(request: PersonRequest) -> HttpResponse:
    """Days that are different, and leave."""
    return _dates_page(request, _profile(request))


@access(is_specialist)
@require_POST
def change_date(request: PersonRequest) -> HttpResponse:
    """Be there for more hours of one date, or for fewer."""
    profile, now = _profile(request), timezone.now()
    shortest = hours_of(profile).rules.shortest
    form = DateForm(request.POST, today=_today(request, now), shortest=shortest)
    if not form.is_valid():
        return _dates_page(request, profile, date_form=form)
    row = actions.change_date(profile, form.value(), now=now)
    messages.success(request, "That day is changed. People see it now.")
    if row.kind == DatedHours.Kind.EXTRA:
        return redirect("sessions:dates")
    return redirect("sessions:booked_on_date", row.pk)


@access(is_specialist)
@require_POST
def take_date_back(request: PersonRequest, date_id: int) -> HttpResponse:
    """Let a date be like its weekday again."""
    actions.take_date_back(_own(request, DatedHours, date_id), now=timezone.now())
    messages.success(request, "That day is like its weekday again. Sessions already booked stay.")
    return redirect("sessions:dates")


@access(is_specialist)
@require_POST
def take_leave(request: PersonRequest) -> HttpResponse:
    """Be away for some days; what is booked in them comes on the next page."""
    profile, now = _profile(request), timezone.now()
    form = LeaveForm(request.POST, today=_today(request, now))
    if not form.is_valid():
        return _dates_page(request, profile, leave_form=form)
    row = actions.take_leave(profile, form.value(), now=now)
    messages.success(request, "Your leave is kept. Nobody can book you on those days.")
    return redirect("sessions:booked_in_leave", row.pk)


@access(is_specialist)
@require_POST
def end_leave(request: PersonRequest, leave_id: int) -> HttpResponse:
    """Be there after all."""
    actions.end_leave(_own(request, Leave, leave_id), now=timezone.now())
    messages.success(request, "That leave is gone. People can book those days again.")
    return redirect("sessions:dates")


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: PersonRequest) -> HttpResponse:
    """How people can book; a look at what it would mean comes before keeping it."""
    profile, now = _profile(request), timezone.now()
    kept = hours_of(profile)
    if request.method != "POST":
        return _rules_page(request, kept, RulesForm(initial=RulesForm.of(kept.rules)), now)
    form = RulesForm(request.POST)
    if not form.is_valid():
        return _rules_page(request, kept, form, now)
    if "look" in request.POST:
        return _rules_page(request, kept, form, now, wished=form.value())
    actions.keep_rules(profile, form.value(), now=now)
    messages.success(request, "That is kept. People can book you this way from now on.")
    return redirect("sessions:hours")


def _offer(request: PersonRequest) -> HttpResponse:
    profile = _profile(request)
    form = HoursForm(request.POST, shortest=hours_of(profile).rules.shortest)
    if form.is_valid():
        try:
            actions.offer_hours(profile, form.hours(), now=timezone.now())
        except DomainError as error:
            form.add_error("opens", error.message)
        else:
            messages.success(request, "Your week is changed. People can book these times now.")
            return redirect("sessions:hours")
    return _page(request, form, status=BAD)


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
        "form": form,
        **(_means(request, hours_of(profile), timezone.now()) if profile else {}),
    }
    return render(request, "sessions/availability/hours.html", page, status=status)


def _dates_page(
    request: PersonRequest,
    profile: SpecialistProfile,
    *,
    date_form: DateForm | None = None,
    leave_form: LeaveForm | None = None,
) -> HttpResponse:
    now = timezone.now()
    today, kept = _today(request, now), hours_of(profile)
    page = {
        "dates": profile.dated_hours.filter(on__gte=today).order_by("on", "opens"),
        "leaves": profile.leaves.filter(last_on__gte=today).order_by("first_on"),
        "date_form": date_form or DateForm(today=today, shortest=kept.rules.shortest),
        "leave_form": leave_form or LeaveForm(today=today),
        **_means(request, kept, now),
    }
    status = BAD if date_form or leave_form else 200
    return render(request, "sessions/availability/dates.html", page, status=status)


def _rules_page(
    request: PersonRequest,
    kept: Hours,
    form: RulesForm,
    now: datetime,
    *,
    wished: Rules | None = None,
) -> HttpResponse:
    shown = kept if wished is None else replace(kept, rules=wished)
    page = {"form": form, "is_a_look": wished is not None, **_means(request, shown, now)}
    status = BAD if form.is_bound and not form.is_valid() else 200
    return render(request, "sessions/availability/rules.html", page, status=status)


def _means(request: PersonRequest, kept: Hours, now: datetime) -> dict[str, Any]:
    """What hours and rules come to: two weeks, and a sentence or two."""
    return {
        "zone": zone_name(timezone.localtime()),
        "days": preview.coming(Timetable(kept, request.user.zone), now=now),
        "rules": kept.rules,
        "usual_minutes": kept.rules.usual // MINUTE,
        "words": RulesForm.in_words(kept.rules),
    }


def _profile(request: PersonRequest) -> SpecialistProfile:
    return get_object_or_404(SpecialistProfile, person=request.user)


def _own(request: PersonRequest, kind: type[Any], pk: int) -> Any:
    rows = kind.objects.select_related("profile__person")
    return get_object_or_404(rows, pk=pk, profile__person=request.user)


def _today(request: PersonRequest, now: datetime) -> date:
    return reads(now, request.user.zone).date()
