"""The tools of a room: its state and shift, prompts, slow mode, what was said last, what holds."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_moderator
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from rooms.bounds.reading import holding_in
from rooms.hosting import actions, policies, reading
from rooms.hosting.forms import PromptForm, SlowForm
from rooms.hosting.views.common import hosted
from rooms.live.models import Room
from rooms.roster import actions as roster
from rooms.roster.models import EARLY
from rooms.roster.reading import shift_here, standing_of

HELD = "A person from our team reads this first. The room sees it after that."


@access(policies.may_open_tools)
@require_safe
@never_cache
def host(request: PersonRequest, public_id: str) -> HttpResponse:
    """Everything a host needs, on one page."""
    return _page(request, hosted(request, public_id))


@access(policies.may_open_tools)
@require_POST
def begin(request: PersonRequest, public_id: str) -> HttpResponse:
    """Say "I am here": take up the shift of this hour."""
    room = hosted(request, public_id)
    now = timezone.now()
    shift = shift_here(room, request.user, now=now)
    if shift is None:
        messages.info(request, "There is no shift of yours in this room now.")
        return redirect("rooms:host", public_id=public_id)
    said = "You are on shift. The room is open, and people see that you host."
    return do(request, _here(room), lambda: roster.begin(shift, now=now), said)


@access(policies.may_open_tools)
@require_POST
def end(request: PersonRequest, public_id: str) -> HttpResponse:
    """Say "I have to go": leave before the shift ends."""
    room = hosted(request, public_id)
    now = timezone.now()
    shift = shift_here(room, request.user, now=now)
    if shift is None:
        raise Http404
    said = "You are off shift. Thank you. You can come back until your shift ends."
    return do(request, _here(room), lambda: roster.end(shift, now=now), said)


@access(policies.may_open_tools)
@require_POST
def prompt(request: PersonRequest, public_id: str) -> HttpResponse:
    """Give the room something to talk about."""
    room = hosted(request, public_id)
    form = PromptForm(request.POST, prompts=room.prompts)
    if not form.is_valid():
        return _page(request, room, prompt_form=form, status=422)
    try:
        posted = actions.prompt(
            room,
            form.said,
            client_id=form.cleaned_data["client_id"],
            by=request.user,
            now=timezone.now(),
        )
    except DomainError as error:
        form.add_error("words", error.message)
        return _page(request, room, prompt_form=form, status=error.status)
    messages.success(request, HELD if posted.message.held else "Said. The room sees it now.")
    return redirect(_here(room))


@access(policies.may_open_tools)
@require_POST
def slow(request: PersonRequest, public_id: str) -> HttpResponse:
    """Slow the room down for an hour, or let it run again."""
    room = hosted(request, public_id)
    form = SlowForm(request.POST)
    if not form.is_valid():
        return _page(request, room, slow_form=form, status=422)
    seconds = form.cleaned_data["seconds"]
    said = "Slow mode is on for an hour." if seconds else "Slow mode is off."
    now = timezone.now()
    return do(
        request, _here(room), lambda: actions.slow(room, seconds, by=request.user, now=now), said
    )


def _here(room: Room) -> str:
    return reverse("rooms:host", args=[room.public_id])


def _page(
    request: PersonRequest,
    room: Room,
    *,
    prompt_form: PromptForm | None = None,
    slow_form: SlowForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    person = request.user
    gap = int(room.gap_at(now).total_seconds())
    is_host = room.hosts.filter(person=person).exists()
    context = {
        "room": room,
        "standing": standing_of(room, now=now),
        "may_act": policies.keeps(person, room, now=now),
        "is_host": is_host,
        "is_moderator": is_moderator(person),
        "may_shape": policies.shapes_rooms(person),
        "gap": gap,
        "prompt_form": prompt_form or PromptForm(prompts=room.prompts),
        "slow_form": slow_form or SlowForm(initial={"seconds": gap}),
        # A moderator reads along as everybody does: in the room, under a mask.
        "lines": reading.last_told(room) if is_host else None,
        "bounds": holding_in(room, now=now),
        **_shift(request, room, now=now),
    }
    return render(request, "rooms/hosting/host.html", context, status=status)


def _shift(request: PersonRequest, room: Room, *, now: datetime) -> dict[str, object]:
    shift = shift_here(room, request.user, now=now)
    return {
        "shift": shift,
        "runs": shift is not None and shift.began and not shift.ended,
        "early": EARLY,
    }
