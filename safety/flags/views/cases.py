"""One case: looking at it, and what whoever is on it does."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from safety.flags import actions, ladder
from safety.flags.forms import HandBackForm, LevelForm, NoteForm, OutcomeForm
from safety.flags.models import Flag
from safety.flags.policies import works_the_queue
from safety.flags.views.pages import (
    case_page,
    case_url,
    found,
    is_reported,
    refused,
    shown_claim,
)

T = TypeVar("T")


@access(works_the_queue)
@require_safe
@never_cache
def case(request: PersonRequest, flag_id: int) -> HttpResponse:
    """One case: what happened, what was done, what can be done."""
    return case_page(request, found(flag_id, request))


@access(works_the_queue)
@require_POST
def claim(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Take a case and open it."""
    flag = found(flag_id, request)
    try:
        actions.claim(flag, by=request.user, now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
        return redirect("safety:queue")
    return redirect("safety:case", flag_id=flag.pk)


@access(works_the_queue)
@require_POST
def release(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Hand a case back to the list."""
    flag = found(flag_id, request)
    form = HandBackForm(request.POST)
    if not form.is_valid():
        return case_page(request, flag, hand_back=form)
    try:
        _under(
            request,
            flag,
            lambda: actions.release(
                flag, by=request.user, note=form.cleaned_data["note"], now=timezone.now()
            ),
        )
    except DomainError as error:
        return case_page(request, flag, hand_back=refused(form, error))
    messages.success(request, "It is back in the list. Someone else can take it now.")
    return redirect("safety:queue")


@access(works_the_queue)
@require_POST
def notes(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Write into the timeline."""
    flag = found(flag_id, request)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return case_page(request, flag, note=form)
    words = form.cleaned_data["words"]
    try:
        _under(
            request,
            flag,
            lambda: actions.add_note(flag, by=request.user, words=words, now=timezone.now()),
        )
    except DomainError as error:
        return case_page(request, flag, note=refused(form, error))
    messages.success(request, "Your note is in the timeline.")
    return redirect("safety:case", flag_id=flag.pk)


@access(works_the_queue)
@require_POST
def level(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Raise the level."""
    flag = found(flag_id, request)
    form = LevelForm(request.POST, above=flag.level)
    if not form.is_valid():
        return case_page(request, flag, level=form)
    try:
        raised = _under(
            request,
            flag,
            lambda: actions.raise_level(
                flag, by=request.user, now=timezone.now(), **form.cleaned_data
            ),
        )
    except DomainError as error:
        return case_page(request, flag, level=refused(form, error))
    messages.success(request, f"The level is now {raised.level}, {ladder.rung(raised.level).name}.")
    return redirect("safety:case", flag_id=flag.pk)


@access(works_the_queue)
@require_POST
def let_out(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Let others see a held message."""
    flag, now = found(flag_id, request), timezone.now()
    said = "Others can see the message now."

    def deed() -> Flag:
        return _under(request, flag, lambda: actions.let_out(flag, by=request.user, now=now))

    return do(request, case_url(flag), deed, said)


@access(works_the_queue)
@require_POST
def outcome(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Close a case."""
    flag = found(flag_id, request)
    form = OutcomeForm(request.POST, level=flag.level, reported=is_reported(flag), held=flag.held)
    if not form.is_valid():
        return case_page(request, flag, outcome=form)
    try:
        _under(
            request,
            flag,
            lambda: actions.resolve(flag, by=request.user, now=timezone.now(), **form.cleaned_data),
        )
    except DomainError as error:
        return case_page(request, flag, outcome=refused(form, error))
    messages.success(request, "This is closed. What you wrote stays in its timeline.")
    return redirect("safety:queue")


def _under(request: PersonRequest, flag: Flag, deed: Callable[[], T]) -> T:
    """Do it, unless somebody took the case since the page of the form was made."""
    return actions.under(flag, shown_claim(request), deed)
