"""What the views of threads share: whose thread it is, and the page of one."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import number
from safety.resources.find import help_for
from sessions.threads.forms import own_page
from sessions.threads.models import Thread
from sessions.threads.reading import Page

FURTHEST = 2**63 - 1  # the last place that the table can hold
HELP = "words_help"  # session key: the last line in this thread asks for help


def own(request: PersonRequest, public_id: str) -> Thread:
    """The reader's thread, on either side; a stranger finds nothing."""
    mine = Thread.objects.for_person(request.user).with_people()
    return get_object_or_404(mine, public_id=public_id)


def place_of(request: PersonRequest, name: str) -> int | None:
    """A place that the address names."""
    return number(request.GET.get(name), most=FURTHEST)


def newest(thread: Thread) -> str:
    """Where the page shows what was written last, also without JavaScript."""
    return f"{reverse('sessions:thread', args=[thread.public_id])}#newest"


def with_help(thread: Thread, to: str) -> str:
    """The same page, from which a link leads back ``to`` where the words were sent from."""
    query = f"?{urlencode({'to': to})}" if to else ""
    return f"{thread.get_absolute_url()}{query}#newest"


def thread_page(
    request: PersonRequest, page: Page, *, status: int = 200, heavy: bool = False
) -> HttpResponse:
    """A thread. ``heavy``: words that were not taken call for help right now."""
    words = {
        "page": page,
        "show_help": heavy or request.session.get(HELP) == page.thread.public_id,
        "help": help_for(request.user),
        "to": own_page(request.POST.get("to", "") or request.GET.get("to", "")),
    }
    return render(request, "sessions/threads/thread.html", words, status=status)


def unsent_page(
    request: PersonRequest, page: Page, *, words: str, errors: list[str], status: int, heavy: bool
) -> HttpResponse:
    """The same with what could not be sent still in the field, and why."""
    page = replace(page, draft=words, errors=errors)
    return thread_page(request, page, status=status, heavy=heavy)
