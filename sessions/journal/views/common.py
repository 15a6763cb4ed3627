"""What the pages of notes to oneself share."""

import uuid
from typing import Any

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from peerhub.accounts.requests import PersonRequest
from safety.resources.find import help_for
from sessions.journal.actions import Kept, is_screened
from sessions.journal.models import JournalEntry

BAD = 422
NOTES = "sessions:own_notes"
SHOW_HELP = "own_notes_help"  # session key: what was kept last asks for help to be shown


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, also when all of it was left empty; None on the first visit."""
    return request.POST if request.method == "POST" else None


def own_entry(request: PersonRequest, public_id: uuid.UUID) -> JournalEntry:
    """The reader's own; nobody else finds it.

    Raises:
        Http404: there is none of theirs.
    """
    return get_object_or_404(JournalEntry.objects.of(request.user), public_id=public_id)


def remember(request: PersonRequest, kept: Kept) -> None:
    """Help stays on these pages until something calmer is kept."""
    if kept.show_help:
        request.session[SHOW_HELP] = True
    else:
        request.session.pop(SHOW_HELP, None)


def around(request: PersonRequest) -> dict[str, Any]:
    """Whether a program looks, and lines that answer where they are wanted."""
    return {
        "screened": is_screened(request.user),
        "show_help": request.session.get(SHOW_HELP, False),
        "help": help_for(request.user),
    }
