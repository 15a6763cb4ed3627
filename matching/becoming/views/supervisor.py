"""The supervisors' pages: who waits for them, and one application with what is to be done now."""

import uuid
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.becoming import actions, guide, policies
from matching.becoming import way as ways
from matching.becoming.forms import BookForm, CertifyForm, DecisionForm, HeldForm
from matching.becoming.models import Application, Interview
from matching.becoming.states import Outcome, Station
from matching.becoming.way import Facts
from matching.certificates import numbers
from matching.certificates.actions import RENEW_FROM
from matching.certificates.models import Certificate
from matching.checks.forms import CheckForm
from matching.checks.models import BackgroundCheck
from matching.peers import actions as peers
from matching.peers.models import Pause
from matching.supervision.policies import supervision_of
from matching.training import actions as training
from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.accounts.roles import Role
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from peerhub.ui.forms import Form


@access(is_supervisor)
@require_safe
@never_cache
def becoming(request: PersonRequest) -> HttpResponse:
    """Who waits for a supervisor, station by station; and who is on the way otherwise."""
    now = timezone.now()
    rows = list(Application.objects.on_the_way().exclude(person=request.user))
    facts = policies.facts_of_all(rows, now=now)
    groups: dict[Station, list[tuple[Application, str]]] = {}
    others: list[tuple[Application, Station, str]] = []
    for each in rows:
        here = Station(ways.station(facts[each.pk]) or Station.CERTIFICATE)
        whom = ways.waits_for(facts[each.pk])
        if whom in ways.WAITS_FOR_US:
            groups.setdefault(here, []).append((each, whom))
        else:
            others.append((each, here, whom))
    context = {
        "groups": [(station, groups[station]) for station in Station if station in groups],
        "others": others,
        "comebacks": Pause.objects.filter(ended_at=None, comeback_asked_at__isnull=False)
        .exclude(profile__person=request.user)
        .select_related("profile__person")
        .order_by("comeback_asked_at", "pk"),
        "renewals": _to_renew(request.user, now=now),
        "unknown": policies.without_certificate(now=now)
        .exclude(pk=request.user.pk)
        .order_by("handle"),
        "ageing": _ageing(request.user, now=now),
    }
    return render(request, "matching/becoming/becoming.html", context)


