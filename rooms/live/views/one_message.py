"""One message and all that one can do with it: the menu of a message, as a page and as forms."""

from collections.abc import Callable
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
from rooms.live import actions, policies
from rooms.live.forms import EditForm, ReactionForm, ReportForm
from rooms.live.lines import Shown
from rooms.live.models import Kindness, Message
from rooms.live.reading.pages import Reader
from rooms.live.reading.people import is_removed, must_have_seat, reader_of
from rooms.live.views.common import done, newest, place, refused, wants_json
from rooms.masks import actions as masks
from rooms.masks.models import Mask, Quieted
from safety.flags import actions as flags
from safety.resources.find import help_for
from safety.subjects import SubjectRef

EDITED_AND_HELD = "Thank you. Others see it again once a person from our team has read it."
REPORTED = "Thank you. A person will look. We will tell you what we decided."


@access(is_signed_in)
@require_safe
def message(request: PersonRequest, public_id: str, seq: int) -> HttpResponse:
    """One message, and everything one can do with it."""
    reader = reader_of(request.user, public_id, now=timezone.now(), even_removed=True)
    context = _context(reader, _line(reader, seq))
    return render(request, "rooms/live/message.html", context)


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, public_id: str, seq: int) -> HttpResponse:
    """Other words, for 15 minutes."""
    reader = reader_of(request.user, public_id, now=timezone.now())
    line = _line(reader, seq)
    if not line.is_own:
        raise Http404
    if request.method != "POST":
        form = EditForm(initial={"body": line.body, "notes": list(line.notes)})
        return _edit_page(request, reader, line, form)
    form = EditForm(request.POST)
    status, nudge = 422, ""
    if form.is_valid():
        try:
            posted = actions.edit(mask=reader.mask, seq=seq, now=reader.now, **form.cleaned_data)
        except actions.Nudge as error:
            nudge, status = error.message, error.status
        except DomainError as error:
            form.add_error(None, error.message)
            status = error.status
        else:
            said = EDITED_AND_HELD if posted.message.gone else "Changed."
            return done(request, place(reader.room, seq), said, help=posted.show_help)
    return _unchanged(request, reader, line, form, status=status, nudge=nudge)


def _unchanged(
    request: PersonRequest, reader: Reader, line: Shown, form: EditForm, *, status: int, nudge: str
) -> HttpResponse:
    """Say why, with the words still there; a cry for help in them is heard."""
    words = request.POST.get("body", "")
    heavy = actions.hear_unposted(mask=reader.mask, body=words, now=reader.now)
    if wants_json(request):
        why = " ".join(str(word) for listed in form.errors.values() for word in listed)
        told = {"message": nudge or why, "code": "nudge" if nudge else "", "help": heavy}
        return JsonResponse(told, status=status)
    return _edit_page(request, reader, line, form, status=status, nudge=nudge, heavy=heavy)


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: PersonRequest, public_id: str, seq: int) -> HttpResponse:
    """Delete one's own message, after a look at it."""
    reader = reader_of(request.user, public_id, now=timezone.now(), even_removed=True)
    line = _line(reader, seq)
    if not line.is_own:
        raise Http404
    if request.method != "POST":
        return render(request, "rooms/live/delete.html", _context(reader, line))
    actions.delete(mask=reader.mask, seq=seq, now=reader.now)
    said = "Deleted. People in the room do not see it any more."
    return done(request, place(reader.room, seq), said)


@access(is_signed_in)
@require_POST
def react(request: PersonRequest, public_id: str, seq: int) -> HttpResponse:
    """Answer with one of six kind words, or take it back."""
    reader = reader_of(request.user, public_id, now=timezone.now())
    must_have_seat(reader)
    form = ReactionForm(request.POST)
    if not form.is_valid():
        raise Http404
    kind, on = Kindness(form.cleaned_data["kind"]), form.cleaned_data["on"]
    return _do(
        request, reader, seq, lambda: actions.react(mask=reader.mask, seq=seq, kind=kind, on=on)
    )


@access(is_signed_in)
@require_POST
def mute_person(request: PersonRequest, public_id: str, seq: int) -> HttpResponse:
    """Cover what this person says, for oneself alone; nobody is told."""
    reader = reader_of(request.user, public_id, now=timezone.now())
    author = _author(reader, seq)
    masks.quiet_person(reader.mask, author, now=reader.now)
    said = f"You will not see what {author.name} writes here. Nobody is told."
    return done(request, place(reader.room, seq), said, mask=author.public_id)


