"""The applicant's pages for the people who know them: name them, see where it stands, name others."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from matching.becoming import actions
from matching.becoming.forms import AnotherForm, ReferencesForm
from matching.becoming.states import Standing
from matching.becoming.views.own import own_application
from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError

BY_MAIL = "Kept, sealed. We write to whoever has an e-mail address, and to nobody else."
BY_HAND = "Kept, sealed. A supervisor passes our questions on to them."


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def way_references(request: PersonRequest) -> HttpResponse:
    """Name two people who know one; then see of each whether they were asked and have answered."""
    mine, now = own_application(request), timezone.now()
    known = list(mine.references.prefetch_related("mails").order_by("number"))
    if known and request.method != "POST":
        named = [(each, each.standing(now=now)) for each in known]
        return render(request, "matching/becoming/references.html", {"named": named})
    form = ReferencesForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        people = form.people()
        try:
            actions.name_references(mine, people, by=request.user, now=now)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, BY_MAIL if form.cleaned_data["called"] else BY_HAND)
            return redirect("matching:way")
    status = 422 if form.is_bound else 200
    return render(request, "matching/becoming/references.html", {"form": form}, status=status)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def way_another(request: PersonRequest, number: int) -> HttpResponse:
    """Name another person in the place of one who has not answered."""
    mine, now = own_application(request), timezone.now()
    rows = mine.references.prefetch_related("mails")
    known = get_object_or_404(rows, number=number)
    if known.standing(now=now) == Standing.ANSWERED:
        raise Http404
    form = AnotherForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.name_another(mine, number, form.named(), by=request.user, now=now)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, BY_MAIL if form.cleaned_data["called"] else BY_HAND)
            return redirect("matching:way_references")
    context = {"form": form, "another": known}
    status = 422 if form.is_bound else 200
    return render(request, "matching/becoming/references.html", context, status=status)
