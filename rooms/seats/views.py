"""The line in front of a small room."""

from datetime import datetime

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.moments import in_words
from rooms.bounds.reading import bound_of
from rooms.masks.models import Mask
from rooms.seats import actions
from rooms.seats.actions import Place
from rooms.seats.words import ordinal


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def line(request: PersonRequest, public_id: str) -> HttpResponse:
    """Where one stands in the line; POST: wait, wait no longer, or go in."""
    mask = _mask(request, public_id)
    if not mask.room.keeps_seats:  # it has grown meanwhile
        return redirect("rooms:room", public_id=public_id)
    now = timezone.now()
    if request.method == "POST":
        return _move(request, mask, now=now)
    place = actions.place_of(mask.room, request.user, now=now)
    if _wants_json(request):
        return JsonResponse({"words": _words(place), "ready": _is_ready(place)})
    context = {
        "room": mask.room,
        "mask": mask,
        "place": place,
        "words": _words(place),
        "ready": _is_ready(place),
    }
    return render(request, "rooms/seats/line.html", context)


def _move(request: PersonRequest, mask: Mask, *, now: datetime) -> HttpResponse:
    room, person = mask.room, request.user
    match request.POST.get("do"):
        case "leave":
            actions.leave_line(room, person, now=now)
            return redirect("rooms:rooms")
        case "enter" if actions.take(room, person, now=now):
            return redirect("rooms:room", public_id=room.public_id)
        case "wait" | "enter":
            # A seat may be free by now: then there is nothing to wait for.
            if actions.take(room, person, now=now):
                return redirect("rooms:room", public_id=room.public_id)
            actions.join_line(room, person, now=now)
    return redirect("rooms:line", public_id=room.public_id)


def _mask(request: PersonRequest, public_id: str) -> Mask:
    """The person as they are in this small, open room."""
    worn = Mask.objects.select_related("room").filter(person=request.user)
    mask = worn.filter(room__public_id=public_id, room__closed_at=None).first()
    if mask is None:
        raise Http404
    bound = bound_of(mask.pk, now=timezone.now())
    if bound is not None and bound.removes:
        raise Http404
    return mask


def _words(place: Place | None) -> str:
    if place is None:
        return "You are not in the line."
    if place.offered_until is not None:
        until = in_words(place.offered_until, "time")
        return f"A place is free for you. We keep it until {until}."
    if place.number == 1:
        return "You are next."
    return f"You are {ordinal(place.number)} in line."


def _is_ready(place: Place | None) -> bool:
    return place is not None and place.offered_until is not None


def _wants_json(request: PersonRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
