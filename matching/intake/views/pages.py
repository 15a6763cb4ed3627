"""Intake, one question a page: every page can be answered, skipped, gone back from or left."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from matching.choosing import WISHES
from matching.heaviness import is_heavy
from matching.intake import actions, steps
from matching.intake.forms import FORMS, StepForm, initial_for
from matching.intake.models import MemberTopics
from matching.wishes import COUNTING
from peerhub.access import access
from peerhub.accounts import not_today
from peerhub.accounts.models import How, User
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.topics import lookup
from peerhub.topics.models import Topic
from peerhub.topics.taxonomy import shipped
from safety.resources.find import help_for

SAID = {f"{answer.axis}:{answer.slug}": answer.label for answer in shipped().answers}


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: PersonRequest) -> HttpResponse:
    """What is asked and what for: yes goes to the questions, no to all that needs none."""
    told = _told(request.user)
    if request.method == "POST":
        if "no" in request.POST:
            messages.info(request, "That is fine. We keep nothing, and everything here is open.")
            return redirect("matching:people")
        if told is not None:
            return _to(told.at_step)
        if "yes" in request.POST:  # nothing else is a yes
            return _to(actions.begin(request.user, now=timezone.now()).at_step)
    return render(request, "matching/intake/begin.html", {"told": told, "steps": steps.STEPS})


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: PersonRequest, key: str) -> HttpResponse:
    """One question with what was answered before."""
    step, told = steps.find(key), _told(request.user)
    if step is None:
        raise Http404
    if told is None:
        if request.method == "POST":
            messages.info(request, "Nothing was kept, because we do not have your yes.")
        return redirect("matching:begin")
    if "skip" in request.POST:
        return _go_on(request, key)
    answers = actions.answers_of(told)
    if "find" in request.POST and key == "words":
        return _page(request, step, FORMS[key](initial=_typed(request), answers=answers), told)
    posted = request.POST if request.method == "POST" else None
    form = FORMS[key](posted, initial=initial_for(answers), answers=answers)
    if form.is_bound and form.is_valid():
        try:
            return _keep(request, key, form)
        except DomainError as error:
            form.add_error(None, error.message)
    return _page(request, step, form, told)


@access(is_member)
@require_safe
def done(request: PersonRequest) -> HttpResponse:
    """What was told, each with a way to change it, and where to go now."""
    told = _told(request.user)
    if told is None:
        return redirect("matching:begin")
    left_out = _left_out(request)
    answers = actions.answers_of(told)
    context = {
        "at_step": told.at_step if told.at_step in steps.KEYS else "",
        "lines": [(step, _in_words(step.key, answers, left_out)) for step in steps.STEPS[1:]],
        "help": help_for(request.user) if told.opens_help() else None,
    }
    return render(request, "matching/intake/done.html", context)


def _left_out(request: PersonRequest) -> list[str]:
    """What the member does not want to meet now, by label."""
    return [choice.note.label for choice in not_today.active(request.user, now=timezone.now())]


def _page(
    request: PersonRequest, step: steps.Step, form: StepForm, told: MemberTopics
) -> HttpResponse:
    """The question again or for the first time; with own words, what they may mean."""
    words = request.POST.get("words", "") if step.key == "words" else ""
    meant = lookup.meant(words, Topic.objects.active())
    known = {topic.pk for topic in (*form.before.roots, *form.before.struggles)}
    ticked = _ticked(request, known) if step.key == "words" else []
    suggestions = [topic for topic in dict.fromkeys((*ticked, *meant)) if topic.pk not in known]
    heavy = told.opens_help() or is_heavy(words, [*ticked, *meant])
    context: dict[str, Any] = {
        "step": step,
        "number": steps.number(step.key),
        "count": len(steps.STEPS),
        "before": steps.before(step.key),
        "form": form,
        "searched": words.strip(),
        "found": len(suggestions) > len(ticked),
        "suggestions": suggestions,
        "ticked": ticked,
        "known": [topic.label for topic in meant if topic.pk in known],
        "left_out": _left_out(request) if step.key == "not-today" else (),
        "help": help_for(request.user) if heavy else None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "matching/intake/step.html", context, status=status)


def _typed(request: PersonRequest) -> dict[str, Any]:
    """What was typed and ticked, while topics are looked for; nothing of it is kept."""
    return {"words": request.POST.get("words", "")}


def _ticked(request: PersonRequest, known: Collection[int]) -> list[Topic]:
    """The topics ticked so far, by these words or by others before them; none that is kept already."""
    codes = [*request.POST.getlist("roots"), *request.POST.getlist("struggles")]
    if not codes:
        return []
    return list(Topic.objects.active().filter(code__in=codes).exclude(pk__in=known))


def _keep(request: PersonRequest, key: str, form: StepForm) -> HttpResponse:
    if key == "not-today":
        for note in form.cleaned_data["notes"]:
            not_today.choose(
                request.user,
                note=note,
                how=How.HIDE,
                lasts=form.cleaned_data["lasts"],
                now=timezone.now(),
            )
    return _go_on(request, key, form.changes())


def _go_on(request: PersonRequest, key: str, changes: dict[str, Any] | None = None) -> HttpResponse:
    told = actions.go_on(request.user, step=key, changes=changes, now=timezone.now())
    return _to(told.at_step)


def _to(step: str) -> HttpResponse:
    if step not in steps.KEYS:
        return redirect("matching:done")
    return redirect("matching:question", step)


def _told(person: User) -> MemberTopics | None:
    """What is kept; nothing without a yes that still holds."""
    return MemberTopics.objects.of(person) if actions.has_agreed(person) else None


def _in_words(key: str, answers: actions.Answers, left_out: list[str]) -> list[str]:
    """What was answered to one question, as the member reads it; empty when it was skipped."""

    def wished(prefix: str) -> list[str]:
        return [WISHES[each] for each in answers.wish_keys if each.startswith(prefix)]

    def said(axis: str) -> list[str]:
        return [SAID[each] for each in answers.said if each in SAID and each.startswith(axis)]

    answered = {
        "now": [*(topic.label for topic in answers.struggles), *said("struggle:")],
        "start": [*(topic.label for topic in answers.roots), *said("root:")],
        "ways": wished("way:"),
        "languages": wished("language:"),
        "sharing": [WISHES[each] for each in answers.facets if each in WISHES],
        "musts": [WISHES[each] for each in answers.musts if each in WISHES],
        "soon": ["Yes, soon would help"] if answers.soon else [],
        "counts": [COUNTING[name] for name in answers.counts_more if name in COUNTING],
        "not-today": left_out,
    }
    return answered[key]