@access(is_signed_in)
@require_POST
def unmute_person(request: PersonRequest, public_id: str, seq: int) -> HttpResponse:
    """Show it again."""
    reader = reader_of(request.user, public_id, now=timezone.now())
    author = _author(reader, seq)
    masks.hear_person(reader.mask, author)
    said = f"You see what {author.name} writes again."
    return done(request, place(reader.room, seq), said, mask=author.public_id)


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def muted(request: PersonRequest, public_id: str) -> HttpResponse:
    """The people one has muted in this room; a POST shows one of them again."""
    reader = reader_of(request.user, public_id, now=timezone.now())
    rows = Quieted.objects.filter(wearer=reader.mask).select_related("mask").order_by("pk")
    if request.method == "POST":
        row = get_object_or_404(rows, mask__public_id=request.POST.get("mask", ""))
        masks.hear_person(reader.mask, row.mask)
        messages.info(request, f"You see what {row.mask.name} writes again.")
        return redirect("rooms:muted", public_id=public_id)
    people = [row.mask for row in rows]
    context = {"room": reader.room, "mask": reader.mask, "people": people}
    return render(request, "rooms/live/muted.html", context)


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PersonRequest, public_id: str, seq: int) -> HttpResponse:
    """Tell our team about a message: also after it was deleted, or after one had to leave."""
    reader = reader_of(request.user, public_id, now=timezone.now(), even_removed=True)
    line = _line(reader, seq)
    if line.is_own:
        raise Http404
    said = Message.objects.select_related("mask").get(room=reader.room, seq=seq)
    subject = SubjectRef(kind=actions.SUBJECT, id=said.public_id)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        worry = flags.Worry(form.cleaned_data["reason"], form.cleaned_data["words"])
        made = flags.report(subject, worry, by=request.user, now=reader.now)
        if form.cleaned_data["mute"]:
            masks.quiet_person(reader.mask, said.mask, now=reader.now)
        heavy = flags.needs_help(made)
        if heavy and not wants_json(request):
            return redirect(f"{request.path}?told")
        return done(request, place(reader.room, seq), REPORTED, help=heavy)
    return _report_page(request, reader, line, form, subject)


def _report_page(
    request: PersonRequest, reader: Reader, line: Shown, form: ReportForm, subject: SubjectRef
) -> HttpResponse:
    """The form; or the thanks with help, for whoever told us something that sounds of danger."""
    told = flags.told_last(subject, by=request.user) if "told" in request.GET else None
    thanked = told is not None and flags.needs_help(told)
    words = request.POST.get("words", "")
    heavy = thanked or actions.hear_unposted(mask=reader.mask, body=words, now=reader.now)
    context = _context(reader, line) | {
        "form": form,
        "said": REPORTED if thanked else "",
        "help": help_for(request.user) if heavy else None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "rooms/live/report.html", context, status=status)


def _line(reader: Reader, seq: int) -> Shown:
    """The message at a place, if this person could see it.

    Raises:
        Http404: there is none, or it was said after they were asked to leave.
    """
    bound = reader.bound
    line = reader.one(seq)
    if line is None or (is_removed(bound) and bound and seq > bound.upto_seq):
        raise Http404
    return line


def _author(reader: Reader, seq: int) -> Mask:
    said = get_object_or_404(
        Message.objects.select_related("mask").exclude(mask=reader.mask),
        room=reader.room,
        seq=seq,
    )
    return said.mask


def _context(reader: Reader, line: Shown) -> dict[str, Any]:
    return {
        "room": reader.room,
        "mask": reader.mask,
        "line": line,
        "kinds": Kindness.choices,
        "is_host": policies.is_host(reader.mask.person, reader.room),
        "may_write": reader.room.is_open,
    }


def _edit_page(
    request: PersonRequest,
    reader: Reader,
    line: Shown,
    form: EditForm,
    *,
    status: int = 200,
    nudge: str = "",
    heavy: bool = False,
) -> HttpResponse:
    context = _context(reader, line) | {"form": form, "nudge": nudge, "show_help": heavy}
    context["help"] = help_for(request.user) if heavy else None
    return render(request, "rooms/live/edit.html", context, status=status)


def _do(request: PersonRequest, reader: Reader, seq: int, deed: Callable[[], None]) -> HttpResponse:
    try:
        deed()
    except DomainError as error:
        return refused(request, newest(reader.room), error)
    return done(request, place(reader.room, seq))
