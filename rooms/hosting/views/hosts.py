"""Who looks after a room: a moderator or supervisor appoints hosts, and ends it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from rooms.hosting import actions, policies
from rooms.hosting.forms import HostForm
from rooms.hosting.reading import keepers_of
from rooms.live.models import Room


@access(policies.shapes_rooms)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def hosts(request: PersonRequest, public_id: str) -> HttpResponse:
    """The hosts of a room, and a form for another."""
    room = get_object_or_404(Room, public_id=public_id)
    if request.method != "POST":
        return _page(request, room, HostForm(room=room))
    form, status = HostForm(request.POST, room=room), 422
    if form.is_valid():
        person = form.cleaned_data["person"]
        try:
            actions.appoint(room, person, by=request.user, now=timezone.now())
        except DomainError as error:
            form.add_error("person", error.message)
            status = error.status
        else:
            messages.success(request, f"{person.handle} looks after this room now, and is told.")
            return redirect("rooms:hosts", public_id=public_id)
    return _page(request, room, form, status=status)


@access(policies.shapes_rooms)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def end(request: PersonRequest, public_id: str, host_id: int) -> HttpResponse:
    """What happens then; then somebody does not look after the room any more."""
    room = get_object_or_404(Room, public_id=public_id)
    now = timezone.now()
    keeper = next((one for one in keepers_of(room, now=now) if one.host.pk == host_id), None)
    if keeper is None:
        if request.method == "POST":  # pressed twice
            return redirect("rooms:hosts", public_id=public_id)
        raise Http404
    if request.method != "POST":
        context = {"room": room, "keeper": keeper}
        return render(request, "rooms/hosting/end_host.html", context)
    actions.end_host(keeper.host, by=request.user, now=now)
    name = keeper.host.person.handle
    messages.success(request, f"Done. {name} is told, and does not look after this room any more.")
    return redirect("rooms:hosts", public_id=public_id)


def _page(request: PersonRequest, room: Room, form: HostForm, *, status: int = 200) -> HttpResponse:
    context = {"room": room, "form": form, "keepers": keepers_of(room, now=timezone.now())}
    return render(request, "rooms/hosting/hosts.html", context, status=status)
