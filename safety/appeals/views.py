"""What our team did with one's words, and a second look; for our team, what waits for that."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from safety.appeals import actions, policies
from safety.appeals.forms import AppealForm, DecisionForm
from safety.deeds.models import Deed
from safety.flags.ladder import HELP_FROM
from safety.flags.models import Flag
from safety.flags.policies import moderates
from safety.flags.states import APPEAL
from safety.resources.find import lines_for


@access(is_signed_in)
@require_safe
@never_cache
def mine(request: PersonRequest) -> HttpResponse:
    """All that our team did with one's words, and what came of asking again."""
    found = Deed.objects.of(request.user)
    return render(request, "safety/appeals/mine.html", {"deeds": found, "now": timezone.now()})


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def deed(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One of them: thanks, rule, words, what to change; and once, an appeal."""
    found = get_object_or_404(Deed, public_id=public_id, person=request.user)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _own_page(request, found, form)
    now = timezone.now()
    if not form.is_valid():
        actions.hear_unkept_appeal(found, request.POST.get("words", ""), by=request.user, now=now)
        return _own_page(request, found, form, status=422)
    words = form.cleaned_data["words"]
    try:
        actions.appeal(found, words, by=request.user, now=now)
    except DomainError as error:
        actions.hear_unkept_appeal(found, words, by=request.user, now=now)
        form.add_error(None, error.message)
        return _own_page(request, found, form, status=error.status)
    messages.success(request, "Thank you for telling us. Somebody else looks at it.")
    return redirect(found)


@access(moderates)
@require_safe
@never_cache
def waiting(request: PersonRequest) -> HttpResponse:
    """The appeals that somebody can decide as a second person: the oldest first."""
    now = timezone.now()
    found = list(Deed.objects.to_decide(request.user))
    for_supervisors = policies.for_a_supervisor(found, now=now)
    words = {
        "first": for_supervisors,
        "others": [each for each in found if each not in for_supervisors],
        "figures": Deed.objects.figures(),
        "now": now,
    }
    return render(request, "safety/appeals/waiting.html", words)


@access(moderates)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def appeal(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One appeal, and what the second person decides."""
    others = Deed.objects.to_decide(request.user)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    found = others.filter(public_id=public_id).first()
    if found is None:
        # Also for whoever decided first: it is not theirs to open.
        get_object_or_404(Deed.objects.decided_by_others(request.user), public_id=public_id)
        messages.info(request, "Somebody else has decided this already.")
        return redirect("safety:appeals")
    if request.user.pk in policies.who_had_part(found):  # they told us of it since
        raise Http404
    if not form.is_bound:
        return _staff_page(request, found, form)
    if not form.is_valid():
        return _staff_page(request, found, form, status=422)
    try:
        done = actions.decide(found, by=request.user, now=timezone.now(), **form.cleaned_data)
    except DomainError as error:
        form.add_error(None, error.message)
        return _staff_page(request, found, form, status=error.status)
    words = "Decided. The person reads what you wrote."
    if done.seen_again is False:
        words += " Others do not see the words again; they read that, too."
    messages.success(request, words)
    return redirect("safety:appeals")


def _own_page(
    request: PersonRequest, found: Deed, form: AppealForm, *, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    said = Flag.objects.filter(subject_kind=APPEAL, subject_id=str(found.public_id))
    needs_help = said.filter(level__gte=HELP_FROM).exists()
    words: dict[str, Any] = {
        "deed": found,
        "form": form,
        "now": now,
        "may_appeal": found.may_appeal(now=now) or form.is_bound,
        "help": lines_for(request.user.country) if needs_help else None,
    }
    return render(request, "safety/appeals/deed.html", words, status=status)


def _staff_page(
    request: PersonRequest, found: Deed, form: DecisionForm, *, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    actions.look(found, by=request.user, now=now)
    words = {"deed": found, "form": form, "is_late": found.is_late(now=now), "now": now}
    return render(request, "safety/appeals/appeal.html", words, status=status)
