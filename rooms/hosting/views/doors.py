"""A moderator closes a room, and opens it again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access
from peerhub.accounts.policies import is_moderator
from peerhub.accounts.requests import PersonRequest
from rooms.hosting import actions
from rooms.hosting.forms import CloseForm
from rooms.live.models import Room


@access(is_moderator)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: PersonRequest, public_id: str) -> HttpResponse:
    """What happens then, and why; then nobody comes in or writes any more."""
    room = get_object_or_404(Room.objects.open(), public_id=public_id)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.close(room, why=form.cleaned_data["why"], by=request.user, now=timezone.now())
        messages.success(request, "The room is closed. People who were in it can read why.")
        return redirect("rooms:host", public_id=public_id)
    context = {"room": room, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "rooms/hosting/close.html", context, status=status)


@access(is_moderator)
@require_POST
def reopen(request: PersonRequest, public_id: str) -> HttpResponse:
    """Let people in and write again."""
    room = get_object_or_404(Room, public_id=public_id)
    actions.reopen(room, by=request.user, now=timezone.now())
    messages.success(request, "The room is open to people again.")
    return redirect("rooms:host", public_id=public_id)
