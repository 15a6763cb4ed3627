"""The pages of a passport: tick, look, take it along; and one that was kept."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.fhir.bundle import TYPE
from peerhub.ui.deeds import do
from sessions.passport import actions
from sessions.passport.drawing import Drawn, drawn, kept
from sessions.passport.forms import PassportForm, SureForm
from sessions.passport.models import Passport
from sessions.passport.pieces import pieces

BAD = 422
PAGE = "sessions:passport"
PDF_NAME, FHIR_NAME = "notes.pdf", "notes.json"  # say nothing


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def passport(request: PersonRequest) -> HttpResponse:
    """Tick; it stands below, and can be taken along or kept."""
    now = timezone.now()
    form = PassportForm(
        request.POST if request.method == "POST" else None, pieces=pieces(request.user, now=now)
    )
    ticked = form.ticked if form.is_valid() else []
    if ticked and request.POST.get("do") == "keep":
        return _keep(request, ticked)
    made = drawn(request.user, ticked, now=now) if ticked else None
    if made and (file := _file(request, made)):
        return file
    words = {
        "form": form,
        "ticked": ticked,
        "made": made,
        "none": form.is_bound and not ticked,
        "kept": Passport.objects.of(request.user).only("public_id", "made_at"),
    }
    status = BAD if form.errors else 200
    return render(request, "sessions/passport/passport.html", words, status=status)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def kept_passport(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One that was kept: look at it, take it along, delete it for good."""
    mine = Passport.objects.of(request.user).select_related("member")
    found = get_object_or_404(mine, public_id=public_id)
    made, form = kept(found), SureForm()
    if file := _file(request, made):
        return file
    if request.POST.get("do") == "delete":
        form = SureForm(request.POST)
        if form.is_valid():
            said = "It is deleted. Files that you took before are where you put them."
            return do(request, reverse(PAGE), partial(actions.erase, found, by=request.user), said)
    words = {"made": made, "passport": found, "form": form}
    status = BAD if form.errors else 200
    return render(request, "sessions/passport/kept.html", words, status=status)


def _keep(request: PersonRequest, ticked: list[str]) -> HttpResponse:
    try:
        found = actions.keep(ticked, by=request.user, now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
        return redirect(PAGE)
    messages.success(request, "Kept. Only you see it. Delete it here whenever you like.")
    return redirect(found)


def _file(request: PersonRequest, made: Drawn) -> HttpResponse | None:
    """The file that a button asks for; None where it asks for none."""
    match request.POST.get("do"):
        case "pdf":
            body, kind, name = made.as_pdf(), "application/pdf", PDF_NAME
        case "fhir":
            body, kind, name = made.as_fhir().encode(), TYPE, FHIR_NAME
        case _:
            return None
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)
