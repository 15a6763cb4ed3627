"""One's own certificate to print, and the page where everybody can check a number."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from matching.certificates import actions, numbers
from matching.certificates.forms import NumberForm
from matching.certificates.models import Certificate
from matching.checks.policies import counts_until
from peerhub.access import access, anyone
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest


@access(is_signed_in)
@require_safe
@never_cache
def my_certificate(request: PersonRequest) -> HttpResponse:
    """The newest one, as a page to print."""
    newest = Certificate.objects.of(request.user).first()
    if newest is None:
        raise Http404
    today = timezone.now().date()
    context = {
        "certificate": newest,
        "check_until": counts_until(request.user, on=today),
        "holds": newest.valid_through >= today,
        "renew_from": newest.valid_through - actions.RENEW_FROM,
        "can_renew": today >= newest.valid_through - actions.RENEW_FROM,
    }
    return render(request, "matching/certificates/mine.html", context)


@access(anyone)
@require_safe
def check_certificate(request: HttpRequest) -> HttpResponse:
    """Type a number."""
    form = NumberForm(request.GET if "number" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("matching:certificate", form.cleaned_data["number"])
    status = 422 if form.is_bound else 200
    return render(request, "matching/certificates/check.html", {"form": form}, status=status)


@access(anyone)
@require_safe
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """Whether a certificate holds: number and days, never whose it is."""
    found = Certificate.objects.filter(number=numbers.read(number) or "").first()
    today = timezone.now().date()
    in_force = Certificate.objects.in_force(today)
    context = {
        "number": numbers.read(number) or number,
        "found": found,
        "holds": found is not None and in_force.filter(pk=found.pk).exists(),
        "begins_later": found is not None and today < found.valid_from,
    }
    status = 200 if found else 404
    return render(request, "matching/certificates/certificate.html", context, status=status)
