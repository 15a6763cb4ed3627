"""The room itself: reading, writing, searching. All of it works without JavaScript."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.heaviness import is_heavy
from peerhub.access import access
from peerhub.accounts.models import How
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.avatars import SHAPES
from rooms.choices.reading import choices_of
from rooms.live import actions, policies, presence
from rooms.live.forms import MessageForm, SearchForm
from rooms.live.lines import avatar_code
from rooms.live.models import BODY, UNDO, Kindness, Room
from rooms.live.protocol import clean, uuid_of
from rooms.live.reading.pages import Log, Reader
from rooms.live.reading.people import NoSuchRoom, is_removed, number, reader_of
from rooms.live.views.common import done, newest, refused, wants_json
from rooms.live.views.doors import entrance
from rooms.roster.reading import reminded_hours, standing_of
from rooms.seats import actions as seats
from safety.resources.find import help_for

HELD = "Thank you for writing this. Others see it once a person from our team has read it and lets it out."
KEPT = "We kept what you wrote. It is here when you come back."
HELP = "rooms.help"  # in the session: the room in which help is shown once


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
    if is_removed(reader.bound):
        return _removed(request, reader)
    if request.method == "POST":
        return _say(request, reader)
    if not _has_seat(reader):
        return redirect("rooms:line", public_id=public_id)
    return _room(request, reader, _empty(request, reader))


@access(is_signed_in)
@require_safe
def search(request: PersonRequest, public_id: str) -> HttpResponse:
    """Messages of this room with all of the words, the newest first."""
    reader = reader_of(request.user, public_id, now=timezone.now())
    form = SearchForm(request.GET if "q" in request.GET else None)
    words = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    context = {
        "room": reader.room,
        "mask": reader.mask,
        "form": form,
        "words": words,
        "lines": reader.found(words) if words else [],
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


@access(is_signed_in)
@require_POST
def read(request: PersonRequest, public_id: str) -> HttpResponse:
    """Remember how far the person has read."""
    reader = reader_of(request.user, public_id, now=timezone.now())
    actions.mark_read(reader.mask, seq=number(request.POST.get("seq")) or 0)
    return HttpResponse(status=204)


def _storable(words: str) -> str:
    return clean(words[:BODY])


def _has_seat(reader: Reader) -> bool:
    here, person = reader.room, reader.mask.person
    if not here.is_open or not here.keeps_seats or policies.is_host(person, here):
        return True
    return seats.take(here, person, now=reader.now)


def _empty(request: PersonRequest, reader: Reader) -> MessageForm:
    return MessageForm(
        initial={"body": reader.mask.draft, "reply": number(request.GET.get("reply"))}
    )


def _log(request: PersonRequest, reader: Reader) -> Log:
    for name, find in (
        ("before", reader.before),
        ("after", reader.after),
        ("around", reader.around),
    ):
        place = number(request.GET.get(name))
        if place is not None:
            return find(place)
    return reader.latest()


def _room(
    request: PersonRequest,
    reader: Reader,
    form: MessageForm,
    *,
    status: int = 200,
    heavy: bool = False,
    nudge: str = "",
) -> HttpResponse:
    here, mask = reader.room, reader.mask
    log = _log(request, reader)
    if log.is_latest:
        actions.mark_read(mask, seq=log.last)
    # Help that a posted message called for is shown once, in the room it was posted in.
    show_help = request.session.get(HELP) == here.public_id
    if show_help:
        del request.session[HELP]
    show_help = show_help or heavy
    reply = form["reply"].value()
    is_host = policies.is_host(mask.person, here)
    standing = standing_of(here, now=reader.now)
    context = {
        "room": here,
        "mask": mask,
        "avatar": avatar_code(mask.public_id),
        "is_host": is_host,
        "is_host_on_shift": is_host and mask.person.handle in standing.hosts,
        "log": log,
        "form": form,
        "reply": reader.one(int(reply)) if reply else None,
        "nudge": nudge,
        "shapes": SHAPES,
        "kinds": Kindness.choices,
        "standing": standing,
        "bound": reader.bound,
        "here": presence.in_words(actions.here(here, now=reader.now)),
        "may_write": here.is_open,
        "may_change_name": not mask.messages.exists(),
        "choices": choices_of(mask.person),
        "quieted": reader.quieted.values(),
        "hidden_notes": [slug for slug, how in reader.choices.items() if how == How.HIDE],
        "reminded_hours": reminded_hours(mask.person),
        "now": reader.now,
        "undo_seconds": int(UNDO.total_seconds()),
        "show_help": show_help,
        "help": help_for(mask.person) if show_help else None,
    }
    return render(request, "rooms/live/room.html", context, status=status)


def _removed(request: PersonRequest, reader: Reader) -> HttpResponse:
    """What was said up to then can still be reported."""
    bound = reader.bound
    upto = reader.before(bound.upto_seq + 1) if bound else reader.latest()
    context = {"room": reader.room, "mask": reader.mask, "bound": bound, "log": upto}
    return render(request, "rooms/live/removed.html", context)


def _say(request: PersonRequest, reader: Reader) -> HttpResponse:
    if "keep" in request.POST:
        actions.keep_draft(reader.mask, _storable(request.POST.get("body", "")))
        return done(request, newest(reader.room), KEPT)
    form = MessageForm(request.POST)
    status, nudge = 422, ""
    if form.is_valid():
        try:
            posted = actions.post_message(
                room=reader.room,
                person=request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except actions.Nudge as error:
            nudge, status = error.message, error.status
        except DomainError as error:
            form.add_error(None, error.message)
            status = error.status
        else:
            return _said(request, reader, posted)
    # What is too long or came too late is not stored; its author still sees where help is.
    heavy = is_heavy(request.POST.get("body", ""), ())
    if wants_json(request):
        return _unsaid(form, status=status, heavy=heavy, nudge=nudge)
    return _room(request, reader, form, status=status, heavy=heavy, nudge=nudge)


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
