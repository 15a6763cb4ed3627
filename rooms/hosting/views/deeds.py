"""What a host can do about one message and the mask that said it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from rooms.bounds.models import Bound
from rooms.bounds.reading import bound_of
from rooms.hosting import actions, policies, reading
from rooms.hosting.forms import NOW, CallForm, HideForm, MeasureForm, SureForm
from rooms.hosting.views.common import hosted, message_in
from rooms.live.models import Message, Room

OFFERED = (
    "They have been told, if you had not offered it before. Who they are stays with them."
    " They may come, or not."
)
CALLED = "A moderator has been called. They see this message and your words."


@access(policies.may_open_tools)
@require_safe
@never_cache
def message(request: PersonRequest, public_id: str, seq: int) -> HttpResponse:
    """One message, and everything that can be done about it."""
    room = hosted(request, public_id)
    return _page(request, room, message_in(room, seq))


@access(policies.may_open_tools)
@require_POST
def hide(request: PersonRequest, public_id: str, seq: int) -> HttpResponse:
    """Hide the message from the room."""
    room = hosted(request, public_id)
    said = message_in(room, seq)
    form = HideForm(request.POST)
    if not form.is_valid():
        return _page(request, room, said, hide_form=form, status=422)
    rule, now = form.cleaned_data["rule"], timezone.now()
    words = "Hidden. Nobody in the room sees it any more. You can show it again."
    return do(
        request,
        _there(room, seq),
        lambda: actions.hide(said, rule=rule, by=request.user, now=now),
        words,
    )


@access(policies.may_open_tools)
@require_POST
def show(request: PersonRequest, public_id: str, seq: int) -> HttpResponse:
    """Show it again."""
    room = hosted(request, public_id)
    said = message_in(room, seq)
    now = timezone.now()
    return do(
        request,
        _there(room, seq),
        lambda: actions.show_again(said, by=request.user, now=now),
        "Shown again. It is back in its place.",
    )


@access(policies.may_open_tools)
@require_POST
def bind(request: PersonRequest, public_id: str, seq: int) -> HttpResponse:
    """Mute or remove the person for a while: first what happens then, and then it happens."""
    room = hosted(request, public_id)
    said = message_in(room, seq)
    form = MeasureForm(request.POST)
    if not form.is_valid():
        return _page(request, room, said, measure_form=form, status=422)
    if "change" in request.POST:
        return _page(request, room, said, measure_form=form)
    if "sure" not in request.POST:
        return _preview(request, room, said, form)
    now = timezone.now()
    words = f"Done. {said.mask.name} is told why, and until when. You can lift it at any time."
    return do(
        request,
        _tools(room),
        lambda: actions.bind(
            said.mask,
            form.chosen,
            reason=form.told,
            rule=form.by_rule,
            about=said,
            by=request.user,
            now=now,
        ),
        words,
    )


@access(policies.may_open_tools)
@require_POST
def lift(request: PersonRequest, public_id: str, bound_id: int) -> HttpResponse:
    """End a bound now."""
    room = hosted(request, public_id)
    bound = get_object_or_404(
        Bound.objects.select_related("mask__room"), pk=bound_id, mask__room=room
    )
    now = timezone.now()
    return do(
        request,
        _tools(room),
        lambda: actions.lift(bound, by=request.user, now=now),
        f"Lifted. {bound.mask.name} can be here and write again.",
    )


@access(policies.may_open_tools)
@require_POST
def offer(request: PersonRequest, public_id: str, seq: int) -> HttpResponse:
    """Offer a session to the person who wrote it."""
    room = hosted(request, public_id)
    said = message_in(room, seq)
    now = timezone.now()
    return do(
        request,
        _there(room, seq),
        lambda: actions.offer_session(said, by=request.user, now=now),
        OFFERED,
    )


@access(policies.may_open_tools)
@require_POST
def call(request: PersonRequest, public_id: str, seq: int) -> HttpResponse:
    """Call a moderator to the message."""
    room = hosted(request, public_id)
    said = message_in(room, seq)
    form = CallForm(request.POST)
    if not form.is_valid():
        return _page(request, room, said, call_form=form, status=422)
    given, now = form.cleaned_data, timezone.now()
    try:
        actions.call_moderator(
            said, given["words"], danger=given["when"] == NOW, by=request.user, now=now
        )
    except DomainError as error:
        form.add_error(None, error.message)
        return _page(request, room, said, call_form=form, status=error.status)
    messages.success(request, CALLED)
    return redirect(_there(room, seq))


def _there(room: Room, seq: int) -> str:
    return reverse("rooms:host_message", args=[room.public_id, seq])


def _tools(room: Room) -> str:
    return reverse("rooms:host", args=[room.public_id])


def _context(request: PersonRequest, room: Room, said: Message) -> dict[str, Any]:
    now = timezone.now()
    (line,) = reading.told([said])
    return {
        "room": room,
        "line": line,
        "bound": bound_of(said.mask_id, now=now),
        "may_act": policies.keeps(request.user, room, now=now),
        "is_own": said.mask.person_id == request.user.pk,
    }


def _page(
    request: PersonRequest,
    room: Room,
    said: Message,
    *,
    measure_form: MeasureForm | None = None,
    call_form: CallForm | None = None,
    hide_form: HideForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = _context(request, room, said)
    if context["line"].body:
        actions.look_at(said, by=request.user, now=timezone.now())
    context |= {
        "measure_form": measure_form or MeasureForm(),
        "call_form": call_form or CallForm(),
        "hide_form": hide_form or HideForm(),
    }
    return render(request, "rooms/hosting/message.html", context, status=status)


def _preview(request: PersonRequest, room: Room, said: Message, form: MeasureForm) -> HttpResponse:
    context = _context(request, room, said)
    if not context["may_act"]:
        return redirect(_tools(room))
    measure = form.chosen
    context |= {
        "form": SureForm(initial=form.cleaned_data),
        "measure": measure,
        "until": timezone.now() + measure.lasts,
        "told": form.told,
    }
    return render(request, "rooms/hosting/sure.html", context)
