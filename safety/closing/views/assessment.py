"""The assessment in five parts, and the checklist of imminent danger."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from safety.closing import actions, rules
from safety.closing.forms import AssessmentForm, StepForm
from safety.closing.models import Assessment
from safety.closing.policies import assesses
from safety.closing.steps import STEPS
from safety.closing.views.pages import found
from safety.flags import ladder
from safety.flags.models import Flag
from safety.flags.policies import works_the_queue
from safety.flags.states import FlagState

PAGE = 50  # rows


@access(assesses)
@require_safe
@never_cache
def assessments(request: PersonRequest) -> HttpResponse:
    """Open cases that need a signed assessment: numbers and levels, no words."""
    rows = Flag.objects.waiting().filter(level__gte=rules.ASSESS_FROM)
    listed = rows.exclude(author=request.user).in_order()[:PAGE]
    return render(request, "safety/closing/assessments.html", {"flags": listed})


@access(assesses)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def assessment(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Fill it in part by part, each save a version; sign it when it is whole."""
    flag = get_object_or_404(Flag.objects.select_related("author", "claimed_by"), pk=flag_id)
    form = AssessmentForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            said = _save(request, flag, form)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, said)
            return redirect("safety:assessment", flag_id=flag.pk)
    return _page(request, flag, form)


def _save(request: PersonRequest, flag: Flag, form: AssessmentForm) -> str:
    now = timezone.now()
    after = form.cleaned_data["after"] or 0
    kept = actions.save(flag, form.parts(), after=after, by=request.user, now=now)
    if "sign" not in request.POST:
        return "It is saved. You can go on with it later."
    form.data = {**form.data.dict(), "after": kept.version}  # type: ignore[attr-defined]
    actions.sign(kept, by=request.user, now=now)
    return "It is signed."


def _page(request: PersonRequest, flag: Flag, form: AssessmentForm | None) -> HttpResponse:
    newest = actions.read(flag, by=request.user, now=timezone.now())
    is_open = flag.state != FlagState.RESOLVED and flag.level >= rules.ASSESS_FROM
    words = {
        "flag": flag,
        "rung": ladder.rung(flag.level),
        "newest": newest,
        "signature": getattr(newest, "signature", None),
        "versions": _versions(flag),
        "may": is_open and flag.author_id != request.user.pk,
        "form": form or AssessmentForm.showing(newest),
        "works_the_queue": works_the_queue(request.user),
    }
    status = 422 if form is not None else 200
    return render(request, "safety/closing/assessment.html", words, status=status)


def _versions(flag: Flag) -> Any:
    rows = Assessment.objects.filter(flag=flag).select_related("saved_by")
    return rows.order_by("-version")[:PAGE]


@access(works_the_queue)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def steps(request: PersonRequest, flag_id: int) -> HttpResponse:
    """The nine steps of imminent danger: readable on a phone, and on paper."""
    flag = found(flag_id, request)
    there = actions.lines_of(flag)
    data = request.POST if request.method == "POST" else None
    forms = [StepForm(data, step=step, line=there.get(step.number)) for step in STEPS]
    wrong = [form for form in forms if data is not None and not form.is_valid()]
    problem = ""
    if data is not None and not wrong:
        lines = [line for form in forms if (line := form.said()) is not None]
        try:
            actions.fill_in(flag, lines, by=request.user, now=timezone.now())
        except DomainError as error:
            problem = error.message
        else:
            messages.success(request, "The checklist is saved.")
            return redirect("safety:checklist", flag_id=flag.pk)
    actions.look(flag, by=request.user, now=timezone.now())
    is_open = flag.state != FlagState.RESOLVED and flag.level >= rules.STEPS_FROM
    words = {
        "flag": flag,
        "rung": ladder.rung(flag.level),
        "forms": forms,
        "problem": problem,
        "wrong": wrong,
        "may": is_open and flag.author_id != request.user.pk,
    }
    status = 422 if data is not None else 200
    return render(request, "safety/closing/steps.html", words, status=status)
