"""Writing down what was done for a person: attempts to reach them, help, the incident record."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.events import publish
from safety.closing import notices, rules
from safety.closing.actions.case import not_own, open_case_of
from safety.closing.actions.climbing import owe_review
from safety.closing.models import Agreement, ContactAttempt, HelpGiven, Incident, IncidentReview
from safety.closing.states import About, Help, Result, Way
from safety.flags.actions import NotThisWay, met
from safety.flags.actions.holding import locked
from safety.flags.events import FlagChanged
from safety.flags.models import Flag
from safety.flags.states import Act, DeadlineKind

REVIEW_WITHIN = timedelta(hours=24)  # a supervisor reads an incident record


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """An attempt to reach a person. ``try_again``: when the next one is meant to be."""

    way: Way
    result: Result
    words: str = ""
    try_again: datetime | None = None


@transaction.atomic
def try_contact(flag: Flag, attempt: Attempt, *, by: User, now: datetime) -> ContactAttempt:
    """Write down an attempt; one that reached the person meets what was promised.

    Raises:
        NotThisWay: the case is closed or about their own words; or it is not said why there is no
            way to reach the person.
    """
    flag = open_case_of(flag, by, now=now)
    if attempt.result == Result.NOT_POSSIBLE and not attempt.words.strip():
        raise NotThisWay("Say in a few words why there is no way to reach them.")
    kept = ContactAttempt.objects.create(
        flag=flag,
        made_at=now,
        made_by=by,
        way=attempt.way,
        result=attempt.result,
        words=attempt.words,
        try_again=attempt.try_again,
    )
    said = f"{Way(attempt.way).label}: {Result(attempt.result).label}."
    flag.write(
        Act.CONTACTED, by=by, now=now, detail=attempt.result, words=_joined(said, attempt.words)
    )
    record(Verb.CASE_CONTACT_TRIED, by=by, on=flag, way=kept.way, result=kept.result)
    if attempt.result == Result.REACHED:
        met(flag, DeadlineKind.CONTACT, now=now)
    publish(FlagChanged(flag_id=flag.pk))
    return kept


@transaction.atomic
def give_help(flag: Flag, what: Help, *, words: str = "", by: User, now: datetime) -> HelpGiven:
    """Write down what the person was given, or offered.

    Raises:
        NotThisWay: the case is closed or about their own words.
    """
    flag = open_case_of(flag, by, now=now)
    kept = HelpGiven.objects.create(flag=flag, given_at=now, given_by=by, what=what, words=words)
    flag.write(
        Act.HELPED, by=by, now=now, detail=what, words=_joined(Help(what).label + ".", words)
    )
    record(Verb.CASE_HELP_GIVEN, by=by, on=flag, what=kept.what)
    return kept


@transaction.atomic
def write_incident(flag: Flag, words: str, *, by: User, now: datetime) -> Incident:
    """Write the record of what happened; every supervisor is told to read it within a day.

    Raises:
        NotThisWay: the level does not ask for one, or the case is closed.
    """
    flag = open_case_of(flag, by, now=now)
    if flag.level < rules.SUPERVISOR_FROM:
        raise NotThisWay("An incident record belongs to level 5. Raise the level first.")
    kept = Incident.objects.create(
        flag=flag, written_at=now, written_by=by, words=words, review_until=now + REVIEW_WITHIN
    )
    flag.write(Act.INCIDENT, by=by, now=now, words=words)
    record(Verb.CASE_INCIDENT_WRITTEN, by=by, on=flag, incident=kept.pk)
    notices.ask_supervisors_to_review(kept, now=now)
    owe_review(kept)
    return kept


@transaction.atomic
def review_incident(incident: Incident, *, by: User, now: datetime) -> IncidentReview:
    """A supervisor has read a record; also after the case was closed.

    Raises:
        NotThisWay: they are no supervisor, wrote it, or wrote the words it is about; or it was
            read before.
    """
    flag = locked(incident.flag)
    not_own(flag, by)
    if not by.has_role(Role.SUPERVISOR):
        raise NotThisWay("A supervisor reads this.")
    if incident.written_by_id == by.pk:
        raise NotThisWay("You wrote this record. Another supervisor reads it.")
    kept, new = IncidentReview.objects.get_or_create(
        incident=incident, defaults={"reviewed_at": now, "reviewed_by": by}
    )
    if not new:
        raise NotThisWay("Somebody has read it already.")
    record(Verb.CASE_INCIDENT_REVIEWED, by=by, on=flag, incident=incident.pk)
    return kept


@transaction.atomic
def agree(flag: Flag, about: About, *, words: str, by: User, now: datetime) -> Agreement:
    """Agree as a second person; whoever agreed cannot be the one who closes.

    Raises:
        NotThisWay: only a supervisor agrees to an incident, and only after its record is written.
    """
    flag = open_case_of(flag, by, now=now)
    if about == About.INCIDENT:
        if not by.has_role(Role.SUPERVISOR):
            raise NotThisWay("A supervisor agrees to this.")
        if not flag.incidents.exists():
            raise NotThisWay("The incident record is not written yet.")
    kept = Agreement.objects.create(flag=flag, given_at=now, given_by=by, about=about, words=words)
    flag.write(
        Act.AGREED, by=by, now=now, detail=about, words=_joined(About(about).label + ".", words)
    )
    record(Verb.CASE_AGREED, by=by, on=flag, about=kept.about)
    if about == About.INCIDENT:  # who agrees to it has read it
        for incident in flag.incidents.filter(review=None).exclude(written_by=by):
            review_incident(incident, by=by, now=now)
    return kept


@transaction.atomic
def look(flag: Flag, *, by: User, now: datetime) -> None:
    """Somebody opens what was written down to look after a person: the person can read that."""
    record(Verb.CASE_LINES_READ, by=by, on=flag)
    disclose(to=by, about=flag.author_id, what=What.CARE, why=Why.WROTE, now=now)


def _joined(said: str, words: str) -> str:
    return f"{said}\n{words}".strip()
