"""The room itself: reading, writing, searching. All of it works without JavaScript."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.text import uuid_of
from rooms.live import actions
from rooms.live.forms import MessageForm, SearchForm
from rooms.live.models import BODY, UNDO, Room
from rooms.live.protocol import clean
from rooms.live.reading.pages import FOUND, Reader
from rooms.live.reading.people import (
    NoSuchRoom,
    has_seat,
    is_removed,
    must_have_seat,
    reader_of,
)
from rooms.live.views.common import done, newest, refused, wants_json
from rooms.live.views.doors import entrance
from rooms.live.views.page import HELP, removed_page, room_page, standing_context

HELD = "Thank you for writing this. Others see it once a person from our team has read it and lets it out."
KEPT = "We kept what you wrote. It is here when you come back."
FULL = "All places in this small room are taken right now, so this was not sent. You can wait in line for one."


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: PersonRequest, public_id: str) -> HttpResponse:
    """The room for those who have entered; for others, on GET, the way in."""
    try:
        reader = reader_of(request.user, public_id, now=timezone.now(), even_removed=True)
    except NoSuchRoom:
        here = get_object_or_404(Room.objects.open(), public_id=public_id)
        if request.method == "POST":
            raise
        return entrance(request, here)
    if request.method == "POST":
        return _say(request, reader)
    if is_removed(reader.bound):
        return removed_page(request, reader)
    if not has_seat(reader):
        return redirect("rooms:line", public_id=public_id)
    return room_page(request, reader)


@access(is_signed_in)
@require_safe
def standing(request: PersonRequest, public_id: str) -> HttpResponse:
    """The words about the room and what holds for this person in it, as a piece of its page."""
    reader = reader_of(request.user, public_id, now=timezone.now())
    return render(request, "rooms/live/_standing.html", standing_context(reader))


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: PersonRequest, public_id: str) -> HttpResponse:
    """Messages of this room with all of the words, the newest first.

    By POST: what somebody looks for stays out of addresses, and so out of the browser's history.
    """
    reader = reader_of(request.user, public_id, now=timezone.now())
    must_have_seat(reader)
    form = SearchForm(request.POST if request.method == "POST" else None)
    words = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    lines = reader.found(words) if words else []
    context = {
        "room": reader.room,
        "mask": reader.mask,
        "form": form,
        "words": words,
        "lines": lines[:FOUND],
        "has_more": len(lines) > FOUND,
        "most": FOUND,
    }
    return render(request, "rooms/live/search.html", context)


@access(is_signed_in)
@require_POST
def undo(request: PersonRequest, public_id: str) -> HttpResponse:
    """Take back what was just said; its words are in the field again."""
    reader = reader_of(request.user, public_id, now=timezone.now())
    client_id = uuid_of(request.POST.get("client_id", ""))
    if client_id is None:
        raise Http404
    try:
        message = actions.undo(mask=reader.mask, client_id=client_id, now=reader.now)
    except DomainError as error:
        return refused(request, newest(reader.room), error)
    if wants_json(request):
        return JsonResponse({"body": message.body, "notes": message.notes})
    actions.keep_draft(reader.mask, message.body)
    messages.info(request, "Taken back. Nobody sees it now. Your words are in the field below.")
    return redirect(newest(reader.room))


@access(is_signed_in)
@require_POST
def draft(request: PersonRequest, public_id: str) -> HttpResponse:
    """Keep what was begun."""
    reader = reader_of(request.user, public_id, now=timezone.now())
    actions.keep_draft(reader.mask, _storable(request.POST.get("body", "")))
    return HttpResponse(status=204)


def _storable(words: str) -> str:
    return clean(words[:BODY])


def _say(request: PersonRequest, reader: Reader) -> HttpResponse:
    if "keep" in request.POST:
        actions.keep_draft(reader.mask, _storable(request.POST.get("body", "")))
        return done(request, newest(reader.room), KEPT)
    form = MessageForm(request.POST)
    status, nudge = 422, ""
    if form.is_valid():
        try:
            posted = _posted(reader, form.cleaned_data)
        except actions.Nudge as error:
            nudge, status = error.message, error.status
        except DomainError as error:
            form.add_error(None, error.message)
            status = error.status
        else:
            return _said(request, reader, posted)
    # What is too long or came too late is not stored; a cry for help in it is heard.
    words = request.POST.get("body", "")
    heavy = actions.hear_unposted(mask=reader.mask, body=words, now=timezone.now())
    if wants_json(request):
        return _unsaid(form, status=status, heavy=heavy, nudge=nudge)
    if is_removed(reader.bound):
        return removed_page(request, reader, status=status, unsent=words, heavy=heavy)
    return room_page(request, reader, form, status=status, heavy=heavy, nudge=nudge)


def _posted(reader: Reader, given: dict[str, Any]) -> actions.Posted:
    """Say it, if there is a seat; who was asked to leave has none, and is heard in danger."""
    if not is_removed(reader.bound) and not has_seat(reader):
        raise actions.RoomIsFull(FULL)
    return actions.post_message(
        room=reader.room, person=reader.mask.person, now=timezone.now(), **given
    )


def _unsaid(form: MessageForm, *, status: int, heavy: bool, nudge: str) -> HttpResponse:
    words = " ".join(str(word) for listed in form.errors.values() for word in listed)
    answer: dict[str, Any] = {"message": nudge or words, "help": heavy}
    if nudge:
        answer["code"] = actions.Nudge.code
    return JsonResponse(answer, status=status)


def _said(request: PersonRequest, reader: Reader, posted: actions.Posted) -> HttpResponse:
    actions.keep_draft(reader.mask, "")
    if wants_json(request):
        undo = int(UNDO.total_seconds())
        told = {"seq": posted.message.seq, "help": posted.show_help, "undo": undo}
        return JsonResponse(told)
    if posted.show_help:
        request.session[HELP] = reader.room.public_id
    if posted.message.held:
        messages.info(request, HELD)
    return redirect(newest(reader.room))
