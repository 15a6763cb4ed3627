"""The page of updates."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from peerhub.access import SignedInRequest, access, signed_in
from peerhub.notifications import actions, kinds
from peerhub.notifications.models import Notice

PAGE = 40


@access(signed_in)
@require_safe
def updates(request: SignedInRequest) -> HttpResponse:
    """The newest updates of the person; opening the page marks them read."""
    notices = [
        {"notice": notice, "line": kinds.in_words(kinds.stored(notice.kind).line, notice.context)}
        for notice in Notice.objects.shown_to(request.user.pk)[:PAGE]
    ]
    response = render(request, "notifications/updates.html", {"notices": notices})
    if request.method == "GET":  # HEAD shows nobody anything
        actions.mark_read(request.user, now=timezone.now())
    return response
