"""The member's pages: ask, see what would be shared, decide, say how it went."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from safety.referrals import actions
from safety.referrals.forms import AnswerForm, NewReferralForm
from safety.referrals.models import FollowUp, Referral
from safety.referrals.states import ReferralState
from safety.resources.find import help_for

SHOW_HELP = "referral_help"  # session key: the words of this referral ask for help to be shown


@access(is_member)
@require_safe
@never_cache
def mine(request: PersonRequest) -> HttpResponse:
    """Everything this person asked for."""
    referrals = Referral.objects.of(request.user)
    return render(request, "safety/referrals/mine.html", {"referrals": referrals})


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: PersonRequest) -> HttpResponse:
    """Write down what is wished for; nothing is shared by this."""
    form = NewReferralForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        drafted = actions.draft(form.draft(), member=request.user, now=timezone.now())
        if drafted.show_help:
            request.session[SHOW_HELP] = str(drafted.referral.public_id)
        return redirect("safety:referral", public_id=drafted.referral.public_id)
    return render(request, "safety/referrals/new.html", {"form": form})


@access(is_member)
@require_safe
@never_cache
def referral(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One referral: before the yes a preview field by field, afterwards where it stands."""
    found = _mine(request, public_id)
    words = {
        "referral": found,
        "shared": found.shared(),
        "kept": found.kept(),
        "is_draft": found.state == ReferralState.DRAFTED,
        "show_help": request.session.get(SHOW_HELP) == str(public_id),
        "help": help_for(request.user),
        "may_answer": FollowUp.objects.to_answer().filter(referral=found).exists(),
    }
    return render(request, "safety/referrals/referral.html", words)


@access(is_member)
@require_POST
def consent(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Yes, share."""
    found, now = _mine(request, public_id), timezone.now()
    said = "Thank you. A moderator passes it on. Until then you can take it back here."
    return do(
        request, _url(public_id), lambda: actions.consent(found, by=request.user, now=now), said
    )


@access(is_member)
@require_POST
def withdrawal(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """No, don't; or a yes taken back."""
    found, now = _mine(request, public_id), timezone.now()
    said = "Nothing is shared. You can ask again whenever you like."
    return do(
        request, _url(public_id), lambda: actions.withdraw(found, by=request.user, now=now), said
    )


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def answer(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Did it work out?"""
    found = _mine(request, public_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(
                found, by=request.user, outcome=form.cleaned_data["outcome"], now=timezone.now()
            )
        except DomainError as error:
            messages.info(request, error.message)
        else:
            messages.success(
                request,
                "Thank you. A moderator sees your answer and looks whether there is more to do.",
            )
        return redirect("safety:referral", public_id=public_id)
    may_answer = FollowUp.objects.to_answer().filter(referral=found).exists()
    words = {"form": form, "referral": found, "may_answer": may_answer}
    return render(request, "safety/referrals/answer.html", words)


def _url(public_id: uuid.UUID) -> str:
    return reverse("safety:referral", args=[public_id])


def _mine(request: PersonRequest, public_id: uuid.UUID) -> Referral:
    return get_object_or_404(
        Referral.objects.of(request.user).select_related("member"), public_id=public_id
    )
