"""A specialist's price, and what a member pays: one page each."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from matching.models import SpecialistProfile
from peerhub.access import access
from peerhub.accounts.policies import is_member, is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from sessions.prices import actions
from sessions.prices.forms import WORDS_OF_SHARES, HouseholdForm, PriceForm, ShareForm
from sessions.prices.models import OwnShare, PriceChange
from sessions.prices.scale import Range, Region, ranges
from sessions.prices.sums import SHARES, USUAL, in_dollars, pay_for, terms, to_pay

BAD = 422
PRICES, WHAT_I_PAY = "sessions:prices", "sessions:what_i_pay"
EXAMPLE = 3000  # cents, on the page of who asks nothing
CHANGES = 20  # of one's price, on the page


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def prices(request: PersonRequest) -> HttpResponse:
    """What the specialist asks, what members see then, and what it brings."""
    profile = SpecialistProfile.objects.filter(person=request.user).first()
    if profile is None:
        return render(request, "sessions/prices/prices.html")
    now = timezone.now()
    on = now.astimezone(request.user.zone).date()
    rows = PriceChange.objects.of(profile)
    begins = PriceForm.of(profile.price_cents, rows.first())
    form = PriceForm(request.POST if request.method == "POST" else None, initial=begins, on=on)
    if form.is_valid() and _is_kept(request, profile, form, now):
        return redirect(PRICES)
    cents = profile.price_cents
    words = {
        "profile": profile,
        "form": form,
        "price": None if cents is None else in_dollars(cents),
        "example": in_dollars(EXAMPLE if cents is None else cents),
        "table": _table(EXAMPLE if cents is None else cents, on),
        "held": terms(on),
        "floor": in_dollars(terms(on).floor),
        "share_most": in_dollars(terms(on).share_most),
        "changes": [_said(each) for each in rows[:CHANGES]],
    }
    status = BAD if form.errors else 200
    return render(request, "sessions/prices/prices.html", words, status=status)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def what_i_pay(request: PersonRequest) -> HttpResponse:
    """Choose a share; see which one is usual, without telling anything."""
    now = timezone.now()
    held = OwnShare.objects.filter(member=request.user).first()
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    if asked == "forget":
        deed = partial(actions.declare, request.user, None, now=now)
        return do(request, reverse(WHAT_I_PAY), deed, "Forgotten. You see whole prices.")
    given = request.POST if request.method == "POST" else None
    share = ShareForm(
        given if asked == "keep" else None, initial={"share": held.percent if held else None}
    )
    household = HouseholdForm(given if asked == "look" else None)
    if share.is_valid():
        deed = partial(actions.declare, request.user, share.cleaned_data["share"], now=now)
        return do(request, reverse(WHAT_I_PAY), deed, "Kept. Prices say what you pay from now on.")
    words = {
        "held": held,
        "held_words": WORDS_OF_SHARES[held.percent] if held else "",
        "share": share,
        "household": household,
        "ranges": _ranges(household, now),
        "form": household if asked == "look" else share,
    }
    status = BAD if share.errors or household.errors else 200
    return render(request, "sessions/prices/what_i_pay.html", words, status=status)


def _is_kept(
    request: PersonRequest, profile: SpecialistProfile, form: PriceForm, now: datetime
) -> bool:
    try:
        actions.set_price(profile, form.cents, is_paid=form.is_paid, by=request.user, now=now)
    except DomainError as error:
        form.add_error("dollars", error.message)
        return False
    messages.success(request, "Kept. What is booked stays as it was.")
    return True


def _table(cents: int, on: date) -> list[tuple[str, str, str]]:
    """For each share: its words, what a member pays for 30 minutes, what the specialist earns."""
    paid = [(share, to_pay(cents, share)) for share in reversed(SHARES)]
    return [
        (
            WORDS_OF_SHARES[share],
            in_dollars(each),
            in_dollars(pay_for(each, USUAL, terms(on)).cents),
        )
        for share, each in paid
    ]


def _said(change: PriceChange) -> tuple[datetime, str]:
    if change.cents is not None:
        return change.at, in_dollars(change.cents)
    return change.at, "Nothing" if change.is_paid else "Nothing, without pay"


def _ranges(form: HouseholdForm, now: datetime) -> list[tuple[str, str]]:
    """Yearly sums in words, and the share that is usual there."""
    if not form.is_valid():
        return []
    given: dict[str, Any] = form.cleaned_data
    found = ranges(given["people"], Region(given["region"]), now.date())
    return [(_span(each), WORDS_OF_SHARES[each.share]) for each in found]


def _span(found: Range) -> str:
    if found.up_to is None:
        return f"More than ${found.more_than:,}"
    return f"Up to ${found.up_to:,}"
