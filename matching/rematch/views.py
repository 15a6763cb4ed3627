"""One tap from a peer's page or a session; the next three; and what supervisors see of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from matching.intake.models import MemberTopics
from matching.peers.models import SpecialistProfile
from matching.rematch import actions
from matching.rematch.models import SetAside
from matching.search.vain import told
from peerhub.access import access
from peerhub.accounts.policies import is_member, is_supervisor
from peerhub.accounts.requests import PersonRequest


@access(is_member)
@require_POST
def try_someone_else(request: PersonRequest, slug: str) -> HttpResponse:
    """The tap: no question before it, no reason asked."""
    profile = get_object_or_404(
        SpecialistProfile.objects.exclude(person=request.user).exclude(published_at=None), slug=slug
    )
    actions.try_someone_else(profile, by=request.user, now=timezone.now())
    return redirect("matching:someone_else")


@access(is_member)
@require_safe
def someone_else(request: PersonRequest) -> HttpResponse:
    """Three who fit, and whom the member set aside."""
    context = {
        "cards": actions.next_suggestions(request.user, now=timezone.localtime()),
        "asides": SetAside.objects.of(request.user),
    }
    return render(request, "matching/rematch/someone_else.html", context)


@access(is_member)
@require_safe
def close(request: PersonRequest) -> HttpResponse:
    """The three who fit best, each with its reasons."""
    now = timezone.localtime()
    cards = actions.next_suggestions(request.user, now=now)
    answers = MemberTopics.objects.of(request.user)
    if answers is not None and request.method == "GET":
        told(answers, cards, now=now)
    return render(request, "matching/rematch/close.html", {"cards": cards, "told": answers})


@access(is_member)
@require_POST
def suggest_again(request: PersonRequest, slug: str) -> HttpResponse:
    """Take it back."""
    mine = SetAside.objects.of(request.user)
    aside = get_object_or_404(mine, specialist__slug=slug)
    name = aside.specialist.name
    actions.suggest_again(aside, by=request.user)
    messages.success(request, f"{name} can be suggested to you again.")
    return redirect("matching:someone_else")


@access(is_supervisor)
@require_safe
def patterns(request: PersonRequest) -> HttpResponse:
    """How often people change, by what they shared; never who."""
    context = {"cells": actions.patterns(now=timezone.now()), "weeks": actions.WEEKS}
    return render(request, "matching/rematch/patterns.html", context)
