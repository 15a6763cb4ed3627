"""Going together: the page of who goes along, and the member's yes or no."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from safety.referrals import actions
from safety.referrals.forms import DoneForm, SaidForm
from safety.referrals.models import Introduction
from safety.referrals.policies import goes_along
from safety.referrals.states import Company, Said, Share

THANKS = {
    Said.YES: "Good. They are told, and go with you.",
    Said.NO: "That is all right. Nobody goes with you, and the rest stays as it is.",
}


@access(goes_along)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def introduction(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """When, to whom, what to say; afterwards whether it happened. Nothing before the member's yes."""
    found = _found(public_id, companion=request.user, said=Said.YES)
    now = timezone.now()
    form = DoneForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.write_down(found, form.cleaned_data["done"], by=request.user, now=now)
        except DomainError as error:
            messages.info(request, error.message)
        else:
            messages.success(request, "Thank you. It is written down.")
        return redirect(request.path)
    actions.look(found, by=request.user, now=now)
    referral = found.referral
    knows = referral.company == Company.PEER or Share.HANDLE in referral.fields_shared
    words = {
        "introduction": found,
        "referral": referral,
        "who": referral.member.handle if knows else "",
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "safety/referrals/introduction.html", words, status=status)


@access(is_member)
@require_POST
def said(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Yes, come with me; or no."""
    found = _found(public_id, referral__member=request.user)
    page = reverse("safety:referral", args=[found.referral.public_id])
    form = SaidForm(request.POST)
    if not form.is_valid():
        messages.info(request, "Press one of the two.")
        return redirect(page)
    answer, now = form.cleaned_data["said"], timezone.now()
    return do(
        request,
        page,
        lambda: actions.say(found, answer, by=request.user, now=now),
        THANKS[answer],
    )


def _found(public_id: uuid.UUID, **only: object) -> Introduction:
    theirs = Introduction.objects.filter(**only).select_related("referral__member")
    return get_object_or_404(theirs, public_id=public_id)
