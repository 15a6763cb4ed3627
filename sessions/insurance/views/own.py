"""A member's page: what they let their plan know, what is missing, their own paper, and the end of it."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from sessions.insurance import actions, paper, words
from sessions.insurance.collecting import (
    Looked,
    coming_to_billing,
    look_at_all,
    missing_yeses,
)
from sessions.insurance.facts import Who
from sessions.insurance.forms import CoverageForm
from sessions.insurance.models import ClaimLine, Coverage
from sessions.insurance.states import Kind

PAGE = "sessions:insurance"
BAD = 422
PDF_NAME = "notes.pdf"  # says nothing
# Findings that speak of the member, as they are said to the member.
TO_MEMBER = {
    "live": "You have paused it.",
    "before": "It was before the day on which you said yes.",
    "substances": "The code tells of the use of substances, and you have not said yes to telling that.",
}
YESES = ("signed", "to_bill", "to_treat", "clinician", "substances")


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def insurance(request: PersonRequest) -> HttpResponse:
    """Say yes, with what a plan asks for; later look at it and change it."""
    held = _mine(request)
    given = request.POST if request.method == "POST" else None
    form = CoverageForm(given, initial=_as_typed(held) if held else None, today=_today(request))
    if form.is_valid():
        act = actions.change if held else actions.choose
        try:
            act(form.chosen, by=request.user, now=timezone.now())
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Kept. You can change, pause or end it on this page.")
            return redirect(PAGE)
    shown = {"held": held, "form": form, "told": words.TOLD, "free": words.FREE}
    shown |= _about(held) if held else {}
    status = BAD if form.errors else 200
    return render(request, "sessions/insurance/insurance.html", shown, status=status)


@access(is_member)
@require_POST
def insurance_pause(request: PersonRequest) -> HttpResponse:
    """Pause it, or go on after a pause."""
    if request.POST.get("do") == "resume":
        deed, said = partial(actions.resume, by=request.user), "It goes on from now on."
        return do(request, reverse(PAGE), deed, said)
    deed = partial(actions.pause, by=request.user, now=timezone.now())
    return do(request, reverse(PAGE), deed, "It is paused. Nothing new is told to your plan.")


@access(is_member)
@require_POST
def insurance_end(request: PersonRequest) -> HttpResponse:
    """End it, in one press."""
    deed = partial(actions.end, by=request.user, now=timezone.now())
    return do(request, reverse(PAGE), deed, "It has ended. Nothing new is told to your plan.")


@access(is_member)
@require_POST
@never_cache
def insurance_paper(request: PersonRequest) -> HttpResponse:
    """The paper as the page shows it, as a file."""
    held = _mine(request)
    made = paper.sections(held, now=timezone.now()) if held else []
    if held is None or not made:
        messages.info(request, "There is no session for it yet.")
        return redirect(PAGE)
    actions.take_paper(held, by=request.user)
    return HttpResponse(
        paper.drawn(made),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{PDF_NAME}"'},
    )


def _mine(request: PersonRequest) -> Coverage | None:
    rows = Coverage.objects.standing().filter(member=request.user)
    return rows.select_related("member").first()


def _today(request: PersonRequest) -> date:
    return timezone.now().astimezone(request.user.zone).date()


def _as_typed(held: Coverage) -> dict[str, Any]:
    yeses = {name: getattr(held, f"{name}_at") is not None for name in YESES}
    return {"payer": held.payer, **held.details, **yeses}


def _about(held: Coverage) -> dict[str, Any]:
    """What stands, what is missing, each session, and the paper as it would be."""
    now = timezone.now()
    entries = held.entries.newest()
    signed = entries.pop(Kind.YES, None)
    lines = ClaimLine.objects.standing().filter(coverage=held).select_related("booking")
    return {
        "details": held.details,
        "born": date.fromisoformat(held.details["birth_date"]),
        "missing": missing_yeses(held),
        "entries": list(entries.values()),
        "signed": signed.value if signed else "",
        "answer": held.answers.order_by("-pk").first(),
        "looked": [
            _to_its_member(each) for each in look_at_all(coming_to_billing(held, now=now), now=now)
        ],
        "lines": lines.order_by("-day", "-pk"),
        "paper": paper.sections(held, now=now),
        "paper_words": (paper.LEAD, paper.LAST),
    }


def _to_its_member(seen: Looked) -> dict[str, Any]:
    """Why a session waits: that nothing can be done, what is theirs, or else that it is with others."""
    of = {who: [each for each in seen.stops if each.who == who] for who in Who}
    return {
        "booking": seen.booking,
        "is_ready": seen.is_ready,
        "never": [TO_MEMBER.get(each.key, each.words) for each in of[Who.NOBODY]],
        "theirs": [TO_MEMBER.get(each.key, each.words) for each in of[Who.MEMBER]],
        "others": [each for each in seen.stops if each.who not in (Who.NOBODY, Who.MEMBER)],
    }
