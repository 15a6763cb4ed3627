"""The wall: reading on, and writing something new."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from rooms.wall import actions
from rooms.wall.forms import PostForm
from rooms.wall.models import WallSilence
from rooms.wall.prompts import prompt_of
from rooms.wall.reading import PAGE, page_of
from rooms.wall.states import State
from rooms.wall.views.common import HELD, WAITS, address, go, help_context, near_topics


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def wall(request: PersonRequest) -> HttpResponse:
    """The newest posts first, and a folded form to write one."""
    form = PostForm(request.POST or None, near=near_topics(request))
    if request.method != "POST":
        return _page(request, form)
    status, nudge = 422, ""
    if form.is_valid():
        try:
            said = _posted(request, form)
        except actions.Nudge as error:
            nudge, status = error.message, error.status
        except DomainError as error:
            form.add_error(None, error.message)
            status = error.status
        else:
            _say(request, said.written.state)
            return go(request, address(said.written), show_help=said.show_help)  # type: ignore[arg-type]
    # What is too long or too much is not stored; a cry for help in it is heard.
    words = "\n\n".join(request.POST.get(each, "") for each in ("words", "drawing_description"))
    heavy = actions.hear_unposted(words, by=request.user, now=timezone.now())
    return _page(request, form, status=status, nudge=nudge, heavy=heavy)


def _posted(request: PersonRequest, form: PostForm) -> actions.Said:
    given = dict(form.cleaned_data)
    return actions.post(actions.NewPost(**given), by=request.user, now=timezone.now())


def _say(request: PersonRequest, state: str) -> None:
    said = {State.WAITING: WAITS, State.HELD: HELD}.get(State(state), "It is on the wall.")
    messages.success(request, said)


def _page(
    request: PersonRequest,
    form: PostForm,
    *,
    status: int = 200,
    nudge: str = "",
    heavy: bool = False,
) -> HttpResponse:
    now = timezone.now()
    before = request.GET.get("before", "")
    silenced = WallSilence.objects.active(now=now).filter(person=request.user)
    context: dict[str, Any] = {
        "form": form,
        "nudge": nudge,
        "page": page_of(request.user, before, now=now),
        "most": PAGE,
        "is_newest": not before,
        "prompt": prompt_of(now.astimezone(request.user.zone).date()),
        "silence": silenced.order_by("-until").first(),
        **help_context(request, heavy=heavy),
    }
    return render(request, "rooms/wall/wall.html", context, status=status)
