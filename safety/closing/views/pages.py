"""What the pages of closing share."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.forms import Form
from safety.closing import actions, rules
from safety.closing.forms import AttemptForm, BookForm, HelpForm, WordsForm
from safety.closing.models import CheckInWish
from safety.closing.states import About
from safety.flags import ladder
from safety.flags.models import Flag
from safety.flags.policies import cases_for
from safety.flags.states import FlagState

INCIDENT = {
    "label": "What happened, what was done, and how it ended",
    "hint": "A supervisor reads it within 24 hours.",
}
AGREE = {"label": "Why you agree"}
OF_5 = frozenset({"incident", f"agree_{About.INCIDENT}"})
REOPEN = {"label": "Why you open it again"}


def found(flag_id: int, request: PersonRequest) -> Flag:
    """A case by its number.

    Raises:
        Http404: there is none, or it is of a level that this person does not work on.
    """
    cases = cases_for(request.user).select_related("author", "claimed_by")
    return get_object_or_404(cases, pk=flag_id)


def closing_page(request: PersonRequest, flag: Flag, **bound: Form) -> HttpResponse:
    """The page on which a case is made ready to close, with what somebody typed into a form."""
    actions.look(flag, by=request.user, now=timezone.now())
    facts = actions.facts_of(flag, request.user)
    wanted = rules.check_ins(flag.level)
    words = {
        "flag": flag,
        "rung": ladder.rung(flag.level),
        "is_closed": flag.state == FlagState.RESOLVED,
        "is_own": flag.author_id == request.user.pk,
        "missing": rules.missing(facts),
        "attempts": flag.attempts.select_related("made_by").order_by("made_at", "pk"),
        "helped": flag.help_given.select_related("given_by").order_by("given_at", "pk"),
        "check_ins": flag.check_ins.select_related("assigned").order_by("due_at", "pk"),
        "wish": CheckInWish.of(flag.author),
        "to_book": [rules.span(hours) for hours in wanted if hours not in facts.booked],
        "needs_assessment": flag.level >= rules.ASSESS_FROM,
        "needs_steps": flag.level >= rules.STEPS_FROM,
        # Also where a form came back: what was typed into it stays.
        "needs_supervisor": flag.level >= rules.SUPERVISOR_FROM
        or not bound.keys().isdisjoint(OF_5),
        "incidents": flag.incidents.select_related("written_by", "review__reviewed_by").order_by(
            "written_at", "pk"
        ),
        "may_review": is_supervisor(request.user) and flag.author_id != request.user.pk,
        "agreements": flag.agreements.select_related("given_by").order_by("given_at", "pk"),
        "forms": {**_empty(), **bound},
        "form": next(iter(bound.values()), None),
    }
    return render(request, "safety/closing/closing.html", words, status=422 if bound else 200)


def deed(
    request: PersonRequest, flag: Flag, form: Form, name: str, do: Callable[[], object], said: str
) -> HttpResponse:
    """Do what a form asks; where that is not possible, the page comes back with what was typed."""
    if not form.is_valid():
        return closing_page(request, flag, **{name: form})
    try:
        do()
    except DomainError as error:
        form.add_error(None, error.message)
        return closing_page(request, flag, **{name: form})
    messages.success(request, said)
    return redirect("safety:closing", flag_id=flag.pk)


def words_form(data: Mapping[str, Any] | None, kind: str) -> WordsForm:
    """The form for words of one kind: "incident", "agree_incident", "agree_danger", "reopen"."""
    said = {"incident": INCIDENT, "reopen": REOPEN}.get(kind, AGREE)
    return WordsForm(data, prefix=kind, **said)


def _empty() -> dict[str, Form]:
    kinds = ("incident", f"agree_{About.INCIDENT}", f"agree_{About.NO_DANGER}", "reopen")
    return {
        "attempt": AttemptForm(),
        "help": HelpForm(),
        "book": BookForm(),
        **{kind: words_form(None, kind) for kind in kinds},
    }
