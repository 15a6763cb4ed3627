"""The member's pages: see the plan, write it, look at older versions, answer, delete."""

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
from peerhub.ui.deeds import do
from safety.plans import actions
from safety.plans.forms import PartForm, SureForm, WholeForm
from safety.plans.models import PlanProposal, SafetyPlan
from safety.plans.questions import QUESTIONS
from safety.plans.states import Part
from safety.plans.views.common import PLAN, own_plan, posted, sections
from safety.resources.find import help_for

SHOW_HELP = "plan_help"  # session key: what was saved last asks for help to be shown
VERSIONS = 50  # on one page


@access(is_member)
@require_safe
@never_cache
def plan(request: PersonRequest) -> HttpResponse:
    """The whole plan on one page, or where to begin."""
    found = SafetyPlan.objects.filter(member=request.user).first()
    words = {
        "plan": found,
        "sections": sections(found.words()) if found else (),
        "is_begun": found is not None and any(found.words().values()),
        "proposals": _proposals(found) if found else (),
        "shares": found.shares.filter(ended_at=None).count() if found else 0,
        "first": Part.SIGNS,
        **_help(request),
    }
    return render(request, "safety/plans/plan.html", words)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def part(request: PersonRequest, slug: str) -> HttpResponse:
    """One question a page. What was written is kept before the next one comes."""
    if slug not in Part.values:
        raise Http404
    question = QUESTIONS[Part(slug)]
    found = SafetyPlan.objects.filter(member=request.user).first()
    before = found.words()[question.part] if found else ""
    form = PartForm(posted(request), part=question.part, initial={"words": before})
    if form.is_valid():
        _save(request, form)
        following = question.following if "on" in request.POST else None
        return redirect("safety:plan_part", following) if following else redirect(PLAN)
    words = {"form": form, "question": question, "count": len(Part), **_help(request)}
    return render(request, "safety/plans/part.html", words, status=422 if form.errors else 200)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def whole(request: PersonRequest) -> HttpResponse:
    """All questions on one page."""
    found = SafetyPlan.objects.filter(member=request.user).first()
    initial = {part.value: text for part, text in found.words().items()} if found else {}
    form = WholeForm(posted(request), initial=initial)
    if form.is_valid():
        _save(request, form)
        return redirect(PLAN)
    words = {"form": form, **_help(request)}
    return render(request, "safety/plans/whole.html", words, status=422 if form.errors else 200)


@access(is_member)
@require_safe
@never_cache
def versions(request: PersonRequest) -> HttpResponse:
    """When the plan was changed, the newest first."""
    entries = own_plan(request).entries.order_by("-number", "pk")
    by_number: dict[int, dict[str, Any]] = {}
    for entry in entries.values("number", "part", "written_at"):
        row = by_number.setdefault(entry["number"], {**entry, "parts": []})
        row["parts"].append(Part(entry["part"]).label)
    return render(
        request, "safety/plans/versions.html", {"versions": list(by_number.values())[:VERSIONS]}
    )


@access(is_member)
@require_safe
@never_cache
def version(request: PersonRequest, number: int) -> HttpResponse:
    """What the plan said then."""
    found = own_plan(request)
    written = found.entries.filter(number=number).first()
    if written is None:
        raise Http404
    words = {
        "number": number,
        "written_at": written.written_at,
        "is_newest": number == found.number,
        "sections": sections(found.words(number)),
    }
    return render(request, "safety/plans/version.html", words)


@access(is_member)
@require_POST
def answer(request: PersonRequest, proposal_id: int) -> HttpResponse:
    """Take a suggestion, or leave it."""
    to_answer = PlanProposal.objects.filter(held=False, plan__member=request.user)
    found, now = get_object_or_404(to_answer, pk=proposal_id), timezone.now()
    if request.POST.get("answer") == "take":
        said = "It is in your plan. You can change the words."
        return do(request, reverse(PLAN), lambda: _take(request, found), said)
    said = "Left out. They are not told."
    return do(request, reverse(PLAN), lambda: actions.leave(found, by=request.user, now=now), said)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def forget(request: PersonRequest) -> HttpResponse:
    """Delete everything, after a page that says what that is."""
    found = own_plan(request)
    form = SureForm(posted(request))
    if form.is_valid():
        actions.forget(found, by=request.user)
        request.session.pop(SHOW_HELP, None)
        messages.success(request, "Your plan is deleted. You can begin a new one at any time.")
        return redirect(PLAN)
    status = 422 if form.errors else 200
    return render(request, "safety/plans/forget.html", {"form": form}, status=status)


def _save(request: PersonRequest, form: PartForm | WholeForm) -> None:
    saved = actions.save(form.written, member=request.user, now=timezone.now())
    _remember(request, show_help=saved.show_help)
    messages.success(request, "Kept.")


def _take(request: PersonRequest, proposal: PlanProposal) -> None:
    saved = actions.take(proposal, by=request.user, now=timezone.now())
    _remember(request, show_help=saved.show_help)


def _remember(request: PersonRequest, *, show_help: bool) -> None:
    """Help stays on the pages of the plan until something calmer is saved."""
    if show_help:
        request.session[SHOW_HELP] = True
    else:
        request.session.pop(SHOW_HELP, None)


def _help(request: PersonRequest) -> dict[str, Any]:
    return {"show_help": request.session.get(SHOW_HELP, False), "help": help_for(request.user)}


def _proposals(found: SafetyPlan) -> list[PlanProposal]:
    return list(found.proposals.to_answer().select_related("made_by"))
