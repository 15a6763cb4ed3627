"""Hours with a theme: announced by those who look after a room, wished for by everybody."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from peerhub.ui.moments import in_words, zone_name
from rooms.hosting import policies
from rooms.hosting.forms import HourForm
from rooms.live.models import Room
from rooms.roster import actions
from rooms.roster.models import ThemedHour


@access(policies.may_announce)
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: PersonRequest, public_id: str) -> HttpResponse:
    """The coming hours of a room, and a form for another."""
    room = _announced_by(request, public_id)
    if request.method != "POST":
        return _page(request, room, _form(request, room))
    form = _form(request, room, bound=True)
    if not form.is_valid():
        return _page(request, room, form, status=422)
    try:
        actions.announce(
            room,
            theme=form.planned(request.user.zone),
            host=form.cleaned_data["host"].person,
            by=request.user,
            now=timezone.now(),
        )
    except DomainError as error:
        form.add_error("day", error.message)
        return _page(request, room, form, status=error.status)
    messages.success(request, "Announced. People see it now, and can ask to be reminded.")
    return redirect("rooms:hours", public_id=public_id)


@access(policies.may_announce)
@require_POST
def call_off(request: PersonRequest, public_id: str, hour_id: int) -> HttpResponse:
    """Call one off; who wanted to come is told."""
    room = _announced_by(request, public_id)
    hour = get_object_or_404(ThemedHour, pk=hour_id, room=room)
    actions.call_off(hour, by=request.user, now=timezone.now())
    messages.success(request, "Called off. Those who wanted to come are told.")
    return redirect("rooms:hours", public_id=public_id)


@access(is_signed_in)
@require_POST
def remind(request: PersonRequest, public_id: str, hour_id: int) -> HttpResponse:
    """Be reminded of an hour, or not any more."""
    found = ThemedHour.objects.select_related("room")
    hour = get_object_or_404(found, pk=hour_id, room__public_id=public_id, room__closed_at=None)
    now = timezone.now()
    if request.POST.get("on") == "1":
        at = in_words(hour.starts_at, "full")
        said = f"We remind you 30 minutes before: {at}."
        return do(
            request,
            _back(request, hour),
            lambda: actions.remind(hour, person=request.user, now=now),
            said,
        )
    actions.forget(hour, person=request.user, now=now)
    messages.success(request, "We do not remind you.")
    return redirect(_back(request, hour))


def _back(request: PersonRequest, hour: ThemedHour) -> str:
    """The page on which it was pressed: the room, or the list of rooms."""
    if request.POST.get("back") == "room":
        return reverse("rooms:room", args=[hour.room.public_id])
    return reverse("rooms:rooms")


def _announced_by(request: PersonRequest, public_id: str) -> Room:
    room = get_object_or_404(Room.objects.open(), public_id=public_id)
    if not policies.announces(request.user, room):
        raise Http404
    return room


def _form(request: PersonRequest, room: Room, *, bound: bool = False) -> HourForm:
    own = room.hosts.filter(person=request.user).first()
    initial = {"host": own.pk} if own is not None else {}
    return HourForm(request.POST if bound else None, room_id=room.pk, initial=initial)


def _page(request: PersonRequest, room: Room, form: HourForm, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    coming = room.themed_hours.filter(ends_at__gt=now, called_off=False)
    context = {
        "room": room,
        "form": form,
        "hours": coming.select_related("host").order_by("starts_at", "pk"),
        "zone": zone_name(timezone.localtime()),
    }
    return render(request, "rooms/hosting/hours.html", context, status=status)
