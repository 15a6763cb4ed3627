"""What our team says of an organisation: about it, its groups, and who looks after it."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from peerhub.ui.forms import Form
from sessions.organisations import actions
from sessions.organisations.forms import CohortForm, OrganisationForm, StewardForm
from sessions.organisations.models import Organisation, Steward
from sessions.organisations.policies import makes_organisations
from sessions.organisations.views.figures import shown


@access(makes_organisations)
@require_POST
@never_cache
def about(request: PersonRequest, public_id: str) -> HttpResponse:
    """Say something else of it."""
    found, form = _one(public_id), OrganisationForm(request.POST, auto_id="about_%s")
    deed = lambda: actions.change(found, form.about, by=request.user)  # noqa: E731
    return _kept(request, found, about_form=form, deed=deed)


@access(makes_organisations)
@require_POST
@never_cache
def cohort(request: PersonRequest, public_id: str) -> HttpResponse:
    """Add a group."""
    found, form = _one(public_id), CohortForm(request.POST, auto_id="group_%s")
    return _kept(
        request,
        found,
        cohort_form=form,
        deed=lambda: actions.add_cohort(found, by=request.user, **form.cleaned_data),
    )


@access(makes_organisations)
@require_POST
@never_cache
def steward(request: PersonRequest, public_id: str) -> HttpResponse:
    """Let somebody see its figures."""
    found, form = _one(public_id), StewardForm(request.POST, auto_id="steward_%s")
    return _kept(
        request,
        found,
        steward_form=form,
        deed=lambda: actions.name_steward(
            found, form.cleaned_data["handle"], by=request.user, now=timezone.now()
        ),
    )


@access(makes_organisations)
@require_POST
def end_steward(request: PersonRequest, public_id: str, steward_id: int) -> HttpResponse:
    """They see it no more."""
    found = _one(public_id)
    one = get_object_or_404(Steward, pk=steward_id, organisation=found)
    deed = partial(actions.end_steward, one, by=request.user, now=timezone.now())
    return do(request, found.get_absolute_url() + "#team", deed, "They see it no more.")


@access(makes_organisations)
@require_POST
def end(request: PersonRequest, public_id: str) -> HttpResponse:
    """It pays no more."""
    found = _one(public_id)
    deed = partial(actions.end, found, by=request.user, now=timezone.now())
    return do(request, found.get_absolute_url(), deed, "It has ended. Its codes open nothing.")


def _one(public_id: str) -> Organisation:
    return get_object_or_404(Organisation, public_id=public_id)


def _kept(
    request: PersonRequest,
    found: Organisation,
    *,
    deed: Callable[[], object],
    **forms: Form,
) -> HttpResponse:
    """Do what the one form says, or show it again with what was typed and what to do."""
    ((_, form),) = forms.items()
    if form.is_valid():
        try:
            deed()
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Kept.")
            return redirect(found)
    return shown(request, found, forms=forms)
