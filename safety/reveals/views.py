"""The pages on which staff ask who somebody is, and answer."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import any_of, is_administrator, is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.audit.disclose import looker
from peerhub.audit.words import Why, sentence
from peerhub.errors import DomainError
from peerhub.ui.forms import AnswerForm
from safety.flags.actions import claim_number, under
from safety.flags.models import Flag
from safety.flags.policies import moderates
from safety.reveals import actions, policies
from safety.reveals.forms import AskForm, SureForm
from safety.reveals.models import Reveal
from safety.reveals.states import Kind, Reason, Standing
from safety.reveals.targets import Fact, target_for

PAGE = 50  # requests


@access(moderates)
@require_http_methods(["GET", "POST"])
@never_cache
def reveal(request: PersonRequest, flag_id: int, kind: Kind) -> HttpResponse:
    """Who is behind a case: what happens when one asks, asking, and what was opened."""
    flag = _found(request, flag_id, kind)
    if request.method != "POST":
        if not policies.may_ask(request.user, flag):
            messages.info(request, actions.NOT_ON_IT)
            return redirect("safety:case", flag_id=flag.pk)
        return _page(request, flag, kind, AskForm())
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, flag, kind, form, status=422)
    if "change" in request.POST:
        return _page(request, flag, kind, form)
    if "sure" not in request.POST:
        return _preview(request, flag, kind, form)
    try:
        under(
            flag,
            claim_number(request.POST.get("claim", "")),
            lambda: actions.ask(flag, kind, form.plea(), by=request.user, now=timezone.now()),
        )
    except DomainError as error:
        form.add_error(None, error.message)
        return _page(request, flag, kind, form, status=error.status)
    return redirect(f"safety:reveal_{kind}", flag_id=flag.pk)


@access(moderates)
@require_POST
def open_it(request: PersonRequest, flag_id: int, kind: Kind) -> HttpResponse:
    """Open what a second person agreed to."""
    flag = _found(request, flag_id, kind)
    asked = actions.latest(flag, kind, by=request.user)
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
    return redirect(f"safety:reveal_{kind}", flag_id=flag.pk)


@access(moderates)
@require_safe
@never_cache
def requests(request: PersonRequest) -> HttpResponse:
    """What others asked, and what they opened alone."""
    others = Reveal.objects.of_others(request.user).select_related("asked_by")
    now = timezone.now()
    words = {
        "waiting": others.to_answer(now=now)[:PAGE],
        "alone": others.to_look_at_again()[:PAGE] if is_supervisor(request.user) else (),
        "now": now,
    }
    return render(request, "safety/reveals/list.html", words)


@access(any_of(moderates, is_administrator))
@require_http_methods(["GET", "POST"])
@never_cache
def request_page(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One request of somebody else, to agree to or to refuse. It never shows who it is."""
    found = get_object_or_404(
        Reveal.objects.select_related("asked_by", "answered_by", "flag"), public_id=public_id
    )
    if not policies.may_read(request.user, found):
        raise Http404
    if request.method != "POST":
        return _request_page(request, found)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _request_page(request, found, status=422)
    try:
        actions.answer(found, by=request.user, agreed=form.agreed, now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
        return redirect("safety:reveal_request", public_id=public_id)
    messages.success(request, "Thank you. Your answer is written down, and they know.")
    return redirect("safety:reveals")


def _found(request: PersonRequest, flag_id: int, kind: Kind) -> Flag:
    """A case about somebody else's words that has something of this kind to open."""
    flag = get_object_or_404(Flag.objects.exclude(author=request.user), pk=flag_id)
    if actions.found_behind(flag, kind) is None:
        raise Http404
    return flag


def _page(
    request: PersonRequest, flag: Flag, kind: Kind, form: AskForm, *, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    found = actions.found_behind(flag, kind)
    asked = actions.latest(flag, kind, by=request.user)
    on_it = policies.may_ask(request.user, flag)
    standing = asked.standing(now=now) if asked is not None else None
    shown = on_it and standing == Standing.SHOWN
    words = {
        **_addresses(flag, kind),
        "mask": found.name if found is not None else "",
        "form": form,
        "asked": asked,
        "standing": standing,
        "facts": _facts(request, asked, now) if shown else (),
        "may_be_danger": policies.may_be_danger(flag),
    }
    return render(request, "safety/reveals/reveal.html", words, status=status)


def _addresses(flag: Flag, kind: Kind) -> dict[str, object]:
    return {
        "flag": flag,
        "kind": kind.value,
        "ask_url": reverse(f"safety:reveal_{kind}", args=[flag.pk]),
        "open_url": reverse(f"safety:open_{kind}", args=[flag.pk]),
    }


def _facts(request: PersonRequest, asked: Reveal | None, now: datetime) -> Sequence[Fact]:
    return actions.look(asked, by=request.user, now=now) if asked is not None else ()


def _preview(request: PersonRequest, flag: Flag, kind: Kind, form: AskForm) -> HttpResponse:
    emergency = form.cleaned_data["reason"] == Reason.DANGER
    why = Why.DANGER if emergency else Why.TWO_AGREED
    words = {
        **_addresses(flag, kind),
        "form": SureForm(initial=form.cleaned_data),
        "given": form.cleaned_data,
        "emergency": emergency,
        "line": sentence(looker(request.user.roles), target_for(kind).what, why),
    }
    return render(request, "safety/reveals/sure.html", words)


def _request_page(request: PersonRequest, found: Reveal, *, status: int = 200) -> HttpResponse:
    standing = found.standing(now=timezone.now())
    waits = found.answered_at is None and standing != Standing.LAPSED
    held = found.is_emergency or found.flag.is_held_by(found.asked_by_id)
    words = {
        "asked": found,
        "standing": standing,
        "may_answer": waits and held and policies.may_answer(request.user, found),
        "handed_back": waits and not held,
        "moderates": moderates(request.user),
    }
    return render(request, "safety/reveals/request.html", words, status=status)
