"""The pages of those who hand people on."""

import uuid
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from peerhub.ui.forms import Form
from safety.referrals import actions
from safety.referrals.forms import IN_STAFF_WORDS, CloseForm, TogetherForm
from safety.referrals.models import FollowUp, Referral
from safety.referrals.policies import hands_on
from safety.referrals.states import Outcome, ReferralState

PAGE = 50  # rows of each part of the list


@access(hands_on)
@require_safe
@never_cache
def referrals(request: PersonRequest) -> HttpResponse:
    """What has come to a stop, what is to send, what to ask about, and what lies ahead."""
    follow_ups = FollowUp.objects.select_related("referral")
    looks = is_supervisor(request.user)
    stuck = Referral.objects.stuck() if looks else Referral.objects.nobody_answered()
    words = {
        "looks": looks,
        "stuck": stuck[:PAGE],
        "to_stop": Referral.objects.to_stop()[:PAGE],
        "to_send": Referral.objects.to_send()[:PAGE],
        "to_do": follow_ups.to_do()[:PAGE],
        "ahead": follow_ups.next_of_each()[:PAGE],
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
    found, now = _found(public_id), timezone.now()
    return do(
        request,
        reverse("safety:referrals"),
        lambda: actions.mark_sent(found, by=request.user, now=now),
        "Sent. We ask the person after 3, 14 and 30 days, and it comes back to this list.",
    )


@access(hands_on)
@require_POST
def stopping(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Those who have it were told that the yes was taken back."""
    found, now = _found(public_id), timezone.now()
    return do(
        request,
        reverse("safety:referrals"),
        lambda: actions.tell_to_stop(found, by=request.user, now=now),
        "Written down. The person can see that they were told.",
    )


@access(hands_on)
@require_POST
def together(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say when somebody goes with the person."""
    found = _found(public_id)
    form = TogetherForm(request.POST)
    if not form.is_valid():
        return _page(request, found, together=form)
    when, now = form.cleaned_data["when"], timezone.now()
    return do(
        request,
        reverse("safety:referral_case", args=[public_id]),
        lambda: actions.propose(found, when=when, by=request.user, now=now),
        "Proposed. The person can say yes or no.",
    )


@access(hands_on)
@require_POST
def closing(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """How it went."""
    found, by, now = _found(public_id), request.user, timezone.now()
    follow_up = FollowUp.objects.to_do().filter(referral=found).last()
    if follow_up is None and not _may_close(found, by):
        raise Http404
    form = CloseForm(request.POST, today=_today(request))
    if not form.is_valid():
        return _page(request, found, close=form)
    outcome, again_on = form.cleaned_data["outcome"], form.cleaned_data["again_on"]
    again = None
    try:
        if follow_up is None:
            actions.close_stuck(found, by=by, outcome=outcome, now=now)
        else:
            again = actions.close(follow_up, by=by, outcome=outcome, again_on=again_on, now=now)
    except DomainError as error:
        form.add_error(None, error.message)
        return _page(request, found, close=form)
    found.refresh_from_db()
    messages.success(request, _what_became(found, again))
    return redirect("safety:referrals")


def _what_became(found: Referral, again: FollowUp | None) -> str:
    if again is not None:
        day = date_format(again.due_at.astimezone(found.member.zone), "j F")
        return f"Written down. We ask again on {day}."
    if found.stuck:
        return "Written down. A supervisor looks at it today."
    return "Written down and closed."


def _may_close(found: Referral, by: User) -> bool:
    return found.may_be_ended and is_supervisor(by)


def _past(found: Referral) -> list[tuple[FollowUp, str]]:
    """What was written down so far, in the words in which it was chosen."""
    words = dict(IN_STAFF_WORDS)
    closed = found.follow_ups.filter(closed_at__isnull=False).select_related("closed_by")
    return [(row, words[Outcome(row.outcome)]) for row in closed.order_by("closed_at")]


def _found(public_id: uuid.UUID) -> Referral:
    """Only what its person said yes to exists for staff."""
    return get_object_or_404(
        Referral.objects.seen_by_staff().select_related(
            "member", "sent_by", "service__organization"
        ),
        public_id=public_id,
    )


def _today(request: PersonRequest) -> date:
    return timezone.localdate(timezone=request.user.zone)


def _page(request: PersonRequest, found: Referral, **bound: Form) -> HttpResponse:
    actions.read(found, by=request.user, now=timezone.now())
    to_do = FollowUp.objects.to_do().filter(referral=found).last()
    today = _today(request)
    known = to_do.answer if to_do and to_do.answer != Outcome.UNSAID else ""
    peer = actions.companion_for(found)
    words = {
        "referral": found,
        "letter": found.letter,
        "to_do": to_do,
        "next": FollowUp.objects.ahead().filter(referral=found).first(),
        "past": _past(found),
        "may_stop": found.was_taken_back and found.stop_told_at is None,
        "may_send": found.state == ReferralState.CONSENTED,
        "may_close": to_do is not None or _may_close(found, request.user),
        "introductions": found.introductions.select_related("companion").order_by("pk"),
        "companion": peer or request.user,
        "may_propose": found.is_open
        and not found.introductions.standing().filter(done="").exists(),
        "together": bound.get("together") or TogetherForm(),
        "close": bound.get("close") or CloseForm(today=today, initial={"outcome": known}),
        "form": next(iter(bound.values()), None),
    }
    return render(request, "safety/referrals/case.html", words)
