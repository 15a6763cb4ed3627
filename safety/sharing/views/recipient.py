"""The pages of a clinician of ours with whom something is shared. Each look is a line."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.fhir.bundle import TYPE
from safety.sharing import actions
from safety.sharing.document import until_in_words
from safety.sharing.models import Sharing
from safety.sharing.policies import held_by, reads_shared
from safety.sharing.states import Way
from safety.sharing.views.member import FHIR_NAME, as_file

PAGE = 100  # people


@access(reads_shared)
@require_safe
@never_cache
def shared_with_me_all(request: PersonRequest) -> HttpResponse:
    """Who shares something with the reader: names alone."""
    held = held_by(request.user, timezone.now()).select_related("member")
    return render(
        request,
        "safety/sharing/shared_with_me_all.html",
        {"held": held.order_by("member__handle", "pk")[:PAGE]},
    )


@access(reads_shared)
@require_safe
@never_cache
def shared_with_me(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Exactly what one member shares; reading it is written down for them."""
    with_me = Sharing.objects.filter(recipient=request.user).select_related("member", "recipient")
    found = get_object_or_404(with_me, public_id=public_id)
    newer = Sharing.objects.filter(instead_of=found).first()
    if newer is not None:  # an address from before the member changed it
        return redirect("safety:shared_with_me", public_id=newer.public_id)
    try:
        document = actions.hand_over(found, way=Way.READ, by=request.user, now=timezone.now())
    except actions.NotHeld as error:
        raise Http404 from error
    words = {"document": document, "until": until_in_words(found), "sharing": found}
    return render(request, "safety/sharing/shared_with_me.html", words)


@access(reads_shared)
@require_POST
@never_cache
def take_file(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """The same as a file of FHIR; taking it is written down for them, too."""
    with_me = Sharing.objects.filter(recipient=request.user)
    found = get_object_or_404(with_me, public_id=public_id)
    try:
        made = actions.hand_over_as_fhir(found, way=Way.FILE, by=request.user, now=timezone.now())
    except actions.NotHeld as error:
        raise Http404 from error
    return as_file(made, FHIR_NAME, kind=TYPE)
