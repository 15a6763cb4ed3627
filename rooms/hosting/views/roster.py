"""The plan of who looks after which room when, and a host's own shifts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_moderator, is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from peerhub.ui.moments import zone_name
from rooms.hosting import policies
from rooms.hosting.forms import ShiftForm
from rooms.live.models import Room
from rooms.roster import actions
from rooms.roster.models import EARLY, Shift
from rooms.roster.reading import Standing, planned, shifts_of, standings

AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Line:
    """A room and its coming shifts."""

    room: Room
    standing: Standing
    shifts: Sequence[Shift]


@access(policies.plans_shifts)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def roster(request: PersonRequest) -> HttpResponse:
    """Two weeks of shifts by room, and a form for more."""
    if request.method != "POST":
        return _page(request, ShiftForm())
    form = ShiftForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    host = form.cleaned_data["who"]
    try:
        shifts = actions.plan(
            host.room,
            host=host.person,
            stretches=form.stretches(request.user.zone),
            by=request.user,
            now=timezone.now(),
        )
    except DomainError as error:
        form.add_error("opens", error.message)
        return _page(request, form, status=error.status)
    many = "1 shift is" if len(shifts) == 1 else f"{len(shifts)} shifts are"
    messages.success(request, f"{many} planned. {host.person.handle} is told.")
    return redirect("rooms:roster")


@access(policies.plans_shifts)
@require_POST
def take_out(request: PersonRequest, shift_id: int) -> HttpResponse:
    """Take one shift out of the plan."""
    shift = get_object_or_404(Shift.objects.select_related("room", "host"), pk=shift_id)
    now = timezone.now()
    return do(
        request,
        reverse("rooms:roster"),
        lambda: actions.take_out(shift, by=request.user, now=now),
        f"Taken out. {shift.host.handle} is told.",
    )


@access(is_specialist)
@require_safe
@never_cache
def shifts(request: PersonRequest) -> HttpResponse:
    """A host's own shifts; the one of this hour can be begun."""
    now = timezone.now()
    rooms = list(Room.objects.filter(hosts__person=request.user).order_by("name"))
    rows = [
        {
            "shift": shift,
            "runs": shift.began and not shift.ended,
            "may_begin": shift.starts_at <= now + EARLY and shift.room.is_open,
        }
        for shift in shifts_of(request.user, now=now)
        if shift.room in rooms  # they may look after it no longer
    ]
    context = {"rows": rows, "rooms": rooms, "zone": zone_name(timezone.localtime())}
    return render(request, "rooms/hosting/shifts.html", context)


def _page(request: PersonRequest, form: ShiftForm, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    context = {
        "form": form,
        "lines": _lines(now=now),
        "zone": zone_name(timezone.localtime()),
        "is_moderator": is_moderator(request.user),
    }
    return render(request, "rooms/hosting/roster.html", context, status=status)


def _lines(*, now: datetime) -> list[Line]:
    rooms = list(Room.objects.order_by("name"))
    standing = standings(rooms, now=now)
    coming = planned(since=now, until=now + AHEAD)
    return [
        Line(room, standing[room.pk], [one for one in coming if one.room_id == room.pk])
        for room in rooms
    ]
