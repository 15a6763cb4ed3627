"""Pages of the training: parts to read with questions, practice, and the exam."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.certificates.actions import RENEW_FROM
from matching.certificates.models import Certificate
from matching.training import actions, exam, policies, practice
from matching.training.content import EVERY_YEAR, Answer, Module, Question, bank, module, modules
from matching.training.forms import ObserveForm, QuestionsForm
from matching.training.models import ExamTry, Practice
from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do


@dataclass(frozen=True)
class Asked:
    """A question with what was chosen last, for a page that teaches."""

    question: Question
    chosen: Answer | None
    field: Any  # where it can be answered (again); None: it was answered rightly


@access(policies.may_read_training)
@require_safe
@never_cache
def training(request: PersonRequest) -> HttpResponse:
    """All parts, and how far one is."""
    person = request.user
    since = _round(person)
    done = policies.passed_modules(person)
    again = policies.passed_modules(person, since=since) if since else set()
    parts = [
        (each, each.slug in (again if since and each.slug in EVERY_YEAR else done))
        for each in modules()
    ]
    context = {
        "parts": parts,
        "since": since,
        "enrolled": policies.is_enrolled(person),
        "read_all": policies.has_read_all(person),
        "practised": policies.has_practised(person),
        "passed": policies.has_passed_exam(person),
        "practices": Practice.objects.held_by(person).select_related("held_by"),
        "asked": Practice.objects.filter(trainee=person, held_at=None).first(),
        "needed": practice.NEEDED,
    }
    return render(request, "matching/training/training.html", context)


@access(policies.may_read_training)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def part(request: PersonRequest, slug: str) -> HttpResponse:
    """One part to read, and its questions; each answer says why."""
    found = module(slug)
    if found is None:
        raise Http404
    since = _round(request.user) if slug in EVERY_YEAR else None
    form = QuestionsForm(
        request.POST if request.method == "POST" else None, questions=found.questions
    )
    if form.is_bound and form.is_valid():
        given = form.given()
        passed = actions.answer(request.user, found, given, since=since, now=timezone.now())
        said = "This part is done. You can come back to it." if passed else "Kept."
        messages.success(request, said if given else "Nothing was chosen yet.")
        return redirect(reverse("matching:part", args=[slug]) + "#questions")
    asked = _asked(request.user, found, form, since=since)
    context = {
        "part": found,
        "asked": asked,
        "right": sum(each.field is None for each in asked),
        "needed": exam.needed(len(asked)),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "matching/training/part.html", context, status=status)


@access(policies.is_enrolled)
@require_POST
def practice_asking(request: PersonRequest) -> HttpResponse:
    """Say that one is ready to practise."""
    now = timezone.now()
    return do(
        request,
        reverse("matching:training"),
        lambda: actions.ask_for_practice(request.user, now=now),
        "Asked. Somebody who knows the work will find a time with you.",
    )


@access(policies.may_observe_somebody)
@require_safe
@never_cache
def practices(request: PersonRequest) -> HttpResponse:
    """Who would like to practise, the longest wait first."""
    may = policies.knows_the_work(request.user, now=timezone.now())
    waiting = Practice.objects.waiting().exclude(trainee=request.user) if may else ()
    return render(request, "matching/training/practices.html", {"waiting": waiting, "may": may})


@access(policies.may_observe_somebody)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def observing(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down how a practice session was."""
    asked = get_object_or_404(Practice.objects.waiting(), pk=pk)
    now = timezone.now()
    if not policies.may_observe(request.user, asked.trainee, now=now):
        raise Http404
    form = ObserveForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        words = form.cleaned_data["words"]
        return do(
            request,
            reverse("matching:practices"),
            lambda: actions.observe(asked, form.points(), words=words, by=request.user, now=now),
            f"Thank you. {asked.trainee.handle} can read it now.",
        )
    context = {"asked": asked, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "matching/training/observing.html", context, status=status)


@access(policies.is_enrolled)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def examination(request: PersonRequest) -> HttpResponse:
    """The exam: begin it, answer it, and read why afterwards."""
    now = timezone.now()
    begun = ExamTry.objects.filter(person=request.user, ended_at=None).first()
    if request.method == "POST" and begun is None:
        return do(
            request,
            reverse("matching:exam"),
            lambda: actions.begin_exam(request.user, now=now),
            "It has begun. There is no clock. You can leave and come back.",
        )
    form = QuestionsForm(
        request.POST if request.method == "POST" else None,
        questions=[bank()[key] for key in begun.questions if key in bank()] if begun else (),
    )
    if begun and form.is_bound and form.is_valid():
        return _handed_in(request, begun, form, now=now)
    last = ExamTry.objects.filter(person=request.user, ended_at__isnull=False)
    newest = last.order_by("-ended_at", "-pk").first()
    context = {
        "begun": begun,
        "form": form,
        "last": newest,
        "reviewed": _reviewed(newest) if newest else (),
        "left": policies.tries_left(request.user),
        "may_begin": policies.has_practised(request.user),
        "length": exam.LENGTH,
        "needed": exam.needed(exam.LENGTH),
    }
    status = 422 if form.is_bound else 200
    return render(request, "matching/training/exam.html", context, status=status)


def _handed_in(
    request: PersonRequest, begun: ExamTry, form: QuestionsForm, *, now: datetime
) -> HttpResponse:
    given = form.given()
    missing = [key for key in begun.questions if key in form.fields and key not in given]
    if missing and "anyway" not in request.POST:
        for key in missing:
            form.add_error(key, "Not answered yet.")
        context = {"begun": begun, "form": form, "missing": len(missing), "reviewed": ()}
        return render(request, "matching/training/exam.html", context, status=422)
    try:
        ended = actions.hand_in(begun, given, by=request.user, now=now)
    except DomainError as error:
        messages.info(request, error.message)
    else:
        if ended.passed:
            messages.success(request, "You have passed. A therapist of our team is told.")
        else:
            messages.info(request, "Not enough yet. Below you find why, question by question.")
    return redirect("matching:exam")


def _asked(
    person: User, found: Module, form: QuestionsForm, *, since: datetime | None
) -> list[Asked]:
    known = actions.answers_of(person, found, since=since)
    asked = []
    for question in found.questions:
        row = known.get(question.key)
        chosen = question.answer(row.letter) if row else None
        is_right = chosen is not None and chosen.right
        asked.append(Asked(question, chosen, None if is_right else form[question.key]))
    return asked


def _reviewed(ended: ExamTry) -> list[tuple[Question, Answer | None]]:
    """What was missed, each with what was chosen: an exam teaches, too."""
    questions = [bank()[key] for key in ended.questions if key in bank()]
    pairs = [(each, each.answer(ended.answers.get(each.key, ""))) for each in questions]
    return [(each, chosen) for each, chosen in pairs if chosen is None or not chosen.right]


def _round(person: User) -> datetime | None:
    """Since when the parts of every year count for a renewal; None: none is due."""
    newest = Certificate.objects.of(person).first()
    if newest is None:
        return None
    since = datetime.combine(
        newest.valid_through - RENEW_FROM, datetime.min.time(), tzinfo=newest.issued_at.tzinfo
    )
    return since if timezone.now() >= since else None
