"""The pages of rooms. All of them work without JavaScript."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from matching.heaviness import is_heavy
from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.avatars import SHAPES
from rooms.live import actions, policies, presence
from rooms.live.forms import MaskForm, MessageForm
from rooms.live.lines import avatar_code
from rooms.live.models import Room
from rooms.live.reading import directory, hosts_of, log_before
from rooms.masks.actions import propose
from rooms.masks.models import Mask
from safety.resources.find import help_for

HELD = "Thank you for writing this. Others see it once a person from our team has read it and lets it out."
HELP = "rooms.help"  # in the session: the room in which help is shown once


@access(is_signed_in)
@require_safe
def rooms(request: PersonRequest) -> HttpResponse:
    """The open rooms: theme, purpose, host, and roughly how many are there."""
    return render(
        request,
        "rooms/live/rooms.html",
        {"entries": directory(request.user, now=timezone.now())},
    )


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: PersonRequest, public_id: str) -> HttpResponse:
    """The room for those who have entered; for others, on GET, the way in."""
    here = get_object_or_404(Room, public_id=public_id)
    worn = Mask.objects.filter(room=here, person=request.user).first()
    if worn is None:
        if request.method == "POST" or not here.is_open:
            raise Http404
        return _entrance(request, here, _mask_form(request, here))
    if request.method == "POST":
        return _say(request, here, worn)
    return _room(request, here, worn, MessageForm())


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def mask(request: PersonRequest, public_id: str) -> HttpResponse:
    """Put on a mask, or exchange one that nobody has seen yet."""
    here = get_object_or_404(Room.objects.open(), public_id=public_id)
    if request.method != "POST":
        if _has_spoken(request, here):
            return redirect(_newest(here))
        return _entrance(request, here, _mask_form(request, here))
    form = _mask_form(request, here, bound=True)
    if form.is_valid():
        try:
            _put_on(request, here, form.cleaned_data["drawn"])
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect(_newest(here))
    proposal = _mask_form(request, here)
    return _entrance(request, here, proposal, errors=form, status=422)


@access(is_signed_in)
@require_safe
def pause(request: PersonRequest, public_id: str) -> HttpResponse:
    """A quiet page to look at for a minute; nothing moves on by itself."""
    here = get_object_or_404(Room.objects.entered_by(request.user), public_id=public_id)
    return render(request, "rooms/live/break.html", {"room": here})


@access(is_signed_in)
@require_safe
def help_now(request: PersonRequest, public_id: str) -> HttpResponse:
    """Kind words and the crisis lines of the reader's country, as a piece of a page."""
    get_object_or_404(Room.objects.entered_by(request.user), public_id=public_id)
    return render(request, "rooms/live/_help.html", {"help": help_for(request.user)})


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


def _entrance(
    request: PersonRequest,
    here: Room,
    form: MaskForm,
    *,
    errors: MaskForm | None = None,
    status: int = 200,
) -> HttpResponse:
    hosts = hosts_of(here)
    name = request.user.handle if request.user.handle in hosts else propose(here)
    form.propose(name)
    context = {
        "room": here,
        "hosts": hosts,
        "here": presence.in_words(actions.here(here, now=timezone.now())),
        "name": name,
        "is_host": request.user.handle in hosts,
        "form": form,
        "errors": errors,
        "worn": Mask.objects.filter(room=here, person=request.user).first(),
    }
    return render(request, "rooms/live/entrance.html", context, status=status)


def _room(
    request: PersonRequest,
    here: Room,
    worn: Mask,
    form: MessageForm,
    *,
    status: int = 200,
    heavy: bool = False,
) -> HttpResponse:
    log = log_before(here, worn, before=_before(request))
    # Help that a posted message called for is shown once, in the room it was posted in.
    show_help = request.session.get(HELP) == here.public_id
    if show_help:
        del request.session[HELP]
    show_help = show_help or heavy
    hosts = hosts_of(here)
    context = {
        "room": here,
        "mask": worn,
        "avatar": avatar_code(worn.public_id),
        "is_host": request.user.handle in hosts,
        "log": log,
        "form": form,
        "shapes": SHAPES,
        "hosts": hosts,
        "here": presence.in_words(actions.here(here, now=timezone.now())),
        "may_write": policies.may_write(request.user, here),
        "may_change_name": not worn.messages.exists(),
        "show_help": show_help,
        "help": help_for(request.user) if show_help else None,
    }
    return render(request, "rooms/live/room.html", context, status=status)


def _say(request: PersonRequest, here: Room, worn: Mask) -> HttpResponse:
    form = MessageForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            posted = actions.post_message(
                room=here, person=request.user, now=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, error.message)
            status = error.status
        else:
            return _said(request, here, posted)
    # What is too long or came too late is not stored; its author still sees where help is.
    heavy = is_heavy(request.POST.get("body", ""), ())
    if _wants_json(request):
        words = " ".join(str(word) for listed in form.errors.values() for word in listed)
        return JsonResponse({"message": words, "help": heavy}, status=status)
    return _room(request, here, worn, form, status=status, heavy=heavy)


def _said(request: PersonRequest, here: Room, posted: actions.Posted) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"seq": posted.message.seq, "help": posted.show_help})
    if posted.show_help:
        request.session[HELP] = here.public_id
    if posted.message.held:
        messages.info(request, HELD)
    return redirect(_newest(here))


def _newest(here: Room) -> str:
    """Where the page shows what was said last, also without JavaScript."""
    return reverse("rooms:room", args=[here.public_id]) + "#latest"


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _before(request: HttpRequest) -> int | None:
    given = request.GET.get("before", "")
    return int(given[:18]) if given.isascii() and given.isdigit() else None
