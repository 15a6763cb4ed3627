"""How the views of rooms answer: to a page, or to a script."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from peerhub.errors import DomainError
from peerhub.ui.deeds import wants_json as wants_json
from rooms.live.models import Room


def newest(room: Room) -> str:
    """Where the page shows what was said last, also without JavaScript."""
    return reverse("rooms:room", args=[room.public_id]) + "#latest"


def place(room: Room, seq: int) -> str:
    """Where the page shows one message among its neighbours."""
    return f"{reverse('rooms:room', args=[room.public_id])}?around={seq}#m-{seq}"


def done(request: HttpRequest, to: str, said: str = "", **told: object) -> HttpResponse:
    """Go back into the room, or tell the script."""
    if wants_json(request):
        return JsonResponse(told)
    if said:
        messages.info(request, said)
    return redirect(to)


def refused(request: HttpRequest, to: str, error: DomainError) -> HttpResponse:
    """Say why it was not done, in the room or to the script."""
    if wants_json(request):
        return JsonResponse({"message": error.message, "code": error.code}, status=error.status)
    messages.info(request, error.message)
    return redirect(to)
