"""The member's pages: what is shared, one of them with its receipt, less of it, its end, a copy."""

import uuid
from datetime import datetime
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.fhir.bundle import TYPE
from peerhub.ui.deeds import do
from safety.sharing import actions
from safety.sharing.document import labels_of, until_in_words
from safety.sharing.models import AccountingLine, Sharing
from safety.sharing.states import Way

OVER = 50  # of those that ended, on one page
FILE_NAME = "letter.txt"  # says nothing
FHIR_NAME = "letter.json"


@access(is_member)
@require_safe
@never_cache
def sharings(request: PersonRequest) -> HttpResponse:
    """With whom what is shared, until when, each with one tap to stop it."""
    now = timezone.now()
    mine = Sharing.objects.of(request.user).select_related("recipient", "member")
    held = list(mine.holding(now))
    over = mine.exclude(pk__in=[each.pk for each in held]).filter(followed_by=None)
    words = {
        "held": [(each, labels_of(each.keys), until_in_words(each)) for each in held],
        "over": over[:OVER],
    }
    return render(request, "safety/sharing/sharings.html", words)


@access(is_member)
@require_safe
@never_cache
def sharing(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One yes: the receipt, what they get now, and each thing with one tap to take it out."""
    found, now = _mine(request, public_id), timezone.now()
    document = actions.document_for(found, now=now) if found.holds(now) else None
    words = {
        "sharing": found,
        "document": document,
        "until": until_in_words(found),
        "labels": labels_of(found.keys),
        "lines": AccountingLine.objects.of(request.user).filter(sharing=found),
        "newer": Sharing.objects.filter(instead_of=found).first(),
    }
    return render(request, "safety/sharing/sharing.html", words)


@access(is_member)
@require_POST
def narrowing(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take one thing out."""
    found, now = _mine(request, public_id), timezone.now()
    without = request.POST.get("without", "")
    try:
        made = actions.narrow(found, without=without, by=request.user, now=now)
    except DomainError as error:
        messages.info(request, error.message)
        return redirect("safety:sharing", public_id=public_id)
    messages.success(request, "Taken out. They do not get it any more.")
    return redirect("safety:sharing", public_id=made.public_id if made else public_id)


@access(is_member)
@require_POST
def ending(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """End it."""
    found, now = _mine(request, public_id), timezone.now()
    to = reverse("safety:sharing", args=[public_id])
    said = "Ended. They get nothing by it from now on."
    return do(request, to, lambda: actions.end(found, by=request.user, now=now), said)


@access(is_member)
@require_POST
@never_cache
def copy(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """A file for somebody outside, with the notice and the consent; it is written down."""
    found = _mine(request, public_id)
    give = partial(_fhir if request.POST.get("as") == "fhir" else _text, found, by=request.user)
    try:
        return give(now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
        return redirect("safety:sharing", public_id=public_id)


def _text(found: Sharing, *, by: User, now: datetime) -> HttpResponse:
    return as_file(actions.hand_over(found, way=Way.COPY, by=by, now=now).text(), FILE_NAME)


def _fhir(found: Sharing, *, by: User, now: datetime) -> HttpResponse:
    made = actions.hand_over_as_fhir(found, way=Way.COPY, by=by, now=now)
    return as_file(made, FHIR_NAME, kind=TYPE)


def as_file(words: str, name: str, kind: str = "text/plain; charset=utf-8") -> HttpResponse:
    """Words as a file, of plain text unless it is another kind."""
    return HttpResponse(
        words,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _mine(request: PersonRequest, public_id: uuid.UUID) -> Sharing:
    own = Sharing.objects.of(request.user).select_related("member", "recipient")
    return get_object_or_404(own, public_id=public_id)