@access(is_supervisor)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def application(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One application with its words, its history, and the form of the station where it is."""
    found = _other(request, public_id)
    now = timezone.now()
    facts = policies.facts_of(found, now=now)
    here = Station(ways.station(facts) or Station.CERTIFICATE)
    booked = found.interviews.filter(held_at=None).first()
    form = _form(request, found, here, booked)
    if form is not None and form.is_bound and form.is_valid():
        try:
            said = _do(form, found, booked, by=request.user, now=now)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, said)
            ended = here == Station.CERTIFICATE
            return redirect("matching:supervisions" if ended else found.get_absolute_url())
    actions.read(found, by=request.user, now=now)
    context = _context(found, facts, here, now=now)
    context |= {"form": form, "booked": booked, "rebooking": "again" in request.GET}
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "matching/becoming/application.html", context, status=status)


@access(is_supervisor)
@require_POST
def exam_talk(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """The talk after two tries was held."""
    found, now = _other(request, public_id), timezone.now()
    return do(
        request,
        found.get_absolute_url(),
        lambda: training.talk_after_exam(found.person, by=request.user, now=now),
        "Written down. Two more tries are open.",
    )


@access(is_supervisor)
@require_POST
def comeback_talk(request: PersonRequest, pk: int) -> HttpResponse:
    """The talk after a long break was held: the page is shown again."""
    rows = Pause.objects.filter(ended_at=None).select_related("profile__person")
    taken = get_object_or_404(rows.exclude(profile__person=request.user), pk=pk)
    now = timezone.now()
    return do(
        request,
        reverse("matching:becoming"),
        lambda: peers.comeback(taken.profile, by=request.user, now=now),
        f"{taken.profile.name} is back.",
    )


@access(is_supervisor)
@require_POST
def renewal(request: PersonRequest, number: str) -> HttpResponse:
    """Certify for another year."""
    rows = Certificate.objects.exclude(person=request.user).select_related("person")
    found, now = get_object_or_404(rows, number=numbers.read(number) or ""), timezone.now()
    return do(
        request,
        reverse("matching:becoming"),
        lambda: actions.renew(found, by=request.user, now=now),
        f"Renewed for {found.person.handle}.",
    )


def _other(request: PersonRequest, public_id: uuid.UUID) -> Application:
    rows = Application.objects.on_the_way().exclude(person=request.user)
    return get_object_or_404(rows, public_id=public_id)


def _ageing(person: User, *, now: datetime) -> list[tuple[User, date | None]]:
    """Certified specialists whose check does not count much longer, each with its last day."""
    soon = BackgroundCheck.objects.in_force(now.date() + RENEW_FROM)
    rows = (
        User.objects.holding(Role.SPECIALIST)
        .filter(pk__in=Certificate.objects.valid(now.date()).values("person"))
        .exclude(pk__in=soon.values("person"))
        .exclude(pk=person.pk)
    )
    checks = BackgroundCheck.objects.filter(person__in=rows).in_force(now.date())
    last = dict(checks.values_list("person_id", "valid_through"))
    return [(each, last.get(each.pk)) for each in rows.order_by("handle")]


def _to_renew(person: User, *, now: datetime) -> list[tuple[Certificate, bool]]:
    """Certificates that end soon, or ended in the last year, and whether the check covers a new one."""
    rows = Certificate.objects.filter(
        renewal=None,
        valid_through__lte=now.date() + RENEW_FROM,
        valid_through__gte=now.date() - policies.LAPSED_FOR,
    )
    rows = rows.exclude(person=person).select_related("person")
    return [
        (each, actions.covers_renewal(each, now=now))
        for each in rows.order_by("valid_through", "pk")
    ]


def _form(
    request: PersonRequest, found: Application, here: Station, booked: Interview | None
) -> Form | None:
    posted = request.POST if request.method == "POST" else None
    if here == Station.INTERVIEW:
        if booked is None or "again" in request.GET:
            return BookForm(posted)
        return HeldForm(posted)
    if here == Station.CHECK:
        return CheckForm(posted)
    if here == Station.SCREENING:
        return None if _proposed(found, request.user) else DecisionForm(posted)
    if here == Station.CERTIFICATE:
        known = supervision_of(found.person)
        chosen = known.supervisor if known is not None else request.user
        return CertifyForm(posted, but=found.person, initial={"supervisor": chosen})
    return None


def _proposed(found: Application, person: User) -> bool:
    brought = getattr(found, "recognition", None)
    return brought is not None and brought.proposed_by_id == person.pk


def _do(
    form: Form, found: Application, booked: Interview | None, *, by: User, now: datetime
) -> str:
    """Do what the form asks for; returns what is said then."""
    given = form.cleaned_data
    deeds: dict[type[Form], tuple[Callable[[], object], str]] = {
        BookForm: (
            lambda: actions.book_interview(found, by=by, now=now, **given),
            "Kept. They see it on their page.",
        ),
        HeldForm: (lambda: _hold(form, booked, by=by, now=now), "Written down. Thank you."),
        CheckForm: (lambda: _check(form, found, by=by, now=now), "Written down."),
        DecisionForm: (lambda: _decide(form, found, by=by, now=now), "They are told, kindly."),
        CertifyForm: (
            lambda: actions.certify(found, by=by, now=now, **given),
            f"{found.person.handle} is a certified peer specialist now. Both of you sign the role.",
        ),
    }
    deed, said = deeds[type(form)]
    deed()
    return said


def _hold(form: Form, booked: Interview | None, *, by: User, now: datetime) -> None:
    assert isinstance(form, HeldForm)  # noqa: S101 - for the type checker
    assert booked is not None  # noqa: S101 - for the type checker
    outcome, words = Outcome(form.cleaned_data["outcome"]), form.cleaned_data["words"]
    actions.hold_interview(booked, outcome, points=form.points(), words=words, by=by, now=now)


def _check(form: Form, found: Application, *, by: User, now: datetime) -> None:
    assert isinstance(form, CheckForm)  # noqa: S101 - for the type checker
    actions.record_check(found, form.check(), by=by, now=now)


def _decide(form: Form, found: Application, *, by: User, now: datetime) -> None:
    assert isinstance(form, DecisionForm)  # noqa: S101 - for the type checker
    actions.decide(found, form.verdict(), by=by, now=now)


def _context(found: Application, facts: Facts, here: Station, *, now: datetime) -> dict[str, Any]:
    return {
        "found": found,
        "facts": facts,
        "here": here,
        "waits_for": ways.waits_for(facts),
        "guide": guide.OPENING,
        "talks": found.interviews.filter(held_at__isnull=False).order_by("held_at"),
        "references": found.references.order_by("number"),
        "checks": found.checks.order_by("recorded_at"),
        "decisions": found.decisions.select_related("decided_by").order_by("decided_at"),
        "appeal": getattr(found, "appeal", None),
        "brought": getattr(found, "recognition", None),
        "sign_offs": found.sign_offs.order_by("signed_at"),
        "steps": found.steps.select_related("done_by").order_by("-done_at", "-pk"),
        "today": now.date(),
    }
