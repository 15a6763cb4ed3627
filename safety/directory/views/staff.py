"""The pages of those who keep local help: the list, listing, checking, taking out."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from peerhub.ui.forms import Form
from safety.directory import actions
from safety.directory.forms import CarriedForm, CheckForm, RetireForm, ServiceForm, typed
from safety.directory.models import Service, ServiceDraft
from safety.directory.policies import keeps_up

LIST = "safety:directory"
PAGE = 200  # entries


@access(keeps_up)
@require_safe
@never_cache
def directory(request: PersonRequest) -> HttpResponse:
    """Everything that is listed, the longest unchecked first."""
    services = Service.objects.current().select_related("organization", "checked_by")
    ordered = services.order_by("checked_on", "organization__name", "pk")[:PAGE]
    today = timezone.now().date()
    rows = [(service, service.is_stale(on=today)) for service in ordered]
    drafts = ServiceDraft.objects.waiting()[:PAGE]
    return render(request, "safety/directory/directory.html", {"rows": rows, "drafts": drafts})


@access(keeps_up)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new_service(request: PersonRequest) -> HttpResponse:
    """Write it, see what people will see, list it."""
    now, draft = timezone.now(), _draft(request)
    data = request.POST if request.method == "POST" else None
    form = ServiceForm(data, today=now.date(), initial=_like(request, draft))
    if not form.is_valid() or "change" in request.POST:
        status = 422 if form.errors else 200
        return render(
            request,
            "safety/directory/new_service.html",
            {"form": form, "draft": draft},
            status=status,
        )
    if "sure" not in request.POST:
        carried = CarriedForm(data, today=now.date())
        words = {
            "carried": carried,
            "offer": form.offer,
            "consent": form.consent,
            "shown": form.shown,
        }
        return render(request, "safety/directory/preview.html", words)
    try:
        made = actions.list_service(form.offer, form.consent, draft=draft, by=request.user, now=now)
    except DomainError as error:
        form.add_error(None, error.message)
        return render(request, "safety/directory/new_service.html", {"form": form}, status=422)
    messages.success(request, "Listed. People find it from now on.")
    return redirect(made)


@access(keeps_up)
@require_safe
@never_cache
def service(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One entry, with its yes and who checked it."""
    found = _found(public_id)
    words = {"service": found, "is_stale": found.is_stale(on=timezone.now().date())}
    return render(request, "safety/directory/service.html", words)


@access(keeps_up)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Read it once more, then say that it holds."""
    found = _found(public_id)
    form = CheckForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(
        form, lambda: actions.check(found, by=request.user, now=timezone.now())
    ):
        messages.success(request, "Checked today.")
        return redirect(found)
    return _asked(request, "check", found, form)


@access(keeps_up)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def retire(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say why, then take it out."""
    found = _found(public_id)
    form = RetireForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(
        form,
        lambda: actions.retire(
            found, why=form.cleaned_data["why"], by=request.user, now=timezone.now()
        ),
    ):
        messages.success(request, "Taken out. Nobody finds it any more.")
        return redirect(LIST)
    return _asked(request, "retire", found, form)


@access(keeps_up)
@require_POST
def leave_out(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Not for here."""
    found, now = get_object_or_404(ServiceDraft, public_id=public_id), timezone.now()
    return do(
        request,
        reverse(LIST),
        lambda: actions.leave_out(found, by=request.user, now=now),
        "Left out. It is not brought in again.",
    )


def _draft(request: PersonRequest) -> ServiceDraft | None:
    """What was brought in and is listed now, if the address names it."""
    try:
        public_id = uuid.UUID(request.GET.get("draft", ""))
    except ValueError:
        return None
    return ServiceDraft.objects.waiting().filter(public_id=public_id).first()


def _like(request: PersonRequest, draft: ServiceDraft | None) -> dict[str, Any]:
    """The words of the entry that is listed anew, or was brought in, if the address names one."""
    if draft is not None:
        return dict(draft.facts)
    try:
        public_id = uuid.UUID(request.GET.get("like", ""))
    except ValueError:
        return {}
    known = Service.objects.whole().filter(public_id=public_id).first()
    return typed(known) if known else {}


def _done(form: Form, deed: Callable[[], object]) -> bool:
    """Do it; a reason why not stands on the form."""
    try:
        deed()
    except DomainError as error:
        form.add_error(None, error.message)
        return False
    return True


def _asked(request: PersonRequest, page: str, found: Service, form: Form) -> HttpResponse:
    status = 422 if form.errors else 200
    words = {"service": found, "form": form}
    return render(request, f"safety/directory/{page}.html", words, status=status)


def _found(public_id: uuid.UUID) -> Service:
    kept = Service.objects.whole().select_related("organization", "checked_by", "listed_by")
    return get_object_or_404(kept, public_id=public_id)
