"""The stations before the training: the talk, the check, a supervisor's decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from matching.becoming import guide, notices, policies, way
from matching.becoming.actions.going import NotForYou, NotYet, TooLate, held_by_supervisor, step
from matching.becoming.actions.recognising import recognised_of, refuse_proposer
from matching.becoming.models import Application, Decision, Interview
from matching.becoming.states import (
    Answer,
    Deed,
    Outcome,
    State,
    Station,
)
from matching.checks import actions as checks
from matching.checks.actions import Check
from matching.checks.models import BackgroundCheck
from matching.checks.states import Result
from matching.training import actions as training
from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A supervisor's decision with its reason, and what would help."""

    answer: Answer
    reason: str = ""
    would_help: str = ""


@transaction.atomic
def read(application: Application, *, by: User, now: datetime) -> None:
    """A supervisor opens the words of an application; its writer can see that.

    Raises:
        NotForYou: not a supervisor, or their own.
    """
    _may(by, application)
    record(Verb.APPLICATION_READ, by=by, on=application)
    disclose(to=by, about=application.person_id, what=What.WORDS, why=Why.SHARED, now=now)


@transaction.atomic
def book_interview(
    application: Application, *, starts_at: datetime, place: str, by: User, now: datetime
) -> Interview:
    """Choose a time for the talk, or another one while it was not held.

    Raises:
        NotForYou: not a supervisor, or their own.
        NotYet: the time has passed.
        TooLate: it has ended.
    """
    sent = held_by_supervisor(application, Station.INTERVIEW, by=by, now=now)
    if starts_at <= now:
        raise NotYet("Please choose a time that is still to come.")
    booked, _ = Interview.objects.update_or_create(
        application=sent,
        held_at=None,
        defaults={"booked_at": now, "booked_by": by, "starts_at": starts_at, "place": place},
    )
    step(sent, Station.INTERVIEW, Deed.BOOKED, by=by, now=now)
    return booked


@transaction.atomic
def hold_interview(
    booked: Interview,
    outcome: Outcome,
    *,
    points: Mapping[str, str],
    words: str,
    by: User,
    now: datetime,
) -> Interview:
    """Write down how the talk was; it is not changed afterwards.

    Raises:
        NotForYou: not a supervisor, or their own.
        TooLate: it was written down, or the application has ended.
    """
    sent = held_by_supervisor(booked.application, Station.INTERVIEW, by=by, now=now)
    talk = Interview.objects.select_for_update().get(pk=booked.pk)
    if talk.held_at is not None:
        raise TooLate("How this talk was is written down already.")
    talk.held_at, talk.held_by, talk.outcome, talk.words = now, by, outcome, words
    talk.points = {key: points[key] for key in guide.POINTS}
    talk.save(update_fields=["held_at", "held_by", "outcome", "points", "words"])
    deed = Deed.READY if outcome == Outcome.READY else Deed.ANOTHER_TALK
    step(sent, Station.INTERVIEW, deed, by=by, now=now)
    return talk


@transaction.atomic
def record_check(
    application: Application, check: Check, *, by: User, now: datetime
) -> BackgroundCheck:
    """Write down that a check was made, and what it said in one word; never the report.

    Raises:
        NotForYou: not a supervisor, or their own.
        NotYet: a station before it is not done.
        TooLate: it has ended.
        matching.checks.actions.TooOld: it counts no more today.
    """
    sent = held_by_supervisor(application, Station.CHECK, by=by, now=now)
    made = checks.write_down(sent.person, check, application=sent, by=by, now=now)
    deed = Deed.CLEAR if check.result == Result.CLEAR else Deed.OPEN
    step(sent, Station.CHECK, deed, by=by, now=now)
    return made


@transaction.atomic
def decide(application: Application, verdict: Verdict, *, by: User, now: datetime) -> Decision:
    """Say yes, not yet or no, each with its reason; a yes opens the training.

    A "not yet" can be followed by another decision at any time. A "no" waits for whether the
    applicant wants a second opinion; that one is the last.

    Raises:
        NotForYou: not a supervisor, their own, the one who said no before, or who proposed what
            need not be done again.
        NotYet: a station before it is not done.
        TooLate: it was decided.
    """
    sent = held_by_supervisor(application, Station.SCREENING, by=by, now=now)
    refuse_proposer(sent, by=by)
    last = sent.decisions.order_by("-decided_at", "-pk").first()
    on_appeal = last is not None and last.answer == Answer.NO
    if last is not None and last.answer == Answer.YES:
        raise TooLate("A supervisor has said yes meanwhile.")
    if last is not None and on_appeal:
        if not hasattr(sent, "appeal"):
            raise TooLate("There is a no. The applicant can ask for a second opinion.")
        if last.decided_by_id == by.pk:
            raise NotForYou("A second supervisor looks at this one.")
    made = Decision.objects.create(
        application=sent,
        answer=verdict.answer,
        reason=verdict.reason,
        would_help=verdict.would_help,
        decided_at=now,
        decided_by=by,
        on_appeal=on_appeal,
    )
    step(sent, Station.SCREENING, Deed(verdict.answer.value), by=by, now=now)
    if verdict.answer == Answer.YES:
        brought = recognised_of(sent)
        training.enrol(sent.person, recognised=brought.steps if brought else (), by=by, now=now)
        if way.station(policies.facts_of(sent, now=now)) == Station.SIGN_OFF:
            notices.tell_clinicians(sent, now=now)
    elif verdict.answer == Answer.NO and hasattr(sent, "appeal"):
        sent.state, sent.ended_at = State.DECLINED, now
        sent.save(update_fields=["state", "ended_at"])
    return made


def _may(by: User, application: Application) -> None:
    if not policies.may_work(by, application):
        raise NotForYou("A supervisor does this, and never for themself.")
