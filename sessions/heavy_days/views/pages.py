"""The list of days, one day, and what is done there with one press."""

import uuid
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from safety.resources.find import help_for
from sessions.heavy_days import actions, reading
from sessions.heavy_days.forms import DatesForm, SureForm
from sessions.heavy_days.models import HardDayShare
from sessions.heavy_days.views.common import BAD, SHOW_HELP, own_day, posted

DAYS = "sessions:hard_days"


@access(is_member)
@require_safe
@never_cache
def days(request: PersonRequest) -> HttpResponse:
    """What is on, what comes next, what is over."""
    found = reading.own_days(request.user, now=timezone.now())
    return render(request, "sessions/heavy_days/days.html", {"days": found})


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: PersonRequest) -> HttpResponse:
    """When it is. Nothing asks why."""
    form = DatesForm(posted(request))
    if form.is_valid():
        try:
            day = actions.begin(form.dates(), member=request.user, now=timezone.now())
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect("sessions:hard_day_edit", day.public_id, "plan")
    status = BAD if form.errors else 200
    return render(request, "sessions/heavy_days/new.html", {"form": form}, status=status)


@access(is_member)
@require_safe
@never_cache
def one(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One day with everything that was written and chosen for it."""
    day = own_day(request, public_id)
    words = {
        "own": reading.own(day, now=timezone.now()),
        "notes": list(day.soft_notes.order_by("position")),
        "share": HardDayShare.objects.filter(day=day).select_related("person").first(),
        "show_help": request.session.get(SHOW_HELP) == str(public_id),
        "help": help_for(request.user),
    }
    return render(request, "sessions/heavy_days/day.html", words)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def forget(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Delete it, after a page that says what that is."""
    day, form = own_day(request, public_id), SureForm(posted(request))
    if form.is_valid():
        request.session.pop(SHOW_HELP, None)
        deed = partial(actions.forget, day, by=request.user, now=timezone.now())
        said = "It is deleted, with everything you wrote for it."
        return do(request, reverse(DAYS), deed, said)
    words = {"form": form, "day": day}
    status = BAD if form.errors else 200
    return render(request, "sessions/heavy_days/forget.html", words, status=status)


@access(is_member)
@require_POST
def lift(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Topics that rest are shown as usual again."""
    day = own_day(request, public_id)
    said = "Everything is shown as usual again. What you chose in your settings stays."
    deed = partial(actions.lift, day, by=request.user, now=timezone.now())
    return do(request, day.get_absolute_url(), deed, said)


@access(is_member)
@require_POST
def let_time_go(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """The time that we kept is not wanted."""
    day = own_day(request, public_id)
    said = "Let go. Nobody was told of it."
    deed = partial(actions.let_time_go, day, by=request.user, now=timezone.now())
    return do(request, day.get_absolute_url(), deed, said)


@access(is_member)
@require_POST
def not_now(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """The home page says nothing more of it today."""
    actions.hide_today(own_day(request, public_id), by=request.user, now=timezone.now())
    return redirect("accounts:home")
