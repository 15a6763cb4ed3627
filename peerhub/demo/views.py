"""Who you can sign in as, and the mail that was sent. Not there in production."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from peerhub import mailbox
from peerhub.access import access, anyone
from peerhub.demo.cast import PASSWORD, PLAYERS
from peerhub.demo.world import soon


@access(anyone)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The people of the demo, with their current codes."""
    _only_in_demo()
    return render(request, "demo/people.html", {"players": PLAYERS, "password": PASSWORD})


@access(anyone)
@require_POST
def session(request: HttpRequest) -> HttpResponse:
    """Let a session of Maya with Sam begin now, so that one can try the room."""
    _only_in_demo()
    if soon.begin(now=timezone.now()):
        words = (
            "Maya and Sam meet in a moment. Sign in as both, in two browsers, and open Sessions."
        )
    else:
        words = "Sam has no time in the next minutes. Try again in a quarter of an hour."
    messages.success(request, words)
    return redirect("demo:people")


@access(anyone)
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """The newest messages of the mail sink, to anybody or to who is looked for."""
    _only_in_demo()
    to = request.GET.get("to", "").strip()
    return render(request, "demo/mail.html", {"messages_sent": mailbox.newest(to=to), "to": to})


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404
