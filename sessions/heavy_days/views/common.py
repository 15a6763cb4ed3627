"""What the pages of days share."""

import uuid

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from peerhub.accounts.requests import PersonRequest
from sessions.heavy_days.models import HardDay

BAD = 422
SHOW_HELP = "hard_day_help"  # session key: what was saved last asks for help to be shown


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, also when all of it was left empty; None on the first visit."""
    return request.POST if request.method == "POST" else None


def own_day(request: PersonRequest, public_id: uuid.UUID) -> HardDay:
    """The reader's own day; nobody else finds it.

    Raises:
        Http404: there is none of theirs.
    """
    rows = HardDay.objects.of(request.user).select_related("member", "specialist__person")
    return get_object_or_404(rows, public_id=public_id)
