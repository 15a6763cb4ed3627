"""The applicant's pages: one place for the whole way, and a page for each thing that is theirs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.becoming import actions, policies, questions
from matching.becoming import way as ways
from matching.becoming.forms import QUESTIONS, AppealForm, initial_from
from matching.becoming.models import Application, Step
from matching.becoming.states import LIVE, Answer, State, Station
from matching.becoming.views.own import own_application
from matching.certificates.models import Certificate
from matching.peers.models import SpecialistProfile
from matching.supervision.policies import both_signed, supervision_of
from peerhub.access import access
from peerhub.accounts.policies import is_member, is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from safety.resources.find import help_for

HELP = "way_help_first"  # in the session: the next page shows help lines before anything else


@dataclass(frozen=True)
class Stop:
    """One station as the applicant sees it."""

    station: Station
    is_done: bool
    is_here: bool
    steps: list[Step]


@access(is_member)
@require_safe
@never_cache
def way(request: PersonRequest) -> HttpResponse:
    """Where one is, what is next, who waits for whom, and what was done when."""
    newest = Application.objects.of(request.user).first()
    context: dict[str, Any] = {
        "application": newest,
        "help": help_for(request.user) if request.session.pop(HELP, False) else None,
        "questions": questions.QUESTIONS,
        "is_specialist": is_specialist(request.user),
    }
    if newest is not None:
        context |= _where(newest, now=timezone.now())
    return render(request, "matching/becoming/way.html", context)


@access(is_member)
@require_POST
def way_begin(request: PersonRequest) -> HttpResponse:
    """Begin an application."""
    try:
        actions.begin(request.user, now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
        return redirect("matching:way")
    return redirect("matching:way_question", questions.KEYS[0])


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def way_question(request: PersonRequest, key: str) -> HttpResponse:
    """One question: kept as soon as one goes on."""
    asked = questions.find(key)
    own = Application.objects.of(request.user).filter(state=State.WRITING).first()
    if asked is None:
        raise Http404
    if own is None:
        return redirect("matching:way")
    posted = request.POST if request.method == "POST" else None
    form = QUESTIONS[key](posted, initial=initial_from(own))
    if form.is_bound and form.is_valid():
        kept = actions.keep(own, form.answers(), by=request.user, now=timezone.now())
        request.session[HELP] = kept.show_help
        if (following := questions.after(key)) and not kept.show_help:
            return redirect("matching:way_question", following)
        return redirect("matching:way")
    context = {
        "asked": asked,
        "form": form,
        "number": questions.KEYS.index(key) + 1,
        "count": len(questions.KEYS),
        "before": questions.before(key),
    }
    status = 422 if form.is_bound else 200
    return render(request, "matching/becoming/question.html", context, status=status)


@access(is_member)
@require_POST
def way_send(request: PersonRequest) -> HttpResponse:
    """Let supervisors read it."""
    own, now = own_application(request), timezone.now()
    return do(
        request,
        reverse("matching:way"),
        lambda: actions.send(own, by=request.user, now=now),
        "Sent. A supervisor reads it and finds a time to talk with you.",
    )


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
def way_taking_back(request: PersonRequest) -> HttpResponse:
    """What happens then, and one button."""
    own, now = own_application(request), timezone.now()
    if request.method == "POST":
        return do(
            request,
            reverse("matching:way"),
            lambda: actions.withdraw(own, by=request.user, now=now),
            "Taken back. Your words are deleted. You can begin anew whenever you like.",
        )
    return render(request, "matching/becoming/taking_back.html")


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def way_appeal(request: PersonRequest) -> HttpResponse:
    """Ask that a second supervisor looks at a no."""
    own = own_application(request)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            watched = actions.appeal(own, by=request.user, now=timezone.now(), **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            request.session[HELP] = watched.show_help
            messages.success(request, "Asked. Another supervisor looks at it from the beginning.")
            return redirect("matching:way")
    status = 422 if form.is_bound else 200
    return render(request, "matching/becoming/appeal.html", {"form": form}, status=status)


def _where(application: Application, *, now: datetime) -> dict[str, Any]:
    facts = policies.facts_of(application, now=now)
    here = ways.station(facts)
    steps = list(application.steps.order_by("done_at", "pk"))
    stops = [
        Stop(
            station,
            station.value in facts.done,
            station.value == here,
            [step for step in steps if step.station == station],
        )
        for station in Station
    ]
    last = application.decisions.order_by("-decided_at", "-pk").first()
    booked = application.interviews.filter(held_at=None).first()
    signed = application.sign_offs.order_by("-signed_at", "-pk").first()
    person = application.person
    return {
        "stops": stops,
        "here": here,
        "waits_for": ways.waits_for(facts),
        "facts": facts,
        "is_live": application.state in LIVE,
        "decision": last if last is not None and last.answer != Answer.YES else None,
        "may_appeal": facts.decision == Answer.NO and not hasattr(application, "appeal"),
        "booked": booked,
        "named": application.references.exists(),
        "recognition": getattr(application, "recognition", None),
        "sign_off": signed if signed is not None and not signed.ready else None,
        "can_send": bool(application.why.strip()) and bool(application.labels),
        **(_after(application) if application.state == State.CERTIFIED else {}),
        "person": person,
    }


def _after(application: Application) -> dict[str, Any]:
    """What comes after the certificate, until everybody can see the new specialist."""
    person = application.person
    return {
        "supervision": supervision_of(person),
        "signed": both_signed(person),
        "profile": SpecialistProfile.objects.filter(person=person).first(),
        "certificate": Certificate.objects.of(person).first(),
    }
