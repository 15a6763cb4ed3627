"""The page on which one asks, the conversation, one message of it, and the page of those on shift."""

import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.text import uuid_of
from peerhub.ui.deeds import do, number
from rooms.guide import actions
from rooms.guide.models import GuideAsk
from rooms.guide.reading import Page, one, outlook_for, own, page_of, work_of
from rooms.letters.actions import Closed
from rooms.letters.forms import LetterForm
from rooms.roster.there import may_be_there
from safety.flags.forms import TellForm
from safety.resources.find import help_for
from safety.subjects import SubjectRef
from safety.telling import tell

HELP = "guide_help"  # session key: the last message in this conversation asks for help
HELD = "Thank you for writing this. A person from our team reads it first, then it goes on."
LOST = "This is not with you any more: somebody else has it by now, or it was ended."
BAD = 422
MOST_TURNS = 10**9  # more than any page shows
Writes = Callable[..., actions.Written]


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def begin(request: PersonRequest) -> HttpResponse:
    """Ask whoever is on shift; with one open already, this is its page."""
    now = timezone.now()
    if request.method == "POST":
        form = LetterForm(request.POST)
        return _say(request, form, actions.ask_guide, partial(_unasked, request))
    mine = GuideAsk.objects.filter(member=request.user)
    is_open = mine.standing().first()
    return redirect(is_open) if is_open is not None else _start(request, now=now)


def _start(
    request: PersonRequest,
    *,
    errors: list[str] | None = None,
    status: int = 200,
    heavy: bool = False,
    now: datetime,
) -> HttpResponse:
    mine = GuideAsk.objects.filter(member=request.user)
    words = {
        "errors": errors or [],
        "draft": request.POST.get("words", ""),
        "client_id": uuid_of(request.POST.get("client_id", "")) or uuid.uuid4(),
        "outlook": outlook_for(request.user, now=now),
        "before": mine.exclude(closed_at=None).order_by("-closed_at")[:20],
        "lines": help_for(request.user),
        "help": help_for(request.user) if heavy else None,
    }
    return render(request, "rooms/guide/start.html", words, status=status)


