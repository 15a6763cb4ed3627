"""The room's page for one person: the stretch of the log they asked for, and all around it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from peerhub.accounts.models import How
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.avatars import SHAPES
from rooms.choices.reading import choices_of
from rooms.live import actions, policies, presence
from rooms.live.forms import MessageForm
from rooms.live.lines import avatar_code
from rooms.live.models import UNDO, Kindness
from rooms.live.reading.pages import Log, Reader
from rooms.live.reading.people import number
from rooms.live.reading.standing import look_of
from rooms.roster.reading import standing_of
from safety.resources.find import help_for
from safety.screening.actions import show_help as show_late_help

HELP = "rooms.help"  # in the session: the room in which help is shown once


def room_page(
    request: PersonRequest,
    reader: Reader,
    form: MessageForm | None = None,
    *,
    status: int = 200,
    heavy: bool = False,
    nudge: str = "",
) -> HttpResponse:
    """The room. ``form``: what was not taken; ``heavy``: it calls for help right now."""
    log = _log(request, reader)
    if log.is_latest:
        actions.mark_read(reader.mask, seq=log.last)
    here, mask = reader.room, reader.mask
    form = form or _empty(request, reader)
    reply = number(str(form["reply"].value() or ""))
    context = standing_context(reader) | _of_the_reader(reader) | _help(request, reader, heavy)
    context |= {
        "avatar": avatar_code(mask.public_id),
        "log": log,
        "form": form,
        "reply": reader.one(reply) if reply else None,
        "nudge": nudge,
        "shapes": SHAPES,
        "kinds": Kindness.choices,
        "may_write": here.is_open,
        "undo_seconds": int(UNDO.total_seconds()),
    }
    return render(request, "rooms/live/room.html", context, status=status)


def removed_page(
    request: PersonRequest,
    reader: Reader,
    *,
    status: int = 200,
    unsent: str = "",
    heavy: bool = False,
) -> HttpResponse:
    """What somebody sees who was asked to leave: what was said up to then can be reported."""
    bound = reader.bound
    upto = reader.before(bound.upto_seq + 1) if bound else reader.latest()
    context = {"room": reader.room, "mask": reader.mask, "bound": bound, "log": upto}
    context |= {"unsent": unsent, "held": reader.held()} | _help(request, reader, heavy)
    return render(request, "rooms/live/removed.html", context, status=status)


def standing_context(reader: Reader) -> dict[str, Any]:
    """How the room stands, and what holds for this person in it."""
    here, mask = reader.room, reader.mask
    standing = standing_of(here, now=reader.now)
    is_host = policies.is_host(mask.person, here)
    return {
        "room": here,
        "mask": mask,
        "standing": standing,
        "look": look_of(here, standing, now=reader.now),
        "gap": int(here.gap_at(reader.now).total_seconds()),
        "bound": reader.bound,
        "here": presence.in_words(actions.here(here, now=reader.now)),
        "is_host": is_host,
        "is_host_on_shift": is_host and mask.person.handle in standing.hosts,
        "now": reader.now,
    }


def _of_the_reader(reader: Reader) -> dict[str, Any]:
    mask = reader.mask
    return {
        "may_change_name": not mask.messages.exists(),
        "choices": choices_of(mask.person),
        "quieted": reader.quieted.values(),
        "hidden_notes": [slug for slug, how in reader.choices.items() if how == How.HIDE],
    }


def _help(request: PersonRequest, reader: Reader, heavy: bool) -> dict[str, Any]:  # noqa: FBT001
    """Help that a posted message called for is shown once, in the room it was posted in."""
    show_help = request.session.get(HELP) == reader.room.public_id
    if show_help:
        del request.session[HELP]
    person = reader.mask.person
    # Asked in any case: what was found late counts as shown here.
    late = show_late_help(person, now=reader.now)
    show_help = show_help or heavy or late
    return {"show_help": show_help, "help": help_for(person) if show_help else None}


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
