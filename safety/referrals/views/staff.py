"""The pages of those who hand people on."""

import uuid
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.forms import Form
from safety.referrals import actions
from safety.referrals.forms import CloseForm, SendForm
from safety.referrals.models import FollowUp, Referral
from safety.referrals.policies import hands_on
from safety.referrals.states import Outcome, ReferralState

PAGE = 50  # rows of each part of the list


@access(hands_on)
@require_safe
@never_cache
def referrals(request: PersonRequest) -> HttpResponse:
    """What is to send, what to ask about, and what lies ahead."""
    follow_ups = FollowUp.objects.select_related("referral")
    words = {
        "to_send": Referral.objects.to_send()[:PAGE],
        "to_do": follow_ups.to_do()[:PAGE],
        "ahead": follow_ups.ahead()[:PAGE],
    }
    return render(request, "safety/referrals/list.html", words)


@access(hands_on)
@require_safe
@never_cache
def case(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """What a member allowed to be passed on, and what to do next."""
    return _page(request, _found(public_id))


@access(hands_on)
@require_POST
def sending(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """It has been passed on."""
    found = _found(public_id)
    form = SendForm(request.POST, today=_today(request))
    if not form.is_valid():
        return _page(request, found, send=form)
    day = form.cleaned_data["follow_up_on"]
    try:
        actions.mark_sent(found, by=request.user, follow_up_on=day, now=timezone.now())
    except DomainError as error:
        form.add_error(None, error.message)
        return _page(request, _found(public_id), send=form)
    messages.success(request, "Sent. On the day you chose it comes back to this list.")
    return redirect("safety:referrals")


@access(hands_on)
@require_POST
def closing(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """How it went."""
    found = _found(public_id)
    follow_up = get_object_or_404(FollowUp.objects.to_do(), referral=found)
    form = CloseForm(request.POST, today=_today(request))
    if not form.is_valid():
        return _page(request, found, close=form)
    try:
        again = actions.close(
            follow_up,
            by=request.user,
            outcome=form.cleaned_data["outcome"],
            again_on=form.cleaned_data["again_on"],
            now=timezone.now(),
        )
    except DomainError as error:
        form.add_error(None, error.message)
        return _page(request, found, close=form)
    messages.success(
        request, "Written down. We ask again on that day." if again else "Written down and closed."
    )
    return redirect("safety:referrals")


def _found(public_id: uuid.UUID) -> Referral:
    """Only what its person said yes to exists for staff."""
    return get_object_or_404(
        Referral.objects.seen_by_staff().select_related("member", "sent_by"), public_id=public_id
    )


def _today(request: PersonRequest) -> date:
    return timezone.localdate(timezone=request.user.zone)


def _page(request: PersonRequest, found: Referral, **bound: Form) -> HttpResponse:
    shared = actions.read(found, by=request.user, now=timezone.now())
    to_do = found.follow_ups.filter(opened_at__isnull=False, closed_at=None).first()
    today = _today(request)
    known = to_do.answer if to_do and to_do.answer != Outcome.UNSAID else ""
    words = {
        "referral": found,
        "shared": shared,
        "to_do": to_do,
        "past": found.follow_ups.filter(closed_at__isnull=False)
        .select_related("closed_by")
        .order_by("closed_at"),
        "may_send": found.state == ReferralState.CONSENTED,
        "send": bound.get("send") or SendForm(today=today),
        "close": bound.get("close") or CloseForm(today=today, initial={"outcome": known}),
        "form": next(iter(bound.values()), None),
    }
    return render(request, "safety/referrals/case.html", words)
