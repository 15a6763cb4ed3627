"""A specialist suggests something for the plan of somebody they meet."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from sessions.wellness import actions
from sessions.wellness.forms import SuggestForm
from sessions.wellness.models import Suggestion
from sessions.wellness.policies import peer_of
from sessions.wellness.views.common import BAD, posted


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def suggest(request: PersonRequest, member_id: int) -> HttpResponse:
    """What was suggested, and a form; each look at goals that are shared is a line for the member."""
    who, now = get_object_or_404(User, pk=member_id), timezone.now()
    if peer_of(request.user, who, now=now) is None:
        raise Http404
    goals = actions.read_open_goals(who, by=request.user, now=now)
    form = SuggestForm(posted(request), goals=goals)
    if form.is_valid() and _suggested(request, who, form):
        messages.success(request, f"Suggested. {who.handle} takes it, or does not.")
        return redirect("sessions:suggest", member_id)
    words = {"who": who, "form": form, "made": actions.suggestions_by(request.user, who)}
    status = BAD if form.errors else 200
    return render(request, "sessions/wellness/suggest.html", words, status=status)


@access(is_specialist)
@require_POST
def take_back(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """It waits no longer; nothing of it is left."""
    found = get_object_or_404(Suggestion, public_id=public_id, made_by=request.user)
    to = reverse("sessions:suggest", args=[found.member_id])
    return do(request, to, lambda: actions.take_back(found, by=request.user), "Taken back.")


def _suggested(request: PersonRequest, who: User, form: SuggestForm) -> bool:
    try:
        actions.suggest(who, **form.suggested(), by=request.user, now=timezone.now())
    except DomainError as error:
        form.add_error(None, error.message)
        return False
    return True
