"""The page on which friends write, and the one about a single message."""

import uuid
from contextlib import suppress
from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import number
from rooms.friends.models import Friendship
from rooms.letters import actions
from rooms.letters.forms import LetterForm
from rooms.letters.reading import Page, Shown, exchange_of, one, page_of
from safety.flags.forms import TellForm
from safety.resources.find import help_for
from safety.subjects import SubjectRef
from safety.telling import tell

FURTHEST = 2**63 - 1  # the last place that the table can hold
HELP = "letters_help"  # session key: the last message in this conversation asks for help
HELD = "Thank you for writing this. A person from our team reads it first, then it goes on."


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def letters(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """What the two wrote, and a field while they are friends."""
    found, now = _own(request, public_id), timezone.now()
    if request.method == "POST":
        return _say(request, found)
    before = number(request.GET.get("before"), most=FURTHEST)
    page = page_of(found, request.user, now=now, before=before or None)
    answer = _page(request, page)
    if request.method == "GET" and page.exchange is not None:  # HEAD shows nobody anything
        actions.look(page.exchange, by=request.user, upto=page.upto, now=now)
    return answer


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def letter(request: PersonRequest, public_id: uuid.UUID, line_id: uuid.UUID) -> HttpResponse:
    """Delete a message of one's own, or tell our team about one of the other's.

    Also when the two are friends no more, when one blocked the other, and when it was deleted.
    """
    found = _own(request, public_id)
    line = one(found, request.user, line_id)
    if line is None or line.is_old:
        raise Http404
    return _delete(request, found, line) if line.is_own else _report(request, found, line)


def _delete(request: PersonRequest, found: Friendship, line: Shown) -> HttpResponse:
    exchange = exchange_of(found)
    if request.method != "POST" or exchange is None:
        words = {"line": line, "back": found.get_absolute_url()}
        return render(request, "rooms/letters/delete.html", words)
    actions.delete(exchange, line.public_id, by=request.user, now=timezone.now())
    messages.success(request, "Deleted. Neither of you sees it any more.")
    return redirect(_newest(found))


def _report(request: PersonRequest, found: Friendship, line: Shown) -> HttpResponse:
    return tell(
        request,
        TellForm(request.POST if request.method == "POST" else None),
        SubjectRef(kind=actions.SUBJECT, id=str(line.public_id)),
        back=_newest(found),
        template="rooms/letters/report.html",
        context={"line": line, "back": found.get_absolute_url()},
        hear=partial(actions.hear_unsent, found, by=request.user),
        now=timezone.now(),
    )


def _own(request: PersonRequest, public_id: uuid.UUID) -> Friendship:
    """A friendship of the reader, also one that ended; of an ask there is nothing to read."""
    mine = Friendship.objects.of(request.user.pk).filter(accepted_at__isnull=False).with_people()
    return get_object_or_404(mine, public_id=public_id)


def _say(request: PersonRequest, found: Friendship) -> HttpResponse:
    form = LetterForm(request.POST)
    if not form.is_valid():
        return _unsaid(request, found, [str(each) for each in form.errors.get("words", ())], 422)
    words, client_id = form.cleaned_data["words"], form.cleaned_data["client_id"]
    try:
        written = actions.write(
            found, words, client_id=client_id, by=request.user, now=timezone.now()
        )
    except DomainError as error:
        return _unsaid(request, found, [error.message], error.status)
    if written.show_help:
        request.session[HELP] = str(found.public_id)
    elif request.session.get(HELP) == str(found.public_id):
        with suppress(KeyError):
            del request.session[HELP]
    if written.letter.held:
        messages.info(request, HELD)
    return redirect(_newest(found))


def _unsaid(
    request: PersonRequest, found: Friendship, errors: list[str], status: int
) -> HttpResponse:
    """Say why, with the words still there; a cry for help in them is heard."""
    words, now = request.POST.get("words", ""), timezone.now()
    heavy = actions.hear_unsent(found, words, by=request.user, now=now)
    page = replace(page_of(found, request.user, now=now), draft=words, errors=errors)
    return _page(request, page, status=status, heavy=heavy)


def _page(
    request: PersonRequest, page: Page, *, status: int = 200, heavy: bool = False
) -> HttpResponse:
    """``heavy``: words that were not taken call for help right now."""
    show = heavy or request.session.get(HELP) == str(page.friendship.public_id)
    words = {"page": page, "help": help_for(request.user) if show else None}
    return render(request, "rooms/letters/letters.html", words, status=status)


def _newest(found: Friendship) -> str:
    return f"{found.get_absolute_url()}#newest"
