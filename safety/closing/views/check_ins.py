"""The check-ins of staff: the list, and how one went."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.accounts.roles import Role
from peerhub.errors import DomainError
from safety.closing import actions
from safety.closing.forms import CheckInForm
from safety.closing.models import CheckIn, CheckInWish
from safety.flags.policies import moderates

PAGE = 100  # rows of each part of the list


@access(moderates)
@require_safe
@never_cache
def check_ins(request: PersonRequest) -> HttpResponse:
    """Whom to ask how they are: now, and later."""
    rows = CheckIn.objects.select_related("flag", "assigned").exclude(flag__author=request.user)
    words = {
        "to_do": rows.to_do()[:PAGE],
        "ahead": rows.ahead()[:PAGE],
    }
    return render(request, "safety/closing/check_ins.html", words)


@access(moderates)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check_in(request: PersonRequest, check_in_id: int) -> HttpResponse:
    """One check-in: what the person wished and answered, and how it went."""
    rows = CheckIn.objects.select_related("flag__author", "assigned")
    found = get_object_or_404(rows.exclude(flag__author=request.user), pk=check_in_id)
    form = CheckInForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            again = actions.write_down(found, form.recorded(), by=request.user, now=timezone.now())
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _said(again))
            return redirect("safety:check_ins")
    return render(
        request,
        "safety/closing/check_in.html",
        {**_about(request, found), "form": form},
        status=422 if form.is_bound else 200,
    )


def _about(request: PersonRequest, found: CheckIn) -> dict[str, Any]:
    actions.look(found.flag, by=request.user, now=timezone.now())
    return {
        "check_in": found,
        "flag": found.flag,
        "wish": CheckInWish.of(found.flag.author),
        "may": not found.for_supervisor or request.user.has_role(Role.SUPERVISOR),
        "is_open": found.closed_at is None,
    }


def _said(again: CheckIn | None) -> str:
    if again is None:
        return "It is written down."
    if again.for_supervisor:
        return "It is written down. A supervisor looks at what comes next."
    return "It is moved."
