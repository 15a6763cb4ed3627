"""Undoing what was done to a text and its author: buttons on the case, also when it is closed."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from safety.flags import actions
from safety.flags.models import Flag
from safety.flags.policies import moderates
from safety.flags.views.pages import case_url, found, shown_claim

HELD = "It is hidden no more. Others see it when you let them, as before."


@access(moderates)
@require_POST
def show(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Let others see the text again."""
    flag = found(flag_id, request)
    said = HELD if flag.held else "Others can see the message again."
    return _undo(request, flag, actions.show_text, said)


@access(moderates)
@require_POST
def unmute(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Let the author write there again."""
    return _undo(
        request, found(flag_id, request), actions.unmute_author, "They can write there again."
    )


def _undo(request: PersonRequest, flag: Flag, act: Callable[..., None], said: str) -> HttpResponse:
    now = timezone.now()

    def deed() -> None:
        actions.under(flag, shown_claim(request), lambda: act(flag, by=request.user, now=now))

    return do(request, case_url(flag), deed, said)
