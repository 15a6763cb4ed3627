"""Who works with applications, and how far each is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from matching.becoming.models import (
    Appeal,
    Application,
    Decision,
    Interview,
    Recognition,
    Reference,
    SignOff,
)
from matching.becoming.states import Answer, Outcome, State, Station, Trust
from matching.becoming.way import Facts
from matching.certificates.models import Certificate
from matching.checks.models import BackgroundCheck
from matching.checks.states import Result
from matching.training import exam, practice
from matching.training.content import modules
from matching.training.models import ExamTalk, ExamTry, ModulePass, Practice
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.roles import Role
from safety.rota.policies import is_team_clinician

REFERENCES = 2
LAPSED_FOR = timedelta(days=360)  # after it a certificate is not renewed any more


def may_work(person: User, application: Application) -> bool:
    """Supervisors, and never with their own."""
    return is_supervisor(person) and person.pk != application.person_id


def may_sign_off(person: User, application: Application) -> bool:
    """Clinicians of our team, and never their own."""
    return is_team_clinician(person) and person.pk != application.person_id


def without_certificate(*, now: datetime) -> QuerySet[User]:
    """Specialists who hold no certificate that can be renewed, and are on no way to one."""
    renewable = Certificate.objects.filter(valid_through__gte=now.date() - LAPSED_FOR)
    return (
        User.objects.holding(Role.SPECIALIST)
        .exclude(pk__in=renewable.values("person"))
        .exclude(pk__in=Application.objects.live().values("person"))
    )


def facts_of(application: Application, *, now: datetime) -> Facts:
    """How far one application is."""
    return facts_of_all([application], now=now)[application.pk]


def facts_of_all(applications: Sequence[Application], *, now: datetime) -> dict[int, Facts]:
    """How far each of several applications is, for the same number of queries."""
    ids = [application.pk for application in applications]
    people = [application.person_id for application in applications]
    decisions = _latest(
        Decision.objects.filter(application__in=ids)
        .order_by("decided_at", "pk")
        .values_list("application_id", "answer")
    )
    held, answered = _named(ids)
    second = Decision.objects.filter(application__in=ids, on_appeal=True)
    appeals = set(
        Appeal.objects.filter(application__in=ids)
        .exclude(application__in=second.values("application"))
        .values_list("application_id", flat=True)
    )
    booked = set(
        Interview.objects.filter(application__in=ids, held_at=None).values_list(
            "application_id", flat=True
        )
    )
    brought = _brought(ids)
    trained, asked, tries = _trained(people)
    ready = _ready(ids, now=now)
    found = {}
    for each in applications:
        pk, person = each.pk, each.person_id
        done = {station for station, who in ready.items() if pk in who}
        done |= {station for station, who in trained.items() if person in who}
        if each.sent_at is not None:
            done.add(Station.APPLICATION)
        if answered.get(pk, 0) >= REFERENCES:
            done.add(Station.REFERENCES)
        if decisions.get(pk) == Answer.YES:
            done.add(Station.SCREENING)
        if each.state == State.CERTIFIED:
            done.add(Station.CERTIFICATE)
        found[pk] = Facts(
            done=frozenset({*(str(station.value) for station in done), *brought.get(pk, ())}),
            interview_booked=pk in booked,
            named=held.get(pk, 0) >= REFERENCES,
            decision=decisions.get(pk, ""),
            appealed=pk in appeals,
            proposed=pk in brought,
            practice_asked=person in asked,
            tries_left=tries.get(person, exam.TRIES) > 0,
        )
    return found


def _named(ids: list[int]) -> tuple[Counter[int], Counter[int]]:
    """How many people each application names, and how many of them have answered.

    Whoever would rather not answer is neither: another one can be named.
    """
    named = Reference.objects.filter(application__in=ids).exclude(trust=Trust.SILENT)
    answered = named.filter(answered_at__isnull=False)
    return _counted(named, "application_id"), _counted(answered, "application_id")


def _brought(ids: list[int]) -> dict[int, list[str]]:
    """The stations that somebody need not go through again, by application."""
    rows = Recognition.objects.filter(application__in=ids)
    return dict(rows.values_list("application_id", "steps"))


def _ready(ids: list[int], *, now: datetime) -> dict[Station, set[int]]:
    """Applications by station, for those that staff write down."""
    interviews = Interview.objects.filter(application__in=ids, held_at__isnull=False)
    checks = BackgroundCheck.objects.filter(application__in=ids, valid_through__gte=now.date())
    signed = SignOff.objects.filter(application__in=ids)
    return {
        Station.INTERVIEW: _where(
            interviews.order_by("held_at", "pk").values_list("application_id", "outcome"),
            value=Outcome.READY,
        ),
        Station.CHECK: _where(
            checks.order_by("recorded_at", "pk").values_list("application_id", "result"),
            value=Result.CLEAR,
        ),
        Station.SIGN_OFF: _where(
            signed.order_by("signed_at", "pk").values_list("application_id", "ready"), value=True
        ),
    }


def _trained(people: list[int]) -> tuple[dict[Station, set[int]], set[int], dict[int, int]]:
    """People by station of the training; who asked for practice; how many tries each has left."""
    passes: dict[int, set[str]] = {}
    for person, module in ModulePass.objects.filter(person__in=people).values_list(
        "person_id", "module"
    ):
        passes.setdefault(person, set()).add(module)
    practices = Practice.objects.filter(trainee__in=people)
    well = _counted(practices.filter(went_well=True), "trainee_id")
    tries = ExamTry.objects.filter(person__in=people)
    used = _counted(tries, "person_id")
    talks = _counted(ExamTalk.objects.filter(person__in=people), "person_id")
    every = {module.slug for module in modules()}
    trained = {
        Station.MODULES: {person for person, done in passes.items() if done >= every},
        Station.PRACTICE: {person for person, times in well.items() if times >= practice.NEEDED},
        Station.EXAM: set(tries.filter(passed=True).values_list("person_id", flat=True)),
    }
    asked = set(practices.filter(held_at=None).values_list("trainee_id", flat=True))
    left = {
        person: exam.TRIES * (1 + talks.get(person, 0)) - times for person, times in used.items()
    }
    return trained, asked, left


def _counted(rows: QuerySet[Any], key: str) -> Counter[int]:
    """How many rows each has."""
    return Counter(rows.values_list(key, flat=True))


def _latest(pairs: Iterable[tuple[int, str]]) -> dict[int, str]:
    """The last value of each: the pairs come in order of time."""
    return dict(pairs)


def _where(pairs: Iterable[tuple[int, object]], *, value: object) -> set[int]:
    return {pk for pk, latest in dict(pairs).items() if latest == value}
