"""The supervisors' pages for those who were there before, or bring a certification; and for checks."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from matching.becoming import actions, policies
from matching.becoming.forms import RecogniseForm
from matching.becoming.models import Application
from matching.checks.forms import CheckForm
from matching.checks.models import BackgroundCheck
from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.accounts.roles import Role
from peerhub.errors import DomainError


@access(is_supervisor)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def recognising(request: PersonRequest, pk: int) -> HttpResponse:
    """What a specialist without a certificate brings."""
    now = timezone.now()
    rows = policies.without_certificate(now=now).exclude(pk=request.user.pk)
    person = get_object_or_404(rows, pk=pk)
    form = RecogniseForm(
        request.POST if request.method == "POST" else None, initial={"seen_on": now.date()}
    )
    if form.is_bound and form.is_valid():
        try:
            made = actions.propose_for(person, form.seen(), by=request.user, now=now)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"Proposed. {person.handle} and the other supervisors know.")
            return redirect(made.application)
    return _proposing(request, person, form)


@access(is_supervisor)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def recognising_applicant(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """What an applicant brings who has not been decided about."""
    rows = Application.objects.on_the_way().exclude(person=request.user)
    found = get_object_or_404(rows.filter(recognition=None, decisions=None), public_id=public_id)
    now = timezone.now()
    form = RecogniseForm(
        request.POST if request.method == "POST" else None, initial={"seen_on": now.date()}
    )
    if form.is_bound and form.is_valid():
        try:
            actions.propose(found, form.seen(), by=request.user, now=now)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"Proposed. {found.person.handle} can see it.")
            return redirect(found)
    return _proposing(request, found.person, form)


@access(is_supervisor)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def checking(request: PersonRequest, pk: int) -> HttpResponse:
    """The background checks of a specialist, and a new one."""
    person = get_object_or_404(User.objects.exclude(pk=request.user.pk), pk=pk)
    if not person.has_role(Role.SPECIALIST):
        raise Http404
    now = timezone.now()
    form = CheckForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.recheck(person, form.check(), by=request.user, now=now)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"Written down. {person.handle} is told.")
            return redirect("matching:becoming")
    context = {
        "person": person,
        "form": form,
        "checks": BackgroundCheck.objects.of(person),
        "today": now.date(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "matching/becoming/checking.html", context, status=status)


def _proposing(request: PersonRequest, person: User, form: RecogniseForm) -> HttpResponse:
    context = {"person": person, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "matching/becoming/recognising.html", context, status=status)
