"""One thing of a plan on one page: its words, its steps, who reads it, what it said before."""

import uuid
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from safety.companions import companions_of
from sessions.wellness import actions, reading
from sessions.wellness.forms import ItemForm, SureForm
from sessions.wellness.models import PlanItem
from sessions.wellness.states import MOVES, Kind, State
from sessions.wellness.views.common import BAD, PLAN, keeps, own_item, posted, remember, with_help

SAID = {
    State.OPEN: "It is there again.",
    State.REST: "Kept for another time.",
    State.DONE: "Kept.",
    State.LET_GO: "Let go. You can bring it back whenever you like.",
}
STEP = "step"  # which of the two forms of the page was sent


@dataclass(frozen=True)
class Reader:
    """Somebody who reads it, or could."""

    person_id: int
    name: str
    is_reading: bool
    can_read: bool  # of a step: they read its goal


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def item(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Everything about it; other words for it, or a step, are sent here."""
    found = own_item(request, public_id)
    kind, is_step = Kind(found.kind), STEP in request.POST
    sent = posted(request)
    words = ItemForm(None if is_step else sent, kind=kind, initial={"words": found.words})
    step = ItemForm(sent if is_step else None, kind=Kind.STEP, prefix=STEP)
    if is_step and step.is_valid():
        deed = partial(actions.keep, Kind.STEP, member=request.user, goal=found)
        text = step.cleaned_data["words"]
        if keeps(request, step, lambda: deed(text, now=timezone.now())):
            messages.success(request, "Kept.")
            return redirect(found)
    elif words.is_valid():
        text = words.cleaned_data["words"]
        rewrite = partial(actions.rewrite, found, text, by=request.user)
        if keeps(request, words, lambda: rewrite(now=timezone.now())):
            messages.success(request, "Kept. What it said before is at the end of this page.")
            return redirect(found)
    sent_form = step if is_step else words
    page = _page(request.user, found) | {"form": sent_form, "words": words, "step": step}
    status = BAD if sent_form.errors else 200
    return render(request, "sessions/wellness/item.html", page | with_help(request), status=status)


@access(is_member)
@require_POST
def move(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Where it stands now."""
    found, state = own_item(request, public_id), request.POST.get("state", "")
    if state not in MOVES[Kind(found.kind)]:
        raise Http404
    deed = partial(actions.move, found, State(state), by=request.user, now=timezone.now())
    return do(request, _back(request, found), deed, SAID[State(state)])


@access(is_member)
@require_POST
def share(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One press lets somebody read it, one press ends it."""
    found = own_item(request, public_id)
    known = {str(each.person_id): each for each in _readers(request.user, found)}
    if (who := known.get(request.POST.get("who", ""))) is None:
        raise Http404
    if request.POST.get("share") == "yes":
        now = timezone.now()
        deed = partial(actions.share, found, person_id=who.person_id, by=request.user, now=now)
        return do(request, found.get_absolute_url(), deed, f"Shared with {who.name}.")
    end = partial(actions.unshare, found, person_id=who.person_id, by=request.user)
    said = f"Ended. It is closed for {who.name} from now on."
    return do(request, found.get_absolute_url(), end, said)


@access(is_member)
@require_POST
def bring_back(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """It says again what it said before."""
    found, number = own_item(request, public_id), request.POST.get("number", "")
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        raise Http404
    back = partial(actions.bring_back, found, int(number), by=request.user, now=timezone.now())
    said = "It says that again. What it said until now is kept, too."
    return do(request, found.get_absolute_url(), lambda: remember(request, back()), said)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def erase(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Delete it for good, after a page that says what that is."""
    found, form = own_item(request, public_id), SureForm(posted(request))
    if form.is_valid():
        deed = partial(actions.erase, found, by=request.user)
        return do(request, reverse(PLAN), deed, "It is deleted, with everything it ever said.")
    status = BAD if form.errors else 200
    words = {"form": form, "item": found}
    return render(request, "sessions/wellness/erase.html", words, status=status)


def _page(member: User, found: PlanItem) -> dict[str, Any]:
    here = State(found.state)
    goals = reading.plan_of(member).goals if found.kind == Kind.GOAL else ()
    goal = next((each for each in goals if each.item.pk == found.pk), None)
    moves = MOVES[Kind(found.kind)].items()
    return {
        "item": found,
        "goal": goal,
        "moves": [(state, says) for state, says in moves if _leads(here, state)],
        "readers": _readers(member, found) if here != State.LET_GO else (),
        "formers": list(found.formers.select_related("item").order_by("-number")),
    }


def _leads(here: State, there: State) -> bool:
    """Whether a button stands for it: from what rests, is reached or let go, one way leads back."""
    return here != there and (here == State.OPEN or there in (State.OPEN, State.LET_GO))


def _readers(member: User, found: PlanItem) -> list[Reader]:
    """Whom the member meets, and who reads it although they do not meet any more."""
    reading_it = {each.person_id: each.person for each in found.shares.select_related("person")}
    names = {each.person_id: each.name for each in companions_of(member.pk)}
    names |= {pk: person.handle for pk, person in reading_it.items() if pk not in names}
    able = set(names)
    if found.goal is not None:
        able = set(found.goal.shares.values_list("person_id", flat=True))
    return [Reader(pk, name, pk in reading_it, pk in able) for pk, name in names.items()]


def _back(request: PersonRequest, found: PlanItem) -> str:
    """To the page on which the button was: the plan, the goal of a step, or its own."""
    to = request.POST.get("to", "")
    if to == "plan":
        return reverse(PLAN)
    if to == "goal" and found.goal is not None:
        return found.goal.get_absolute_url()
    return found.get_absolute_url()
