"""The member's pages: all reviews, a new one, and one with its people and goals."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do, number
from peerhub.ui.forms import Form
from safety.resources.find import help_for
from safety.reviews import actions, reading
from safety.reviews.actions import Kept
from safety.reviews.forms import CallForm, GoalForm, PeopleForm
from safety.reviews.models import CaseReview, ReviewIdea, SharedGoal
from safety.reviews.people import choices_for
from safety.reviews.states import OVER, GoalState, Part
from safety.reviews.views.common import BAD, own_idea, uuid_of

SHOW_HELP = "review_help"  # session key: what was kept last asks for help to be shown
MOVED = {
    GoalState.OPEN: "It is open again.",
    GoalState.DONE: "Kept.",
    GoalState.LET_GO: "Let go. You can open it again.",
}


@access(is_member)
@require_safe
@never_cache
def mine(request: PersonRequest) -> HttpResponse:
    """All of the member's, and what others propose."""
    rows = list(CaseReview.objects.of(request.user))
    words = {
        "open": [(each, reading.said_in(each)) for each in rows if each.ended_at is None],
        "over": [each for each in rows if each.ended_at is not None],
        "ideas": list(ReviewIdea.objects.to_answer(request.user).filter(review=None)),
    }
    return render(request, "safety/reviews/mine.html", words | _help(request))


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: PersonRequest) -> HttpResponse:
    """Call one; it may come from somebody's proposal."""
    now, member = timezone.now(), request.user
    given = request.POST if request.method == "POST" else None
    found = own_idea(request, request.GET.get("idea", ""))
    form = CallForm(given, choices=choices_for(member, now), now=now)
    if form.is_valid():
        call = partial(actions.call, form.calling(), by=member, idea=found, now=now)
        if (kept := _keeps(request, form, call)) is not None:
            messages.success(request, "Called. Whoever you asked is told.")
            return redirect(kept.review)
    words = {"form": form, "idea": found} | _help(request)
    status = BAD if form.errors else 200
    return render(request, "safety/reviews/new.html", words, status=status)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def review(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One review on one page; a goal, new or in other words, is sent here."""
    found, now = _mine(request, public_id), timezone.now()
    which = request.POST.get("which", "")
    sent = request.POST if request.method == "POST" else None
    idea = own_idea(request, request.GET.get("idea", ""), review=found)
    today = now.astimezone(request.user.zone).date()
    said = reading.said_in(found)
    initial = {"goal": idea.said["words"], "helps": idea.said["helps"]} if idea else {}
    fresh = GoalForm(None if which else sent, today=today, initial=initial)
    goals = [(each, _rewriting(each, sent, which=which, today=today)) for each in said.goals]
    form = next((form for _, form in goals if form.is_bound), fresh)
    if form.is_valid():
        deed = _goal_deed(request, found, form, idea, which)
        if _keeps(request, form, deed) is not None:
            messages.success(request, "Kept. Whoever takes part reads it from now on.")
            return redirect(found)
    words = {
        "said": said,
        "review": found,
        "people": reading.people_of(found, now),
        "over": OVER,
        "goals": [pair for pair in goals if pair[0].goal.state != GoalState.LET_GO],
        "ideas": reading.ideas_for(found) if found.ended_at is None else (),
        "idea": idea,
        "form": form,
        "fresh": fresh,
        "ask": PeopleForm(choices=_to_ask(request, found)),
    }
    status = BAD if form.errors else 200
    return render(request, "safety/reviews/review.html", words | _help(request), status=status)


@access(is_member)
@require_POST
def ask(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask more people."""
    found, now = _mine(request, public_id), timezone.now()
    keys = request.POST.getlist("people")
    if not keys:
        messages.info(request, "Nobody is ticked. Tick whom you would like to ask.")
        return redirect(found)
    deed = partial(actions.ask, found, keys, by=request.user, now=now)
    return do(request, found.get_absolute_url(), deed, "Asked. They can say yes or no.")


@access(is_member)
@require_POST
def out(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take somebody out."""
    found, which = _mine(request, public_id), number(request.POST.get("who"), most=2**62)
    place = get_object_or_404(found.participants.select_related("review"), pk=which)
    said = f"{place.name} reads nothing of this from now on. What they read, they have read."
    deed = partial(actions.take_out, place, by=request.user, now=timezone.now())
    return do(request, found.get_absolute_url(), deed, said)


@access(is_member)
@require_POST
def move(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """A goal is reached, let go, or open again."""
    found, state = _mine(request, public_id), request.POST.get("state", "")
    which = uuid_of(request.POST.get("which", ""))
    goal = get_object_or_404(found.goals.select_related("review"), public_id=which)
    if state not in GoalState.values:
        raise Http404
    deed = partial(actions.move, goal, GoalState(state), by=request.user, now=timezone.now())
    return do(request, found.get_absolute_url(), deed, MOVED[GoalState(state)])


@access(is_member)
@require_POST
def end(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """End it."""
    found = _mine(request, public_id)
    said = "Ended. Only you read it now."
    deed = partial(actions.end, found, by=request.user, now=timezone.now())
    return do(request, found.get_absolute_url(), deed, said)


@access(is_member)
@require_POST
def idea(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a goal that somebody suggests as it is, or leave an idea."""
    found = own_idea(request, str(public_id), waiting=False)
    if found is None:
        raise Http404
    to = found.review.get_absolute_url() if found.review else reverse("safety:reviews")
    now, by = timezone.now(), request.user
    if request.POST.get("answer") == "take":
        take = partial(actions.take, found, by=by, now=now)
        said = "It is a goal of this review now. You can change its words."
        return do(request, to, lambda: _remember(request, take()), said)
    leave = partial(actions.leave_idea, found, by=by, now=now)
    return do(request, to, leave, "Left out. You need no reason.")


def _goal_deed(
    request: PersonRequest,
    found: CaseReview,
    form: GoalForm,
    idea: ReviewIdea | None,
    which: str,
) -> Callable[[], Kept]:
    by, now = request.user, timezone.now()
    if which:
        rows = SharedGoal.objects.select_related("review").filter(review=found)
        goal = get_object_or_404(rows, public_id=uuid_of(which))
        return partial(actions.rewrite, goal, form.words(), by=by, now=now)
    if idea is not None:
        return partial(actions.take, idea, form.words(), by=by, now=now)
    return partial(actions.agree, found, form.words(), by=by, now=now)


def _rewriting(said: reading.GoalSaid, sent: Any, *, which: str, today: Any) -> GoalForm:
    key = str(said.goal.public_id)
    initial = {"goal": said.words, "helps": said.helps, "look_on": said.look_on}
    given = sent if which == key else None
    return GoalForm(given, today=today, initial=initial, prefix=f"g{said.goal.pk}")


def _to_ask(request: PersonRequest, found: CaseReview) -> list[Any]:
    """Whom the member can still ask."""
    rows = list(found.participants.all())
    known = {each.person_id for each in rows if each.answer not in OVER}
    above = [each for each in rows if each.part == Part.SUPERVISOR]
    has_one = any(each.person_id or each.answer not in OVER for each in above)
    return [
        each
        for each in choices_for(request.user, timezone.now())
        if (each.person_id not in known if each.person_id else not has_one)
    ]


def _keeps(request: PersonRequest, form: Form, deed: Callable[[], Kept]) -> Kept | None:
    """Do it and remember whether to show help; or say on the form why not."""
    try:
        kept = deed()
    except DomainError as error:
        form.add_error(None, error.message)
        return None
    _remember(request, kept)
    return kept


def _remember(request: PersonRequest, kept: Kept) -> None:
    """Help stays on these pages until something calmer is kept."""
    if kept.show_help:
        request.session[SHOW_HELP] = True
    else:
        request.session.pop(SHOW_HELP, None)


def _help(request: PersonRequest) -> dict[str, Any]:
    return {"show_help": request.session.get(SHOW_HELP, False), "help": help_for(request.user)}


def _mine(request: PersonRequest, public_id: uuid.UUID) -> CaseReview:
    return get_object_or_404(CaseReview.objects.of(request.user), public_id=public_id)
