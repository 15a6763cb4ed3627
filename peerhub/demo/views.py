"""Who you can sign in as, and the mail that was sent. Not there in production."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from peerhub import mailbox
from peerhub.access import access, anyone
from peerhub.demo.cast import PASSWORD, PLAYERS


@access(anyone)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The people of the demo, with their current codes."""
    _only_in_demo()
    return render(request, "demo/people.html", {"players": PLAYERS, "password": PASSWORD})


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
