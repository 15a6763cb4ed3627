"""The whole plan, something new for it, a suggestion for it, and the plan on paper."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from sessions.wellness import actions, reading
from sessions.wellness.forms import ItemForm, PrintForm
from sessions.wellness.models import Suggestion
from sessions.wellness.states import Kind
from sessions.wellness.views.common import BAD, PLAN, keeps, posted, remember, with_help


@access(is_member)
@require_safe
@never_cache
def plan(request: PersonRequest) -> HttpResponse:
    """All of it, what somebody suggests standing apart."""
    words = {
        "plan": reading.plan_of(request.user),
        "suggestions": list(Suggestion.objects.to_answer(request.user)),
        "goal_kind": Kind.GOAL,
        **with_help(request),
    }
    return render(request, "sessions/wellness/plan.html", words)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: PersonRequest, kind: str) -> HttpResponse:
    """Write one thing down; a step is written on the page of its goal."""
    if kind not in Kind.values or kind == Kind.STEP:
        raise Http404
    form = ItemForm(posted(request), kind=Kind(kind))
    if form.is_valid():
        deed = partial(actions.keep, Kind(kind), member=request.user, now=timezone.now())
        if keeps(request, form, lambda: deed(form.cleaned_data["words"])):
            messages.success(request, "Kept.")
            return redirect(PLAN)
    words = {"form": form, "kind": Kind(kind), **with_help(request)}
    status = BAD if form.errors else 200
    return render(request, "sessions/wellness/new.html", words, status=status)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def suggestion(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take it as it is, in words of one's own, or not."""
    to_answer = Suggestion.objects.to_answer(request.user)
    found, now = get_object_or_404(to_answer, public_id=public_id), timezone.now()
    answer = request.POST.get("answer")
    if answer == "leave":
        deed = partial(actions.leave, found, by=request.user, now=now)
        return do(request, reverse(PLAN), deed, "Left out. You need no reason.")
    if answer == "take":
        said = "It is in your plan. Only you see it there."
        return do(request, reverse(PLAN), lambda: _take(request, found), said)
    form = ItemForm(posted(request), kind=Kind(found.kind), initial={"words": found.words})
    if form.is_valid():
        own = partial(actions.take, found, words=form.cleaned_data["words"])
        if keeps(request, form, lambda: own(by=request.user, now=now)):
            messages.success(request, "It is in your plan, in your words. Only you see it there.")
            return redirect(PLAN)
    words = {"form": form, "suggestion": found, **with_help(request)}
    status = BAD if form.errors else 200
    return render(request, "sessions/wellness/suggestion.html", words, status=status)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def paper(request: PersonRequest) -> HttpResponse:
    """Tick what goes on paper; it stands below, as it comes out of a printer."""
    form = PrintForm(posted(request), plan=reading.plan_of(request.user))
    ticked = form.ticked() if form.is_valid() else []
    words = {"form": form, "ticked": ticked, "none": form.is_bound and not ticked}
    status = BAD if form.errors else 200
    return render(request, "sessions/wellness/paper.html", words, status=status)


def _take(request: PersonRequest, found: Suggestion) -> None:
    remember(request, actions.take(found, by=request.user, now=timezone.now()))
