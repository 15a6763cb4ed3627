"""Ask for a person; see where it stands; take it back."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from safety.asking import actions, duty, reading
from safety.asking.forms import AskingForm, MoreForm
from safety.asking.models import HelpRequest
from safety.asking.policies import somebody_could_answer
from safety.asking.states import LEAST
from safety.resources.find import help_for


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def someone(request: PersonRequest) -> HttpResponse:
    """One button, one question that can be left out, and the lines beside it."""
    form = AskingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        asked = actions.ask(form.asking, person=request.user, now=timezone.now())
        return redirect("safety:asked", public_id=asked.public_id)
    waiting = HelpRequest.objects.of(request.user).unresolved().filter(ended_at=None).first()
    if waiting is not None and not form.is_bound:
        return redirect("safety:asked", public_id=waiting.public_id)
    words = {"form": form, **_expected(request, LEAST)}
    status = 422 if form.errors else 200
    return render(request, "safety/asking/someone.html", words, status=status)


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def asked(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Where it stands, and room to add something."""
    found, now = _own(request, public_id), timezone.now()
    form = MoreForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        # A new one, where the old one was closed meanwhile.
        now_asked = actions.ask(form.asking, person=request.user, now=now)
        return redirect("safety:asked", public_id=now_asked.public_id)
    flag = found.flag
    stands = reading.standing(
        flag_state=flag.state,
        asked_at=found.asked_at,
        free=flag.is_free(now=now),
        claimed_at=flag.claimed_at,
        resolved_at=flag.resolved_at,
        ended_at=found.ended_at,
    )
    words = {"asked": found, "stands": stands, "form": form, **_expected(request, flag.level)}
    status = 422 if form.errors else 200
    return render(request, "safety/asking/asked.html", words, status=status)


@access(is_signed_in)
@require_POST
def taken_back(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """They need nobody now."""
    found, now = _own(request, public_id), timezone.now()
    said = "Thank you for telling us. You can ask again at any time."
    return do(
        request,
        reverse("safety:asked", args=[public_id]),
        lambda: actions.take_back(found, by=request.user, now=now),
        said,
    )


def _own(request: PersonRequest, public_id: uuid.UUID) -> HelpRequest:
    return get_object_or_404(HelpRequest.objects.of(request.user), public_id=public_id)


def _expected(request: PersonRequest, level: int) -> dict[str, Any]:
    """The lines, and who answers within what time, as far as we know."""
    somebody = somebody_could_answer(request.user)
    return {
        "help": help_for(request.user),
        "goal": reading.goal(level),
        "on_duty": duty.is_anyone_on_duty(now=timezone.now()) if somebody else False,
    }
