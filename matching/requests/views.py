"""Pages of the member who asks, of the specialists who answer, of whoever looks after the wait."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.peers.models import SpecialistProfile
from matching.requests import actions, waiting
from matching.requests.fitting import answers, may_answer
from matching.requests.forms import AskForm, ProposeForm
from matching.requests.models import MatchRequest, Proposal
from matching.requests.policies import shown_profile
from matching.requests.states import ProposalState, RequestState
from peerhub.access import access
from peerhub.accounts.policies import is_member, is_specialist, is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.topics.models import Topic
from peerhub.ui.deeds import do
from safety.resources.find import help_for

HELP = "help_first"  # in the session: the next page shows help lines before anything else


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PersonRequest) -> HttpResponse:
    """Ask for somebody; whoever has asked sees that.

    What was looked for before comes as a POST, so that no address or history says where it started.
    """
    now = timezone.now()
    standing = MatchRequest.objects.of(request.user).filter(state=RequestState.OPEN).first()
    if standing is not None:
        return redirect(standing)
    filled = _filled(request) if "fill" in request.POST else None
    if filled is not None:
        form = AskForm(initial=filled)
    else:
        form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        asked = actions.ask(form.asking(), by=request.user, now=now)
        request.session[HELP] = asked.show_help
        if asked.new:
            messages.success(request, "Asked. We tell you as soon as somebody answers.")
        else:
            messages.info(request, "You had asked already. This is what you asked for.")
        return redirect(asked.request)
    context = {
        "form": form,
        "filled": filled is not None and any(filled.values()),
        "wait": _honest_wait(),
        "past": _past(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "matching/requests/ask.html", context, status=status)


@access(is_member)
@require_safe
def asked(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Where it stands, and who answered."""
    own = get_object_or_404(MatchRequest.objects.of(request.user), public_id=public_id)
    heavy = request.session.pop(HELP, False) or any(
        topic.opens_help for topic in (*own.roots.all(), *own.struggles.all())
    )
    accepted = own.proposals.filter(state=ProposalState.ACCEPTED).select_related(
        "specialist__person"
    )
    context = {
        "asked": own,
        "is_open": own.state == RequestState.OPEN,
        "answers": answers(own, now=timezone.now()) if own.ended_at is None else (),
        "accepted": accepted.first(),
        "can_book": accepted.filter(specialist__in=SpecialistProfile.objects.published()).exists(),
        "wait": _honest_wait(),
        "help": help_for(request.user) if heavy else None,
    }
    return render(request, "matching/requests/asked.html", context)


@access(is_member)
@require_POST
def taking_back(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask no more."""
    own = get_object_or_404(MatchRequest.objects.of(request.user), public_id=public_id)
    now = timezone.now()
    return do(
        request,
        reverse("matching:people"),
        lambda: actions.withdraw(own, by=request.user, now=now),
        "Taken back. No reason is kept, and you can ask again whenever you like.",
    )


@access(is_member)
@require_POST
def yes(request: PersonRequest, pk: int) -> HttpResponse:
    """Say yes to a proposal, and look at times."""
    proposal = _to_me(request, pk)
    try:
        actions.accept(proposal, by=request.user, now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
        return redirect(proposal.request)
    name = proposal.specialist.name
    messages.success(
        request, f"{name} is told that you said yes. Nothing is booked until you choose a time."
    )
    return redirect("sessions:times", proposal.specialist.slug)


@access(is_member)
@require_POST
def no(request: PersonRequest, pk: int) -> HttpResponse:
    """Say no to a proposal; the request goes on."""
    proposal, now = _to_me(request, pk), timezone.now()
    return do(
        request,
        proposal.request.get_absolute_url(),
        lambda: actions.decline(proposal, by=request.user, now=now),
        "That is fine. They are told kindly, without a reason. Others can still answer.",
    )


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


@access(is_supervisor)
@require_safe
def requests_waiting(request: PersonRequest) -> HttpResponse:
    """For whoever coordinates: who waits since when for what, without names and words."""
    context = {"requests": MatchRequest.objects.open(), "wait": _honest_wait()}
    return render(request, "matching/requests/waiting.html", context)


def _filled(request: PersonRequest) -> dict[str, list[str]]:
    """The topics that somebody looked for before they ask, by code; nothing is asked yet."""
    asked = {"roots": Topic.objects.roots(), "struggles": Topic.objects.struggles()}
    return {
        name: [topic.code for topic in topics.filter(code__in=request.POST.getlist(name))]
        for name, topics in asked.items()
    }


def _to_me(request: PersonRequest, pk: int) -> Proposal:
    mine = Proposal.objects.filter(request__member=request.user)
    return get_object_or_404(mine.select_related("request", "specialist__person"), pk=pk)


def _honest_wait() -> str:
    return waiting.in_words(waiting.median(actions.waits(now=timezone.now())))


def _past(request: PersonRequest) -> list[MatchRequest]:
    return list(MatchRequest.objects.of(request.user)[:5])
