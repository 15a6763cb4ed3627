"""A moderator or supervisor opens a room, and changes what it is like."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from rooms.hosting import actions, policies
from rooms.hosting.forms import ShapeForm
from rooms.hosting.reading import shape_of
from rooms.live import presence
from rooms.live.actions import here
from rooms.live.models import Room

OPENED = "The room is open: people see it in the list now. Next, say who looks after it."
CHANGED = "Changed. People see it from now on. You can change it back at any time."
SMALLER = (
    "Changed. Nobody who is there is sent away. Nobody new comes in for the next two minutes,"
    " and after that only when there is room."
)
BIGGER = "Changed. Who waited in the line is told that they can go in."
SAME = "Nothing was changed: the room is like that already."


@access(policies.shapes_rooms)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def open_room(request: PersonRequest) -> HttpResponse:
    """What a new room is like; then it is open."""
    if request.method != "POST":
        return render(request, "rooms/hosting/open.html", {"form": ShapeForm()})
    form, status = ShapeForm(request.POST), 422
    if form.is_valid():
        try:
            room = actions.open_room(form.shape, by=request.user, now=timezone.now())
        except DomainError as error:
            form.add_error("name", error.message)
            status = error.status
        else:
            messages.success(request, OPENED)
            return redirect("rooms:hosts", public_id=room.public_id)
    return render(request, "rooms/hosting/open.html", {"form": form}, status=status)


@access(policies.shapes_rooms)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def shape(request: PersonRequest, public_id: str) -> HttpResponse:
    """What a room is like, to be changed."""
    room = get_object_or_404(Room, public_id=public_id)
    before = shape_of(room)
    if request.method != "POST":
        return _page(request, room, ShapeForm(of=before))
    form, status = ShapeForm(request.POST, of=before), 422
    if form.is_valid():
        kept_seats = room.keeps_seats
        try:
            changed = actions.shape_room(room, form.shape, by=request.user, now=timezone.now())
        except DomainError as error:
            form.add_error("name", error.message)
            status = error.status
        else:
            messages.success(request, _said(room, changed=changed, kept_seats=kept_seats))
            return redirect("rooms:shape", public_id=public_id)
    return _page(request, room, form, status=status)


def _said(room: Room, *, changed: bool, kept_seats: bool) -> str:
    if not changed:
        return SAME
    if room.keeps_seats == kept_seats:
        return CHANGED
    return SMALLER if room.keeps_seats else BIGGER


def _page(
    request: PersonRequest, room: Room, form: ShapeForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "room": room,
        "form": form,
        "here": presence.in_words(here(room, now=timezone.now())),
    }
    return render(request, "rooms/hosting/shape.html", context, status=status)
