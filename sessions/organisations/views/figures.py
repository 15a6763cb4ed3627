"""Figures of an organisation for its stewards and for our team: the same for both, never a person."""

import csv
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.mfa import to_set_it_up
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from peerhub.ui.forms import Form
from sessions.organisations import actions, policies, reading, told
from sessions.organisations.forms import (
    CohortForm,
    NewCodeForm,
    OrganisationForm,
    StewardForm,
)
from sessions.organisations.models import JoinCode, Organisation, Steward

BAD = 422
PAGE = "sessions/organisations/organisation.html"
WHY = "Set up a second step for signing in first. Whoever looks after places needs one."
View = Callable[..., HttpResponse]


def of_an_organisation(view: View) -> View:
    """Find it for its stewards, once they have a second step, and for our team; 404 for others."""

    @wraps(view)
    def guarded(request: PersonRequest, public_id: str, **given: Any) -> HttpResponse:
        found = get_object_or_404(Organisation, public_id=public_id)
        if not policies.may_see_figures(request.user, found):
            raise Http404
        if not is_mfa_enabled(request.user):
            return to_set_it_up(request, WHY)
        return view(request, found, **given)

    return guarded


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def organisations(request: PersonRequest) -> HttpResponse:
    """Those that the reader looks after; for our team all of them, and a form for another one."""
    ours = policies.makes_organisations(request.user)
    mine = Organisation.objects.looked_after_by(request.user).filter(ended_at=None)
    rows = Organisation.objects.all() if ours else mine
    if not ours:
        if not mine.exists():
            raise Http404
        if not is_mfa_enabled(request.user):
            return to_set_it_up(request, WHY)
    form = OrganisationForm(request.POST if ours and request.method == "POST" else None)
    if form.is_valid():
        try:
            made = actions.make(form.about, by=request.user, now=timezone.now())
        except DomainError as error:
            form.add_error("name", error.message)
        else:
            return redirect(made)
    words = {"rows": rows.order_by("name"), "form": form if ours else None}
    status = BAD if form.errors else 200
    return render(request, "sessions/organisations/organisations.html", words, status=status)


@access(is_signed_in)
@require_safe
@never_cache
@of_an_organisation
def organisation(request: PersonRequest, found: Organisation) -> HttpResponse:
    """The figures, the codes, and for our team everything about it."""
    return shown(request, found)


@access(is_signed_in)
@require_safe
@never_cache
@of_an_organisation
def figures_file(request: PersonRequest, found: Organisation) -> HttpResponse:
    """Exactly what the page shows, as a table for a spreadsheet."""
    del request
    answer = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="figures.csv"'},
    )
    answer.write("\ufeff")  # or some spreadsheets read it in another alphabet
    rows, figures = csv.writer(answer), reading.figures_of(found)
    rows.writerow(told.USE_HEAD)
    for use in figures.uses:
        rows.writerow([use.month_words, plain(use.group), *(words for _, words in use.cells)])
    rows.writerow([])
    rows.writerow(told.CHANGE_HEAD)
    for each in figures.changes:
        rows.writerow([each.month_words, each.name, *(words for _, words in each.cells)])
    return answer


@access(is_signed_in)
@require_POST
@never_cache
@of_an_organisation
def new_code(request: PersonRequest, found: Organisation) -> HttpResponse:
    """Make a code and show it, this once."""
    form = NewCodeForm(request.POST, organisation=found, auto_id="code_%s")
    code = ""
    if form.is_valid():
        cohort = form.cleaned_data["cohort"]
        try:
            code = actions.make_code(cohort, lasts=form.length, by=request.user, now=timezone.now())
        except DomainError as error:
            form.add_error(None, error.message)
    return shown(request, found, code=code, forms={} if code else {"code_form": form})


@access(is_signed_in)
@require_POST
@of_an_organisation
def revoke_code(request: PersonRequest, found: Organisation, *, code_id: int) -> HttpResponse:
    """Take a code back."""
    code = get_object_or_404(JoinCode, pk=code_id, cohort__organisation=found)
    return do(
        request,
        found.get_absolute_url() + "#codes",
        lambda: actions.revoke_code(code, by=request.user, now=timezone.now()),
        "It opens nothing any more. Who has a place keeps it.",
    )


def shown(
    request: PersonRequest,
    found: Organisation,
    *,
    code: str = "",
    forms: Mapping[str, Form] | None = None,
) -> HttpResponse:
    """The page, with a code that was just made, or with a form that could not be read."""
    ours = policies.makes_organisations(request.user)
    live = JoinCode.objects.working(now=timezone.now()).filter(cohort__organisation=found)
    words = {
        "organisation": found,
        "figures": reading.figures_of(found),
        "use_head": told.USE_HEAD,
        "change_head": told.CHANGE_HEAD,
        "new_code": code,
        "codes": live.select_related("cohort").order_by("expires_at", "pk"),
        "cohorts": found.cohorts.order_by("opens_on", "pk"),
        "code_form": NewCodeForm(organisation=found, auto_id="code_%s"),
        "ours": ours,
        **(forms or {}),
    }
    if ours:
        about = {name: getattr(found, name) for name in OrganisationForm.base_fields}
        stewards = Steward.objects.filter(organisation=found, ended_at=None)
        words = {
            "stewards": stewards.select_related("person").order_by("pk"),
            "about_form": OrganisationForm(initial=about, auto_id="about_%s"),
            "cohort_form": CohortForm(auto_id="group_%s"),
            "steward_form": StewardForm(auto_id="steward_%s"),
            **words,
        }
    words["form"] = next(iter((forms or {}).values()), None)
    return render(request, PAGE, words, status=BAD if forms else 200)


def plain(words: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words
