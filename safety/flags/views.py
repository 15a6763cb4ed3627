"""The queue and its cases."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.forms import Form
from safety.flags import actions, ladder, rows
from safety.flags.forms import HandBackForm, LevelForm, NoteForm, OutcomeForm
from safety.flags.models import Flag
from safety.flags.policies import works_the_queue

PAGE = 100  # rows: more than a shift can answer


@access(works_the_queue)
@require_safe
@never_cache
def queue(request: PersonRequest) -> HttpResponse:
    """All that waits, most urgent first."""
    return render(request, "safety/flags/queue.html", _listing(request))


@access(works_the_queue)
@require_safe
@never_cache
def queue_rows(request: PersonRequest) -> HttpResponse:
    """The list alone, for the live page."""
    return render(request, "safety/flags/_rows.html", _listing(request))


@access(works_the_queue)
@require_safe
@never_cache
def case(request: PersonRequest, flag_id: int) -> HttpResponse:
    """One case: what happened, what was done, what can be done."""
    return _case_page(request, _found(flag_id))


@access(works_the_queue)
@require_safe
@never_cache
def first_words(request: PersonRequest, flag_id: int) -> HttpResponse:
    """The first words of a text, when somebody uncovers them in the list."""
    words = actions.peek(_found(flag_id), by=request.user, now=timezone.now())
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


@access(works_the_queue)
@require_POST
def claim(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Take a case and open it."""
    flag = _found(flag_id)
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
    flag = _found(flag_id)
    form = HandBackForm(request.POST)
    if not form.is_valid():
        return _case_page(request, flag, hand_back=form)
    try:
        actions.release(flag, by=request.user, note=form.cleaned_data["note"], now=timezone.now())
    except DomainError as error:
        return _case_page(request, flag, hand_back=_refused(form, error))
    messages.success(request, "It is back in the list. Someone else can take it now.")
    return redirect("safety:queue")


@access(works_the_queue)
@require_POST
def notes(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Write into the timeline."""
    flag = _found(flag_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _case_page(request, flag, note=form)
    actions.add_note(flag, by=request.user, words=form.cleaned_data["words"], now=timezone.now())
    messages.success(request, "Your note is in the timeline.")
    return redirect("safety:case", flag_id=flag.pk)


@access(works_the_queue)
@require_POST
def level(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Raise the level."""
    flag = _found(flag_id)
    form = LevelForm(request.POST, above=flag.level)
    if not form.is_valid():
        return _case_page(request, flag, level=form)
    try:
        flag = actions.raise_level(flag, by=request.user, now=timezone.now(), **form.cleaned_data)
    except DomainError as error:
        return _case_page(request, flag, level=_refused(form, error))
    messages.success(request, f"The level is now {flag.level}, {ladder.rung(flag.level).name}.")
    return redirect("safety:case", flag_id=flag.pk)


@access(works_the_queue)
@require_POST
def let_out(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Let others see a held message."""
    flag = _found(flag_id)
    try:
        actions.let_out(flag, by=request.user, now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
    else:
        messages.success(request, "Others can see the message now.")
    return redirect("safety:case", flag_id=flag.pk)


@access(works_the_queue)
@require_POST
def outcome(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Close a case."""
    flag = _found(flag_id)
    form = OutcomeForm(request.POST, level=flag.level, reported=_is_reported(flag))
    if not form.is_valid():
        return _case_page(request, flag, outcome=form)
    try:
        actions.resolve(flag, by=request.user, now=timezone.now(), **form.cleaned_data)
    except DomainError as error:
        return _case_page(request, flag, outcome=_refused(form, error))
    messages.success(request, "This is closed. What you wrote stays in its timeline.")
    return redirect("safety:queue")


def _found(flag_id: int) -> Flag:
    return get_object_or_404(Flag.objects.select_related("claimed_by", "resolved_by"), pk=flag_id)


def _is_reported(flag: Flag) -> bool:
    return actions.REPORTED in flag.kinds


def _refused(form: Form, error: DomainError) -> Form:
    form.add_error(None, error.message)
    return form


def _listing(request: PersonRequest) -> dict[str, Any]:
    now = timezone.now()
    waiting = Flag.objects.waiting().select_related("claimed_by").defer("excerpt", "reasons")
    listed = [_row(flag, request) for flag in waiting.in_order()[:PAGE]]
    return {
        "rows": listed,
        "unattended": sum(row.free for row in listed),
        "late": sum(row.free and row.late for row in listed),
        "now": now,
    }


def _row(flag: Flag, request: PersonRequest) -> rows.Row:
    now = timezone.now()
    free = flag.is_free(now=now)
    holder = flag.claimed_by if not free else None
    return rows.Row(
        id=flag.pk,
        level=flag.level,
        name=ladder.rung(flag.level).name,
        kinds=rows.kinds_in_words(flag.kinds),
        place=flag.place,
        waiting=rows.how_long(now - flag.raised_at),
        answer_by=rows.answer_by(flag.due_at, now=now),
        late=flag.due_at < now,
        with_whom=holder.handle if holder else "",
        mine=holder == request.user,
        free=free,
        held=flag.held,
    )


def _case_page(request: PersonRequest, flag: Flag, **bound: Form) -> HttpResponse:
    now = timezone.now()
    opened = actions.open_case(flag, by=request.user, now=now)
    row = _row(flag, request)
    forms = {
        "hand_back": HandBackForm(),
        "note": NoteForm(),
        "level": LevelForm(above=flag.level),
        "outcome": OutcomeForm(level=flag.level, reported=_is_reported(flag)),
        **bound,
    }
    words = {
        "flag": flag,
        "row": row,
        "rung": ladder.rung(flag.level),
        "case": opened,
        "reports": flag.reports.order_by("made_at", "pk"),
        "timeline": flag.notes.select_related("author").order_by("at", "pk"),
        "may_raise": flag.level < ladder.HIGHEST,
        "forms": forms,
        "form": next(iter(bound.values()), None),
    }
    return render(request, "safety/flags/case.html", words)
