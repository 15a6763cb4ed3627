"""Our billing team at one coverage: each look is a line for its member."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.forms import Form
from sessions.insurance import actions
from sessions.insurance.collecting import coming_to_billing, look_at_all
from sessions.insurance.forms import AnswerForm, EntryForm, WhyForm
from sessions.insurance.models import BatchLine, ClaimLine, Coverage
from sessions.insurance.policies import does_billing
from sessions.insurance.states import Eligibility
from sessions.prices.sums import in_digits

BAD = 422
PAGE = "sessions/insurance/coverage.html"


@access(does_billing)
@require_safe
@never_cache
def coverage(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who the member is to their plan, what was noted, and each session."""
    return _shown(request, _one(public_id))


@access(does_billing)
@require_POST
@never_cache
def coverage_note(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Note what a clinician or a plan said."""
    found, form = _one(public_id), EntryForm(request.POST, auto_id="note_%s")
    deed = lambda: actions.note(found, form.noted, by=request.user, now=timezone.now())  # noqa: E731
    return _kept(request, found, "note_form", form, deed)


@access(does_billing)
@require_POST
@never_cache
def coverage_answer(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Note that the plan was asked, or what it said."""
    found, form = _one(public_id), AnswerForm(request.POST, auto_id="answer_%s")

    def deed() -> object:
        given = {**form.cleaned_data, "state": Eligibility(form.cleaned_data["state"])}
        return actions.note_answer(found, **given, by=request.user, now=timezone.now())

    return _kept(request, found, "answer_form", form, deed)


@access(does_billing)
@require_POST
@never_cache
def correct_line(request: PersonRequest, line_id: int) -> HttpResponse:
    """Make a line anew, or take it back, with a reason."""
    line = get_object_or_404(ClaimLine.objects.select_related("coverage__member"), pk=line_id)
    form = WhyForm(request.POST, auto_id=f"line{line_id}_%s")
    act = actions.void if request.POST.get("do") == "void" else actions.replace
    deed = lambda: act(line, why=form.cleaned_data["why"], by=request.user, now=timezone.now())  # noqa: E731
    return _kept(request, line.coverage, f"line{line_id}", form, deed)


def _one(public_id: uuid.UUID) -> Coverage:
    return get_object_or_404(Coverage.objects.select_related("member"), public_id=public_id)


def _kept(
    request: PersonRequest, found: Coverage, name: str, form: Form, deed: Callable[[], object]
) -> HttpResponse:
    """Do what the form says, or show it again with what was typed and what to do."""
    if form.is_valid():
        try:
            deed()
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Kept.")
            return redirect(found)
    return _shown(request, found, **{name: form})


def _shown(request: PersonRequest, found: Coverage, **forms: Form) -> HttpResponse:
    now = timezone.now()
    actions.open_coverage(found, by=request.user, now=now)
    lines = found.lines.order_by("-day", "-pk").select_related("replaces")
    batches = dict(
        BatchLine.objects.filter(line__coverage=found, dropped=False).values_list(
            "line", "batch__number"
        )
    )
    standing = set(ClaimLine.objects.standing().filter(coverage=found).values_list("pk", flat=True))
    words: dict[str, Any] = {
        "coverage": found,
        "details": found.details,
        "born": date.fromisoformat(found.details["birth_date"]) if found.details else None,
        "entries": found.entries.order_by("-made_at", "-pk"),
        "answers": found.answers.order_by("-pk"),
        "looked": look_at_all(coming_to_billing(found, now=now), now=now),
        "lines": [
            {
                "row": line,
                "dollars": in_digits(line.cents),
                "batch": batches.get(line.pk),
                "stands": line.pk in standing,
                "form": forms.get(f"line{line.pk}", WhyForm(auto_id=f"line{line.pk}_%s")),
            }
            for line in lines
        ],
        "note_form": EntryForm(auto_id="note_%s"),
        "answer_form": AnswerForm(auto_id="answer_%s"),
        "form": next(iter(forms.values()), None),
        **{name: form for name, form in forms.items() if name.endswith("_form")},
    }
    return render(request, PAGE, words, status=BAD if forms else 200)
