"""Writing in a thread, with and without script: saying, keeping a draft, taking back."""

from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.text import storable, uuid_of
from peerhub.ui.deeds import wants_json
from sessions.threads import actions
from sessions.threads.forms import LineForm, own_page
from sessions.threads.models import UNDO, WORDS, Thread
from sessions.threads.reading import held_line, page_of
from sessions.threads.views.common import (
    HELP,
    newest,
    own,
    place_of,
    thread_page,
    unsent_page,
    with_help,
)

KEPT = "We kept what you wrote. It is here when you come back."
HELD = "Thank you for writing this. A person from our team reads it first, then it goes on."
TAKEN_BACK = "Taken back. Nobody sees it now. Your words are in the field below."


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def thread(request: PersonRequest, public_id: str) -> HttpResponse:
    """What the two wrote, and a field; opening it shows the newest, and that counts as seen."""
    found, now = own(request, public_id), timezone.now()
    if request.method == "POST":
        return _say(request, found)
    before = place_of(request, "before")
    page = page_of(found, request.user, now=now, before=before or None)
    answer = thread_page(request, page)
    if request.method == "GET":  # HEAD shows nobody anything
        actions.look(found, by=request.user, upto=page.log.upto, now=now)
    return answer


@access(is_signed_in)
@require_POST
def draft(request: PersonRequest, public_id: str) -> HttpResponse:
    """Keep what was begun."""
    words = storable(request.POST.get("words", "")[:WORDS])
    actions.keep_draft(own(request, public_id), words, by=request.user)
    return HttpResponse(status=204)


@access(is_signed_in)
@require_POST
def undo(request: PersonRequest, public_id: str) -> HttpResponse:
    """Take back what was just written; its words are in the field again."""
    found, now = own(request, public_id), timezone.now()
    back = own_page(request.POST.get("to", "")) or newest(found)
    client_id = uuid_of(request.POST.get("client_id", ""))
    if client_id is None:
        raise Http404
    try:
        words = actions.undo(found, client_id, by=request.user, now=now)
    except DomainError as error:
        if wants_json(request):
            return JsonResponse({"message": error.message}, status=error.status)
        messages.info(request, error.message)
        return redirect(back)
    if wants_json(request):
        return JsonResponse({"words": words})
    actions.keep_draft(found, words, by=request.user)
    messages.info(request, TAKEN_BACK)
    return redirect(back)


def _say(request: PersonRequest, found: Thread) -> HttpResponse:
    back = own_page(request.POST.get("to", "")) or newest(found)
    if "keep" in request.POST:
        words = storable(request.POST.get("words", "")[:WORDS])
        actions.keep_draft(found, words, by=request.user)
        messages.info(request, KEPT)
        return redirect(back)
    form = LineForm(request.POST)
    if not form.is_valid():
        return _unsaid(request, found, [str(each) for each in form.errors.get("words", ())], 422)
    words, client_id = form.cleaned_data["words"], form.cleaned_data["client_id"]
    try:
        written = actions.write(
            found, words, client_id=client_id, by=request.user, now=timezone.now()
        )
    except DomainError as error:
        return _unsaid(request, found, [error.message], error.status)
    if wants_json(request):
        return JsonResponse(_told(request, found, written))
    if written.show_help:  # the thread's own page shows it, wherever this was sent from
        request.session[HELP] = found.public_id
        back = with_help(found, own_page(request.POST.get("to", "")))
    elif request.session.get(HELP) == found.public_id:
        with suppress(KeyError):
            del request.session[HELP]
    if written.line.held:
        messages.info(request, HELD)
    return redirect(back)


def _told(request: PersonRequest, found: Thread, written: actions.Written) -> dict[str, object]:
    """The answer for a script: the place, or the line that waits for a person."""
    line, now = written.line, timezone.now()
    told: dict[str, object] = {
        "seq": line.seq,
        "help": written.show_help,
        "undo": int(UNDO.total_seconds()),
    }
    if line.held:
        shown = held_line(line, found, request.user, now=now)
        context = {"line": shown, "thread": found}
        told["html"] = render_to_string("sessions/threads/_line.html", context, request)
    return told


def _unsaid(request: PersonRequest, found: Thread, errors: list[str], status: int) -> HttpResponse:
    """Say why, with the words still there; a cry for help in them is heard."""
    words, now = request.POST.get("words", ""), timezone.now()
    heavy = actions.hear_unwritten(found, words, by=request.user, now=now)
    if wants_json(request):
        return JsonResponse({"message": " ".join(errors), "help": heavy}, status=status)
    page = page_of(found, request.user, now=now)
    return unsent_page(request, page, words=words, errors=errors, status=status, heavy=heavy)
