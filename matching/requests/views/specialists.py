"""Pages of the specialists who answer."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.requests import actions
from matching.requests.fitting import may_answer
from matching.requests.forms import ProposeForm
from matching.requests.models import MatchRequest, Proposal
from matching.requests.policies import shown_profile
from matching.requests.states import ProposalState
from peerhub.access import access
from peerhub.accounts.policies import is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do


@access(is_specialist)
@require_safe
def requests(request: PersonRequest) -> HttpResponse:
    """Open requests that the reader may answer, the oldest first: no words, names or roots."""
    profile = shown_profile(request.user)
    waiting_now = MatchRequest.objects.open()
    context = {
        "requests": may_answer(waiting_now.without_answer_of(profile), profile) if profile else (),
        "mine": Proposal.objects.by(request.user),
        "is_shown": profile is not None,
    }
    return render(request, "matching/requests/requests.html", context)


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
def answering(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One request with its words, and room to propose oneself. The look is written down."""
    found = get_object_or_404(MatchRequest.objects.open(), public_id=public_id)
    profile, now = shown_profile(request.user), timezone.now()
    if profile is None or not may_answer([found], profile):
        raise Http404
    form = ProposeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.propose(found, by=request.user, now=now, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Thank you. They read your words and your story, and decide.")
            return redirect("matching:requests")
    context: dict[str, Any] = {
        "found": found,
        "words": actions.read(found, by=request.user, now=now),
        "form": form,
        "answered": found.proposals.filter(specialist=profile)
        .exclude(state=ProposalState.WITHDRAWN)
        .first(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "matching/requests/answering.html", context, status=status)


@access(is_specialist)
@require_POST
def proposal_taken_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Offer no more."""
    mine = get_object_or_404(Proposal.objects.by(request.user), pk=pk)
    now = timezone.now()
    return do(
        request,
        reverse("matching:requests"),
        lambda: actions.take_proposal_back(mine, by=request.user, now=now),
        "Taken back.",
    )
