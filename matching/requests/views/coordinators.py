"""Pages of supervisors who look after those who wait: never names, words or where it started."""

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.peers.models import SpecialistProfile
from matching.requests.actions import coordinating as work
from matching.requests.fitting import askable, musts_in_words
from matching.requests.forms import NoteForm
from matching.requests.models import Care, MatchRequest
from matching.requests.views.wait import honest_wait
from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do

NEAREST = 12  # specialists on the page of one request


@access(is_supervisor)
@require_safe
@never_cache
def requests_waiting(request: PersonRequest) -> HttpResponse:
    """For whoever coordinates: who waits since when for what, without names and words."""
    cares = {care.request_id: care.person for care in Care.objects.current()}
    rows = [(each, cares.get(each.pk)) for each in MatchRequest.objects.open()]
    context = {"requests": rows, "wait": honest_wait()}
    return render(request, "matching/requests/waiting.html", context)


@access(is_supervisor)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def coordinating(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One request: what it is like now, whom to ask, what came, and notes. The look is written down."""
    found, now = _open(request.user, public_id), timezone.now()
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            work.note(found, by=request.user, now=now, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Kept. Supervisors read it, nobody else.")
            return redirect("matching:coordinating", public_id)
    work.look_at(found, by=request.user, now=now)
    care = Care.objects.current().filter(request=found).first()
    context = {
        "found": found,
        "wait": honest_wait(),
        "musts": musts_in_words(found),
        "nearest": askable(found, now=now)[:NEAREST] if not found.words_held else (),
        "asked": found.outreach.exclude(asked_at=None)
        .select_related("specialist__person", "asked_by")
        .order_by("asked_at", "pk"),
        "came": work.what_came(found),
        "care": care,
        "is_mine": care is not None and care.person == request.user,
        "notes": found.notes.select_related("written_by").order_by("-written_at", "-pk"),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "matching/requests/coordinating.html", context, status=status)


@access(is_supervisor)
@require_POST
def specialist_asked(request: PersonRequest, public_id: uuid.UUID, slug: str) -> HttpResponse:
    """Tell one specialist that somebody asks."""
    found, now = _open(request.user, public_id), timezone.now()
    profile = get_object_or_404(
        SpecialistProfile.objects.published().select_related("person"), slug=slug
    )
    return do(
        request,
        _page(public_id),
        lambda: work.ask_one(found, profile, by=request.user, now=now),
        f"{profile.name} knows now that somebody asks, and is free to answer or not.",
    )


@access(is_supervisor)
@require_POST
def care(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Look after this one."""
    found, now = _open(request.user, public_id), timezone.now()
    return do(
        request,
        _page(public_id),
        lambda: work.take(found, by=request.user, now=now),
        "You look after this one. The others see it.",
    )


@access(is_supervisor)
@require_POST
def care_back(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give it back."""
    found, now = _open(request.user, public_id), timezone.now()
    return do(
        request,
        _page(public_id),
        lambda: work.give_back(found, by=request.user, now=now),
        "Given back. It is in the list for everybody.",
    )


def _open(person: User, public_id: uuid.UUID) -> MatchRequest:
    """An open request of somebody else: nobody coordinates their own."""
    rows: QuerySet[MatchRequest] = MatchRequest.objects.open().exclude(member=person)
    return get_object_or_404(rows.select_related("member"), public_id=public_id)


def _page(public_id: uuid.UUID) -> str:
    return reverse("matching:coordinating", args=[public_id])
