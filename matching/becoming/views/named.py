"""The supervisors' page of somebody who knows an applicant."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from matching.becoming import actions
from matching.becoming.models import LINK_HOLDS, Reference
from matching.becoming.states import Known, Level
from peerhub.access import access
from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.requests import PersonRequest

ASKED = {
    "known": "How they know each other",
    "reliable": "Can people rely on them?",
    "bounds": "Do they keep things to themself, and can they say no?",
    "worry": "What worries them",
    "phone": "We may call",
}


@access(is_supervisor)
@require_safe
@never_cache
def named(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who a reference is, the link for them, and what they wrote. The look is written down."""
    rows = Reference.objects.select_related("application__person")
    found = get_object_or_404(rows.exclude(application__person=request.user), public_id=public_id)
    token = actions.open_reference(found, by=request.user, now=timezone.now())
    link = request.build_absolute_uri(reverse("matching:reference", args=[token]))
    context = {
        "found": found,
        "link": link,
        "days": LINK_HOLDS.days,
        "more": _in_words(found),
        "mails": found.mails.order_by("due_at"),
    }
    return render(request, "matching/becoming/named.html", context)


def _in_words(found: Reference) -> list[tuple[str, str]]:
    """What a reference said beside trust and words: question and answer."""
    words = dict([*Known.choices, *Level.choices])
    return [
        (question, str(words.get(said, said)))
        for key, question in ASKED.items()
        if (said := found.more.get(key))
    ]
