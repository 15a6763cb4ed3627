"""What the pages of a plan share."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.forms import Form
from safety.resources.find import help_for
from sessions.wellness.actions import Kept
from sessions.wellness.models import PlanItem

BAD = 422
PLAN = "sessions:plan"
SHOW_HELP = "my_plan_help"  # session key: what was kept last asks for help to be shown


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, also when all of it was left empty; None on the first visit."""
    return request.POST if request.method == "POST" else None


def own_item(request: PersonRequest, public_id: uuid.UUID) -> PlanItem:
    """The reader's own; nobody else finds it.

    Raises:
        Http404: there is none of theirs.
    """
    rows = PlanItem.objects.of(request.user).select_related("goal")
    return get_object_or_404(rows, public_id=public_id)


def keeps(request: PersonRequest, form: Form, deed: Callable[[], Kept]) -> bool:
    """Do it and remember whether to show help; or say on the form why not."""
    try:
        remember(request, deed())
    except DomainError as error:
        form.add_error(None, error.message)
        return False
    return True


def remember(request: PersonRequest, kept: Kept) -> None:
    """Help stays on the pages of the plan until something calmer is kept."""
    if kept.show_help:
        request.session[SHOW_HELP] = True
    else:
        request.session.pop(SHOW_HELP, None)


def with_help(request: PersonRequest) -> dict[str, Any]:
    """Lines that answer, where they are wanted."""
    return {"show_help": request.session.get(SHOW_HELP, False), "help": help_for(request.user)}
