"""The list of rooms, the way in, the way out."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from rooms.choices.reading import choices_of
from rooms.live import actions, presence
from rooms.live.forms import MaskForm
from rooms.live.models import Room
from rooms.live.reading.pages import directory
from rooms.live.reading.people import reader_of
from rooms.live.views.common import newest
from rooms.masks.actions import propose
from rooms.masks.models import Mask
from rooms.roster.reading import reminded_hours, standing_of
from rooms.roster.states import State
from rooms.seats import actions as seats
from safety.deeds.house import HOUSE
from safety.resources.find import help_for
from safety.screening.actions import show_help


@access(is_signed_in)
@require_safe
def rooms(request: PersonRequest) -> HttpResponse:
    """The rooms by how they stand: theme, purpose, hosts, and roughly how many are there."""
    entries = directory(request.user, now=timezone.now())
    shown = [entry for entry in entries if not entry.is_hidden]
    context = {
        "open_entries": [entry for entry in shown if entry.standing.state == State.OPEN],
        "quiet_entries": [entry for entry in shown if entry.standing.state == State.QUIET],
        "hidden_entries": [entry for entry in entries if entry.is_hidden],
        "closed_entries": [entry for entry in shown if entry.standing.state == State.CLOSED],
        "choices": choices_of(request.user),
        "reminded_hours": reminded_hours(request.user),
        "now": timezone.now(),
    }
    return render(request, "rooms/live/rooms.html", context)


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def mask(request: PersonRequest, public_id: str) -> HttpResponse:
    """Put on a mask, or exchange one that nobody has seen yet."""
    here = get_object_or_404(Room.objects.open(), public_id=public_id)
    if request.method != "POST":
        if _has_spoken(request, here):
            return redirect(newest(here))
        return entrance(request, here)
    form = _mask_form(request, here, bound=True)
    if form.is_valid():
        try:
            _put_on(request, here, form.cleaned_data["drawn"])
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect(newest(here))
    return entrance(request, here, errors=form, status=422)


@access(is_signed_in)
@require_safe
def pause(request: PersonRequest, public_id: str) -> HttpResponse:
    """A quiet page to look at for a minute; nothing moves on by itself. A seat is kept."""
    here = get_object_or_404(Room.objects.entered_by(request.user), public_id=public_id)
    if here.keeps_seats:
        seats.rest(here, request.user, now=timezone.now())
    minutes = round(seats.REST.total_seconds() / 60)
    return render(request, "rooms/live/break.html", {"room": here, "minutes": minutes})


@access(is_signed_in)
@require_safe
def rules(request: PersonRequest, public_id: str) -> HttpResponse:
    """How people are with each other, and who sees what they write: to be read again."""
    here = get_object_or_404(Room.objects.entered_by(request.user), public_id=public_id)
    return render(request, "rooms/live/rules.html", {"room": here, "house_rules": HOUSE.values()})


@access(is_signed_in)
@require_safe
def help_now(request: PersonRequest, public_id: str) -> HttpResponse:
    """Kind words and the crisis lines of the reader's country, as a piece of a page."""
    get_object_or_404(Room.objects.entered_by(request.user), public_id=public_id)
    show_help(request.user, now=timezone.now())  # what was found late is shown with this
    return render(request, "rooms/live/_help.html", {"help": help_for(request.user)})


@access(is_signed_in)
@require_POST
def leave(request: PersonRequest, public_id: str) -> HttpResponse:
    """Go without a word; nobody is told."""
    reader = reader_of(request.user, public_id, now=timezone.now(), even_removed=True)
    if reader.room.keeps_seats:
        seats.free(reader.room, request.user, now=reader.now)
    return redirect("rooms:rooms")


def entrance(
    request: PersonRequest, here: Room, *, errors: MaskForm | None = None, status: int = 200
) -> HttpResponse:
    """The way in: what the room is for, the name in it, how people are with each other."""
    now = timezone.now()
    standing = standing_of(here, now=now)
    if standing.state == State.CLOSED:
        raise Http404
    is_host = here.hosts.filter(person=request.user).exists()
    name = request.user.handle if is_host else propose(here)
    form = _mask_form(request, here)
    form.propose(name)
    context = {
        "house_rules": HOUSE.values(),
        "room": here,
        "standing": standing,
        "reminded_hours": reminded_hours(request.user),
        "now": now,
        "here": presence.in_words(actions.here(here, now=now)),
        "name": name,
        "is_host": is_host,
        "form": form,
        "errors": errors,
        "worn": Mask.objects.filter(room=here, person=request.user).first(),
    }
    return render(request, "rooms/live/entrance.html", context, status=status)


def _has_spoken(request: PersonRequest, here: Room) -> bool:
    return Mask.objects.filter(room=here, person=request.user, messages__isnull=False).exists()


def _mask_form(request: PersonRequest, here: Room, *, bound: bool = False) -> MaskForm:
    data = request.POST if bound else None
    return MaskForm(data, room=here.public_id, person_id=request.user.pk)


def _put_on(request: PersonRequest, here: Room, name: str) -> None:
    worn = Mask.objects.filter(room=here, person=request.user).first()
    now = timezone.now()
    if worn is None:
        actions.enter(room=here, person=request.user, name=name, now=now)
    else:
        actions.change_name(worn, name=name, now=now)
