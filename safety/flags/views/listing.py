"""The list of all that waits."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from safety.flags import actions
from safety.flags.models import Flag
from safety.flags.policies import works_the_queue
from safety.flags.views.pages import found, row

PAGE = 100  # rows: more than a shift can answer


@access(works_the_queue)
@require_safe
@never_cache
def queue(request: PersonRequest) -> HttpResponse:
    """All that waits, most urgent first."""
    return render(request, "safety/flags/queue.html", _listing(request))


@access(works_the_queue)
@require_safe
@never_cache
def queue_rows(request: PersonRequest) -> HttpResponse:
    """The list alone, for the live page."""
    return render(request, "safety/flags/_rows.html", _listing(request))


@access(works_the_queue)
@require_safe
@never_cache
def first_words(request: PersonRequest, flag_id: int) -> HttpResponse:
    """The first words of a text, when somebody uncovers them in the list."""
    words = actions.peek(found(flag_id), by=request.user, now=timezone.now())
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


def _listing(request: PersonRequest) -> dict[str, Any]:
    now = timezone.now()
    waiting = Flag.objects.waiting().select_related("claimed_by").defer("excerpt", "reasons")
    listed = [row(flag, request) for flag in waiting.in_order()[:PAGE]]
    return {
        "rows": listed,
        "unattended": sum(line.free for line in listed),
        "late": sum(line.free and line.late for line in listed),
        "now": now,
    }
