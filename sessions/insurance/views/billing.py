"""Our billing team: what is ready and what is missing, without a name; batches, and their files."""

from functools import partial
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from sessions.insurance import actions
from sessions.insurance.collecting import Looked, coming_to_billing, look_at_all
from sessions.insurance.models import ClaimBatch, Coverage
from sessions.insurance.payers import BY_KEY, Payer
from sessions.insurance.policies import does_billing
from sessions.prices.sums import in_digits

PAGE = "sessions:billing"
BATCHES, COVERAGES, SESSIONS = 20, 50, 50  # shown; sessions of one plan
FILES = {
    "csv": ("text/csv; charset=utf-8", "batch-{}.csv"),
    "json": ("application/json", "batch-{}.json"),
}


@access(does_billing)
@require_safe
@never_cache
def billing(request: PersonRequest) -> HttpResponse:
    """By plan: what is ready, and what is missing in whose hands. Members stand there as marks."""
    now = timezone.now()
    rows = Coverage.objects.standing().select_related("member").order_by("payer", "chosen_at", "pk")
    plans = {key: list(group) for key, group in groupby(rows[:COVERAGES], lambda row: row.payer)}
    pairs = [
        pair
        for coverages in plans.values()
        for pair in coming_to_billing(*coverages, most=SESSIONS, now=now)
    ]
    looked = look_at_all(pairs, now=now)
    words = {
        "plans": [_plan(BY_KEY[key], plans[key], looked) for key in plans],
        "batches": [_batch(each) for each in ClaimBatch.objects.kept()[:BATCHES]],
    }
    return render(request, "sessions/insurance/billing.html", words)


@access(does_billing)
@require_POST
def new_batch(request: PersonRequest) -> HttpResponse:
    """Freeze what is ready for one plan."""
    payer = BY_KEY.get(request.POST.get("payer", ""))
    if payer is None:
        raise Http404
    deed = partial(actions.freeze, payer, by=request.user, now=timezone.now())
    return do(request, reverse(PAGE) + "#batches", deed, "Frozen. Its two files stand below.")


@access(does_billing)
@require_POST
def drop_batch(request: PersonRequest, number: int) -> HttpResponse:
    """Drop one that nobody took."""
    batch = get_object_or_404(ClaimBatch, number=number)
    deed = partial(actions.drop, batch, by=request.user, now=timezone.now())
    return do(request, reverse(PAGE) + "#batches", deed, "Dropped. Its lines wait for another one.")


@access(does_billing)
@require_POST
@never_cache
def take_batch(request: PersonRequest, number: int, form: str) -> HttpResponse:
    """One of its files; everybody in it reads that it was taken."""
    if form not in FILES:
        raise Http404
    batch = get_object_or_404(ClaimBatch, number=number)
    try:
        said = actions.take(batch, form, by=request.user, now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
        return redirect(reverse(PAGE) + "#batches")
    kind, name = FILES[form]
    return HttpResponse(
        said.encode(),
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name.format(number)}"'},
    )


def _plan(payer: Payer, coverages: list[Coverage], looked: list[Looked]) -> dict[str, Any]:
    here = [each for each in looked if each.coverage.payer == payer.key]
    return {
        "payer": payer,
        "coverages": coverages,
        "ready": [each for each in here if each.is_ready],
        "stopped": [each for each in here if not each.is_ready],
    }


def _batch(batch: ClaimBatch) -> dict[str, Any]:
    return {"row": batch, "payer": BY_KEY[batch.payer], "dollars": in_digits(batch.cents)}
