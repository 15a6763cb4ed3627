"""Payouts: what is to be paid, what waits for a second person, and what was paid."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from matching.models import SpecialistProfile
from peerhub.access import access
from peerhub.accounts.policies import is_administrator
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from sessions.earnings import actions, policies, reading
from sessions.earnings.forms import ReleaseForm
from sessions.earnings.models import Payout
from sessions.prices.sums import in_dollars

BAD = 422
PAGE = "sessions:payouts"
LATEST = 30  # that were paid, on the page


@access(is_administrator)
@require_safe
@never_cache
def payouts(request: PersonRequest) -> HttpResponse:
    """All of it on one page."""
    return _page(request)


@access(is_administrator)
@require_POST
def make(request: PersonRequest, specialist_id: int) -> HttpResponse:
    """Make a payout of all that is payable to somebody."""
    profile = get_object_or_404(SpecialistProfile, person=specialist_id)
    deed = partial(actions.make, profile, by=request.user, now=timezone.now())
    return do(
        request, reverse(PAGE), deed, "It waits for a second person now. Nothing is paid yet."
    )


@access(is_administrator)
@require_POST
def release(request: PersonRequest, payout_id: int) -> HttpResponse:
    """The second person paid it."""
    payout = get_object_or_404(Payout, pk=payout_id)
    form = ReleaseForm(request.POST, auto_id=f"payout-{payout.pk}-%s")
    if form.is_valid():
        given = form.cleaned_data["reference"]
        try:
            actions.release(payout, reference=given, by=request.user, now=timezone.now())
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Written down. It stands under “Paid”.")
            return redirect(PAGE)
    return _page(request, (payout, form))


@access(is_administrator)
@require_POST
def withdraw(request: PersonRequest, payout_id: int) -> HttpResponse:
    """Take a payout back that was not paid."""
    payout = get_object_or_404(Payout, pk=payout_id)
    deed = partial(actions.withdraw, payout, by=request.user, now=timezone.now())
    return do(request, reverse(PAGE), deed, "Taken back. Nothing was paid.")


def _page(request: PersonRequest, tried: tuple[Payout, ReleaseForm] | None = None) -> HttpResponse:
    rows = Payout.objects.select_related("specialist__person", "made_by", "released_by")
    waiting = [
        {
            "payout": each,
            "amount": in_dollars(each.sum_cents),
            "may_release": each.made_by_id != request.user.pk
            and policies.may_pay(request.user, each.specialist),
            "form": tried[1]
            if tried is not None and tried[0] == each
            else ReleaseForm(auto_id=f"payout-{each.pk}-%s"),
        }
        for each in rows.waiting().order_by("made_at", "pk")
    ]
    words = {
        "due": reading.due(),
        "waiting": waiting,
        "paid": [(each, in_dollars(each.sum_cents)) for each in rows.paid()[:LATEST]],
        "form": tried[1] if tried else None,
    }
    status = BAD if tried else 200
    return render(request, "sessions/earnings/payouts.html", words, status=status)
