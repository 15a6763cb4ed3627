"""The pages of whoever is asked, takes part, or proposes a review. Each look is a line."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do, number
from safety.reviews import actions, reading
from safety.reviews.forms import IdeaForm, ProposeForm
from safety.reviews.models import CaseReview, Participant, SharedGoal
from safety.reviews.policies import (
    may_propose,
    place_of,
    places_for,
    proposes,
    proposes_to,
    takes_part,
)
from safety.reviews.states import Answer, Part
from safety.reviews.views.common import BAD, uuid_of

FOR_ME = "safety:reviews_for_me"


@access(takes_part)
@require_safe
@never_cache
def for_me(request: PersonRequest) -> HttpResponse:
    """Where the reader is asked, and where they take part: names and times alone."""
    now = timezone.now()
    places = places_for(request.user, now)
    words = {
        "known": proposes_to(request.user, now),
        "asked": [each for each in places if each.answer == Answer.WAITING],
        "there": [each for each in places if each.answer == Answer.YES],
    }
    return render(request, "safety/reviews/for_me.html", words)


@access(takes_part)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def review(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """The question, or the review; a goal that they suggest is sent here."""
    place, now = _place(request, public_id), timezone.now()
    if place.answer == Answer.WAITING:
        return render(request, "safety/reviews/asked.html", {"place": place})
    form = IdeaForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        suggest = partial(actions.suggest, place.review, by=request.user, now=now)
        try:
            suggest(words=given["words"], helps=given["helps"])
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Suggested. They take it, or do not.")
            return redirect("safety:review_for_me", public_id=public_id)
    try:
        place, said = actions.look(place.review, by=request.user, now=now)
    except actions.NotHere as error:
        raise Http404 from error
    words = {
        "place": place,
        "said": said,
        "notice": said.notice if place.part == Part.CLINICIAN else "",
        "ideas": reading.ideas_of(request.user, place.review),
        "form": form,
    }
    status = BAD if form.errors else 200
    return render(request, "safety/reviews/review_for_me.html", words, status=status)


@access(takes_part)
@require_POST
def answer(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Yes or no."""
    place, yes = _place(request, public_id), request.POST.get("answer") == "yes"
    to = reverse("safety:review_for_me", args=[public_id]) if yes else reverse(FOR_ME)
    said = "You take part." if yes else "You said no. That needs no reason."
    if not yes and place.person_id is None:
        said = "Somebody else may say yes."
    deed = partial(actions.answer, place.review, yes=yes, by=request.user, now=timezone.now())
    return do(request, to, deed, said)


@access(takes_part)
@require_POST
def leave(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take part no more."""
    place = _place(request, public_id)
    deed = partial(actions.leave, place.review, by=request.user, now=timezone.now())
    return do(request, reverse(FOR_ME), deed, "You left. You read nothing of it any more.")


@access(takes_part)
@require_POST
def read(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """That they have read one goal, in the words that stood on the page."""
    place = _place(request, public_id)
    which = uuid_of(request.POST.get("which", ""))
    rows = SharedGoal.objects.filter(review=place.review).select_related("review")
    goal = get_object_or_404(rows, public_id=which)
    version = number(request.POST.get("number"), most=2**31) or 0
    deed = partial(actions.say_read, goal, version, by=request.user, now=timezone.now())
    return do(request, reverse("safety:review_for_me", args=[public_id]), deed, "Kept.")


@access(proposes)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def propose(request: PersonRequest, member_id: int) -> HttpResponse:
    """Propose a review to somebody whom the reader meets here, or who lets them know."""
    who, now = get_object_or_404(User, pk=member_id), timezone.now()
    if not may_propose(request.user, who, now):
        raise Http404
    form = ProposeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.propose(who, form.cleaned_data["words"], by=request.user, now=now)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"Proposed. {who.handle} calls a review, or does not.")
            return redirect(FOR_ME)
    words = {"who": who, "form": form}
    status = BAD if form.errors else 200
    return render(request, "safety/reviews/propose.html", words, status=status)


def _place(request: PersonRequest, public_id: uuid.UUID) -> Participant:
    """How the reader stands in a review.

    Raises:
        Http404: nobody asked them, or not any more.
    """
    rows = CaseReview.objects.select_related("member")
    found = get_object_or_404(rows, public_id=public_id)
    place = place_of(found, request.user, timezone.now())
    if place is None:
        raise Http404
    place.review = found
    return place
