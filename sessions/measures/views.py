"""Measures: what can be taken, one question at a time, and what it came to. For their member alone."""

import csv
import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from peerhub.ui.moments import in_words
from safety.resources.find import help_for
from sessions.measures import actions, instruments, policies, reading
from sessions.measures.forms import QuestionForm, SureForm
from sessions.measures.instruments.shape import Answers, Given, Instrument, Item, Left
from sessions.measures.models import MeasureRun

LIST = "sessions:measures"
BAD = 422
NOT_FOUND = 404
FILE_NAME = "answers.csv"  # says nothing


@access(is_member)
@require_safe
@never_cache
def measures(request: PersonRequest) -> HttpResponse:
    """What can be taken, what was begun, and what was finished."""
    words = {
        "offered": reading.offered(request.user, now=timezone.now()),
        "kept": reading.kept(request.user),
    }
    return render(request, "sessions/measures/measures.html", words)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def measure(request: PersonRequest, key: str) -> HttpResponse:
    """What one is for, who sees what, and a button to begin."""
    instrument, now = instruments.find(key), timezone.now()
    if instrument is None:
        raise Http404
    if request.method == "POST":
        try:
            run = actions.begin(instrument, member=request.user, now=now)
        except DomainError as error:
            messages.info(request, error.message)
            return redirect(LIST)
        return redirect(run)
    found = next(
        each for each in reading.offered(request.user, now=now) if each.instrument is instrument
    )
    words = {"offered": found, "instrument": instrument, "count": len(instrument.items)}
    return render(request, "sessions/measures/first.html", words)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def measure_run(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """The next question, the one that was asked for, the end of it, or what it came to."""
    if request.method == "POST":
        return _posted(request, public_id)
    run = _own(request, public_id)
    if "help" in request.GET:
        return render(request, "sessions/measures/help.html", _with_help(request, run))
    if run.finished_at is not None:
        return _result(request, run, SureForm())
    if policies.is_stale(run, now=timezone.now()):
        messages.info(request, "You began this more than a week ago. You can start again.")
        return redirect("sessions:measure", run.instrument)
    instrument, answers = run.questions, run.answers
    asked_for = request.GET.get("question")
    item = next((each for each in instrument.asked(answers) if each.key == asked_for), None)
    item = item or instrument.next_after(answers)
    if item is None:
        return _end(request, run, instrument, answers)
    form = QuestionForm(item=item, given=answers.get(item.key), numbered=bool(instrument.intro))
    return _question(request, run, item, form)


@access(is_member)
@require_POST
def measure_forget(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Throw away what was begun; delete for good what was finished, after a tick."""
    run, form = _own(request, public_id), SureForm(request.POST)
    if run.finished_at is not None and not form.is_valid():
        return _result(request, run, form)
    left = "The answer that reached our team stays with them."
    said = f"Deleted. {left if reading.told(run).ever else 'Nothing of it is left.'}"
    deed = partial(actions.forget, run, by=request.user)
    return do(request, reverse(LIST), deed, said)


@access(is_member)
@require_POST
def measure_download(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """The answers and what they came to, as one small file."""
    run, zone = _own(request, public_id), request.user.zone
    instrument = run.questions
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    rows = csv.writer(response)
    rows.writerow([instrument.name, f"version {run.version}", run.language])
    rows.writerow(["begun", in_words(run.started_at, "date", zone)])
    if run.finished_at is not None:
        rows.writerow(["finished", in_words(run.finished_at, "date", zone)])
    rows.writerow(["number", "" if run.total is None else run.total])
    rows.writerow(["question", "answer", "counts"])
    answers = run.answers
    for item in instrument.asked(answers):
        given = answers.get(item.key)
        counts = given if isinstance(given, int) else ""
        rows.writerow([item.words, item.label(given), counts])
    return response


def _own(request: PersonRequest, public_id: uuid.UUID) -> MeasureRun:
    mine = MeasureRun.objects.of(request.user).select_related("member")
    found = get_object_or_404(mine, public_id=public_id)
    if instruments.find(found.instrument) is None:
        raise Http404  # not offered any more
    return found


def _posted(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    instrument = instruments.find(request.POST.get("of", ""))
    there = MeasureRun.objects.of(request.user).filter(public_id=public_id).exists()
    if not there and instrument is not None:
        return _posted_late(request, instrument, public_id)
    run = _own(request, public_id)
    if "finish" in request.POST:
        return _finish(request, run)
    asked = _asked(request, run.questions)
    if asked is None:
        return redirect(run)
    item, given, form = asked
    if given is None:
        return _question(request, run, item, form)
    try:
        answered = actions.answer(run, item.key, given, by=request.user, now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
        return redirect(run if error.status != NOT_FOUND else LIST)
    if answered.run is None:
        return _help_without(request)
    return redirect(f"{run.get_absolute_url()}?help=now" if answered.tells else run)


def _posted_late(
    request: PersonRequest, instrument: Instrument, public_id: uuid.UUID
) -> HttpResponse:
    """An answer to what was deleted in another window: what can mean danger is heard all the same."""
    asked, now = _asked(request, instrument), timezone.now()
    if asked is None:
        raise Http404
    item, given, _ = asked
    if given is None:
        raise Http404
    try:
        actions.answer_deleted(
            instrument, item.key, given, by=request.user, public_id=public_id, now=now
        )
    except DomainError as error:
        messages.info(request, error.message)
        return redirect(LIST)
    return _help_without(request)


def _asked(
    request: PersonRequest, instrument: Instrument
) -> tuple[Item, Given | None, QuestionForm] | None:
    """The question and what was answered (None: nothing that can be read); None without a question."""
    key = request.POST.get("question", "")
    item = next((each for each in instrument.items if each.key == key), None)
    if item is None:
        return None
    form = QuestionForm(request.POST, item=item, numbered=bool(instrument.intro))
    if request.POST.get("left") in set(Left):
        return item, Left(request.POST["left"]), form
    return item, form.given if form.is_valid() else None, form


def _help_without(request: PersonRequest) -> HttpResponse:
    told = reading.Told(ever=True, waits=True)
    words = {"run": None, "help": help_for(request.user), "told": told}
    return render(request, "sessions/measures/help.html", words)


def _finish(request: PersonRequest, run: MeasureRun) -> HttpResponse:
    try:
        found = actions.finish(run, by=request.user, now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
        return redirect(run)
    if found is None:
        messages.info(request, "You left everything out, so nothing is kept.")
        return redirect(LIST)
    return redirect(found)


def _question(
    request: PersonRequest, run: MeasureRun, item: Item, form: QuestionForm
) -> HttpResponse:
    asked = run.questions.asked(run.answers)
    place = next((n for n, each in enumerate(asked) if each.key == item.key), 0)
    words = {
        "run": run,
        "instrument": run.questions,
        "item": item,
        "form": form,
        "number": place + 1,
        "count": len(asked),
        "previous": asked[place - 1].key if place else "",
    }
    status = BAD if form.errors else 200
    return render(request, "sessions/measures/question.html", words, status=status)


def _end(
    request: PersonRequest, run: MeasureRun, instrument: Instrument, answers: Answers
) -> HttpResponse:
    asked = instrument.asked(answers)
    words = {
        "run": run,
        "told": reading.told(run),
        "rows": [(item, item.label(answers.get(item.key))) for item in asked],
        "left_out": sum(
            item.counts and not isinstance(answers.get(item.key), int) for item in asked
        ),
    }
    return render(request, "sessions/measures/end.html", words)


def _result(request: PersonRequest, run: MeasureRun, form: SureForm) -> HttpResponse:
    words = {"form": form, **_with_help(request, run)}
    words["result"] = reading.result(run, told=words["told"].ever)
    status = BAD if form.errors else 200
    return render(request, "sessions/measures/result.html", words, status=status)


def _with_help(request: PersonRequest, run: MeasureRun) -> dict[str, Any]:
    return {
        "run": run,
        "instrument": run.questions,
        "help": help_for(request.user),
        "told": reading.told(run),
    }
