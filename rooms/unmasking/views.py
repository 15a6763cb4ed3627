"""The pages on which staff ask who is behind a mask, and answer."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.audit.disclose import looker
from peerhub.audit.words import What, Why, sentence
from peerhub.errors import DomainError
from rooms.live.actions import SUBJECT
from rooms.unmasking import actions, policies
from rooms.unmasking.forms import AnswerForm, AskForm, SureForm
from rooms.unmasking.models import Unmasking
from rooms.unmasking.states import Reason, Standing
from safety.flags.actions import claim_number, under
from safety.flags.models import Flag
from safety.flags.policies import moderates

PAGE = 50  # requests


@access(moderates)
@require_http_methods(["GET", "POST"])
@never_cache
def unmask(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Who is behind the mask of a case: what happens when one asks, asking, and the name."""
    flag = _found(request, flag_id)
    if request.method != "POST":
        if not policies.may_unmask(request.user, flag):
            messages.info(request, actions.NOT_ON_IT)
            return redirect("safety:case", flag_id=flag.pk)
        return _page(request, flag, AskForm())
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, flag, form, status=422)
    if "change" in request.POST:
        return _page(request, flag, form)
    if "sure" not in request.POST:
        return _preview(request, flag, form)
    try:
        under(
            flag,
            claim_number(request.POST.get("claim", "")),
            lambda: actions.ask(flag, form.plea(), by=request.user, now=timezone.now()),
        )
    except DomainError as error:
        form.add_error(None, error.message)
        return _page(request, flag, form, status=error.status)
    return redirect("rooms:unmask", flag_id=flag.pk)


@access(moderates)
@require_POST
def open_name(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Open the name that a second person agreed to."""
    flag = _found(request, flag_id)
    asked = actions.latest(flag, by=request.user)
    if asked is None:
        raise Http404
    try:
        under(
            flag,
            claim_number(request.POST.get("claim", "")),
            lambda: actions.open_name(asked, by=request.user, now=timezone.now()),
        )
    except DomainError as error:
        messages.info(request, error.message)
    return redirect("rooms:unmask", flag_id=flag.pk)


@access(moderates)
@require_safe
@never_cache
def unmaskings(request: PersonRequest) -> HttpResponse:
    """What others asked, and what they opened alone."""
    others = Unmasking.objects.of_others(request.user).select_related("asked_by", "mask")
    words = {
        "waiting": others.to_answer(now=timezone.now())[:PAGE],
        "alone": others.to_look_at_again()[:PAGE] if is_supervisor(request.user) else (),
    }
    return render(request, "rooms/unmasking/list.html", words)


@access(moderates)
@require_http_methods(["GET", "POST"])
@never_cache
def unmasking(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One request of somebody else, to agree to or to refuse. It never shows the name."""
    found = get_object_or_404(
        Unmasking.objects.of_others(request.user).select_related("asked_by", "mask", "flag"),
        public_id=public_id,
    )
    if request.method != "POST":
        return _request_page(request, found)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _request_page(request, found, status=422)
    try:
        actions.answer(found, by=request.user, agreed=form.agreed, now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
        return redirect("rooms:unmasking", public_id=public_id)
    messages.success(request, "Thank you. Your answer is written down, and they know.")
    return redirect("rooms:unmaskings")


def _found(request: PersonRequest, flag_id: int) -> Flag:
    """A case about somebody else's message in a room."""
    return get_object_or_404(
        Flag.objects.exclude(author=request.user), pk=flag_id, subject_kind=SUBJECT
    )


def _page(request: PersonRequest, flag: Flag, form: AskForm, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    mask = actions.mask_of(flag)
    if mask is None:
        raise Http404
    asked = actions.latest(flag, by=request.user)
    on_it = policies.may_unmask(request.user, flag)
    standing = asked.standing(now=now) if asked is not None else None
    words = {
        "flag": flag,
        "mask_name": mask.name,
        "form": form,
        "asked": asked,
        "standing": standing,
        "name": _name(request, asked, now) if on_it and standing == Standing.SHOWN else "",
    }
    return render(request, "rooms/unmasking/unmask.html", words, status=status)


def _name(request: PersonRequest, asked: Unmasking | None, now: datetime) -> str:
    return actions.look(asked, by=request.user, now=now) if asked is not None else ""


def _preview(request: PersonRequest, flag: Flag, form: AskForm) -> HttpResponse:
    emergency = form.cleaned_data["reason"] == Reason.DANGER
    why = Why.DANGER if emergency else Why.TWO_AGREED
    words = {
        "flag": flag,
        "form": SureForm(initial=form.cleaned_data),
        "given": form.cleaned_data,
        "emergency": emergency,
        "line": sentence(looker(request.user.roles), What.NAME, why),
    }
    return render(request, "rooms/unmasking/sure.html", words)


def _request_page(request: PersonRequest, found: Unmasking, *, status: int = 200) -> HttpResponse:
    standing = found.standing(now=timezone.now())
    waits = found.answered_at is None and standing != Standing.LAPSED
    held = found.is_emergency or found.flag.is_held_by(found.asked_by_id)
    words = {
        "asked": found,
        "standing": standing,
        "may_answer": waits and held and policies.may_answer(request.user, found),
        "handed_back": waits and not held,
    }
    return render(request, "rooms/unmasking/request.html", words, status=status)