def _unasked(
    request: PersonRequest, errors: list[str], status: int, *, heavy: bool
) -> HttpResponse:
    return _start(request, errors=errors, status=status, heavy=heavy, now=timezone.now())


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def conversation(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """What the two wrote, and a field until it is ended."""
    now = timezone.now()
    found = own(request.user, public_id, now=now)
    if found is None:
        return _lost(request, public_id)
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act:
            return _act(request, found, act)
        writes = partial(actions.write, found)
        return _say(request, LetterForm(request.POST), writes, partial(_unsaid, request, found))
    page = page_of(found, request.user, now=now)
    answer = _page(request, page)
    if request.method == "GET" and page.is_own:  # HEAD shows nobody anything
        actions.look(found, by=request.user, upto=page.upto, now=now)
    return answer


def _lost(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """A guide sent or pressed something where they may not look any more: nothing of it shows.

    Whether they ever had it is not asked: the page says the same to all who could have.
    """
    ask = GuideAsk.objects.filter(public_id=public_id).first()
    if request.method != "POST" or ask is None or not may_be_there(request.user):
        raise Http404
    form, words = LetterForm(request.POST), request.POST.get("words", "")
    if request.POST.get("act"):
        messages.info(request, LOST)
        return redirect("rooms:guide_asks")
    if form.is_valid() and actions.was_sent(ask, by=request.user, **form.cleaned_data):
        messages.info(request, f"What you wrote was sent. {LOST}")
        return redirect("rooms:guide_asks")
    heavy = actions.hear_unsent(words, by=request.user, now=timezone.now())
    return _lost_page(request, words, heavy=heavy)


def _lost_page(request: PersonRequest, words: str, *, heavy: bool) -> HttpResponse:
    given = {"draft": words, "help": help_for(request.user) if heavy else None}
    return render(request, "rooms/guide/lost.html", given, status=Closed.status)


def _act(request: PersonRequest, found: GuideAsk, act: str) -> HttpResponse:
    """End it, hand it on, or block whoever answered."""
    by, now = request.user, timezone.now()
    here = reverse("rooms:guide_asks") if by.pk != found.member_id else found.get_absolute_url()
    if act == "end":
        return do(request, here, partial(actions.end, found, by=by, now=now), "It is ended.")
    if act == "hand_on" and by.pk != found.member_id:
        said = "Thank you. Whoever is on shift next answers."
        return do(request, here, partial(actions.hand_on, found, by=by, now=now), said)
    if act == "block" and by.pk == found.member_id:
        turn = number(request.POST.get("turn"), most=MOST_TURNS)
        block = partial(actions.block_guide, found, turn=turn, by=by, now=now)
        said = "Done. They are not told, and they cannot read this any more."
        return do(request, here, block, said)
    return redirect(found)


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def line(request: PersonRequest, public_id: uuid.UUID, line_id: uuid.UUID) -> HttpResponse:
    """Delete a message of one's own, or tell our team about one of the other's."""
    found = _own(request, public_id)
    shown, back = one(found, request.user, line_id), found.get_absolute_url()
    if shown is None or shown.is_old:
        raise Http404
    if not shown.is_own:
        return tell(
            request,
            TellForm(request.POST if request.method == "POST" else None),
            SubjectRef(kind=actions.SUBJECT, id=str(shown.public_id)),
            back=f"{back}#newest",
            template="rooms/letters/report.html",
            context={"line": shown, "back": back},
            hear=partial(actions.hear_unsent, by=request.user),
            now=timezone.now(),
        )
    if request.method != "POST":
        return render(request, "rooms/letters/delete.html", {"line": shown, "back": back})
    actions.delete(found, shown.public_id, by=request.user, now=timezone.now())
    messages.success(request, "Deleted. Neither of you sees it any more.")
    return redirect(f"{back}#newest")


@access(may_be_there)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def asks(request: PersonRequest) -> HttpResponse:
    """Who waits, the longest first, without their words; a POST takes one."""
    person, now = request.user, timezone.now()
    if request.method == "POST":
        asked = uuid_of(request.POST.get("ask", ""))
        found = GuideAsk.objects.filter(public_id=asked).first() if asked else None
        if found is None:
            raise Http404
        try:
            return redirect(actions.take(found, by=person, now=now))
        except DomainError as error:
            messages.info(request, error.message)
        return redirect("rooms:guide_asks")
    return render(request, "rooms/guide/asks.html", {"work": work_of(person, now=now), "now": now})


def _own(request: PersonRequest, public_id: uuid.UUID) -> GuideAsk:
    found = own(request.user, public_id, now=timezone.now())
    if found is None:
        raise Http404
    return found


def _say(
    request: PersonRequest, form: LetterForm, writes: Writes, unsaid: Callable[..., HttpResponse]
) -> HttpResponse:
    """Write it and go to the conversation; or say why not, and hear a cry for help all the same."""
    by, now = request.user, timezone.now()
    if not form.is_valid():
        errors, status = [str(each) for each in form.errors.get("words", ())], BAD
    else:
        words, client_id = form.cleaned_data["words"], form.cleaned_data["client_id"]
        try:
            return _said(request, writes(words, client_id=client_id, by=by, now=now))
        except DomainError as error:
            errors, status = [error.message], error.status
    heavy = actions.hear_unsent(request.POST.get("words", ""), by=by, now=now)
    return unsaid(errors, status, heavy=heavy)


def _said(request: PersonRequest, written: actions.Written) -> HttpResponse:
    ask = written.line.ask
    if written.show_help:
        request.session[HELP] = str(ask.public_id)
    elif request.session.get(HELP) == str(ask.public_id):
        with suppress(KeyError):
            del request.session[HELP]
    if written.line.held:
        messages.info(request, HELD)
    return redirect(f"{ask.get_absolute_url()}#newest")


def _unsaid(
    request: PersonRequest, found: GuideAsk, errors: list[str], status: int, *, heavy: bool
) -> HttpResponse:
    words, now = request.POST.get("words", ""), timezone.now()
    still = own(request.user, found.public_id, now=now)
    if still is None:  # lost in this very moment
        return _lost_page(request, words, heavy=heavy)
    page = replace(page_of(still, request.user, now=now), draft=words, errors=errors)
    return _page(request, page, status=status, heavy=heavy)


def _page(
    request: PersonRequest, page: Page, *, status: int = 200, heavy: bool = False
) -> HttpResponse:
    show = heavy or request.session.get(HELP) == str(page.ask.public_id)
    words = {"page": page, "help": help_for(request.user) if show else None}
    return render(request, "rooms/guide/ask.html", words, status=status)
