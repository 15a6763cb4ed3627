"""Pages of the member who asks."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.choosing import WISHES
from matching.intake.models import MemberTopics
from matching.peers.models import SpecialistProfile
from matching.requests import actions
from matching.requests.fitting import answers
from matching.requests.forms import AskForm
from matching.requests.models import Care, MatchRequest, Proposal
from matching.requests.states import ProposalState, RequestState
from matching.requests.views.wait import honest_wait
from peerhub.access import access
from peerhub.accounts.policies import is_member
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
    musts = _musts(request)
    filled = _filled(request) if "fill" in request.POST else None
    if filled is not None:
        form = AskForm(initial=filled, musts=musts)
    else:
        form = AskForm(request.POST if request.method == "POST" else None, musts=musts)
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
        "wait": honest_wait(),
        "past": _past(request),
        "musts": musts,
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
        "wait": honest_wait(),
        "is_looked_after": Care.objects.current().filter(request=own).exists(),
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


def _past(request: PersonRequest) -> list[MatchRequest]:
    return list(MatchRequest.objects.of(request.user)[:5])


def _musts(request: PersonRequest) -> Sequence[str]:
    told = MemberTopics.objects.of(request.user)
    return [WISHES[key] for key in (told.musts if told is not None else ()) if key in WISHES]
