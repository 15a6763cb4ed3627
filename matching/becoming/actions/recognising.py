"""Specialists from before there were certificates, and people who bring one: what counts of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from matching.becoming import notices, policies
from matching.becoming.actions.going import NotForYou, NotYet, TooLate, held, step
from matching.becoming.models import Application, Recognition
from matching.becoming.states import RECOGNISABLE, Brought, Deed, State, Station
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a supervisor saw, and the stations for which it stands. The paper itself is not kept."""

    kind: Brought
    seen_on: date
    issuer: str = ""
    number: str = ""
    valid_until: date | None = None
    notes: str = ""
    steps: Collection[Station] = ()


@transaction.atomic
def propose_for(person: User, seen: Seen, *, by: User, now: datetime) -> Recognition:
    """Begin the way to a certificate for a specialist who has none; they are told.

    Raises:
        NotForYou: not a supervisor, themself, or about somebody who is no specialist.
        NotYet: what was seen has ended, or was seen on a day to come.
        TooLate: they hold a certificate, or are on the way already.
    """
    if by == person or not by.has_role(Role.SUPERVISOR) or not person.has_role(Role.SPECIALIST):
        raise NotForYou("A supervisor does this, for specialists, and never for themself.")
    User.objects.locked(person.pk)
    if not policies.without_certificate(now=now).filter(pk=person.pk).exists():
        raise TooLate(f"{person.handle} has a certificate, or is on the way to one.")
    made = Application.objects.create(person=person, state=State.SENT, began_at=now, sent_at=now)
    record(Verb.APPLICATION_BEGUN, by=by, on=made)
    return propose(made, seen, by=by, now=now)


@transaction.atomic
def propose(application: Application, seen: Seen, *, by: User, now: datetime) -> Recognition:
    """Propose what need not be gone through again; another supervisor decides at the screening.

    A background check, a therapist's word, a supervisor and both signatures are never replaced.

    Raises:
        NotForYou: not a supervisor, or their own.
        NotYet: it was not sent, or what was seen has ended or was seen on a day to come.
        TooLate: it has ended, something was proposed, or a supervisor has decided.
        ValueError: a step that nothing can replace.
    """
    if not policies.may_work(by, application):
        raise NotForYou("A supervisor does this, and never for themself.")
    if unknown := set(seen.steps) - set(RECOGNISABLE):
        raise ValueError(unknown)
    sent = held(application)
    if sent.state != State.SENT:
        raise NotYet("It was not sent yet.")
    if hasattr(sent, "recognition") or sent.decisions.exists():
        raise TooLate("That was proposed or decided meanwhile.")
    # A day that has begun somewhere on earth is no day to come.
    if seen.seen_on > now.date() + timedelta(days=1):
        raise NotYet("The day on which you saw it is still to come.")
    if seen.valid_until is not None and seen.valid_until < max(now.date(), seen.seen_on):
        raise NotYet("What they bring has ended, so it cannot stand for anything today.")
    made = Recognition(
        application=sent,
        kind=seen.kind,
        issuer=seen.issuer,
        seen_on=seen.seen_on,
        valid_until=seen.valid_until,
        notes=seen.notes,
        steps=[station.value for station in RECOGNISABLE if station in seen.steps],
        proposed_at=now,
        proposed_by=by,
    )
    made.put_number(seen.number)
    made.save()
    step(sent, Station.SCREENING, Deed.PROPOSED, by=by, now=now)
    notices.tell_supervisors(notices.RECOGNISE, sent, but=by, now=now)
    return made


def refuse_proposer(application: Application, *, by: User) -> None:
    """See that whoever decides did not propose.

    Raises:
        NotForYou: they did.
    """
    if Recognition.objects.filter(application=application, proposed_by=by).exists():
        raise NotForYou("You proposed this. A second supervisor decides.")


def recognised_of(application: Application) -> Recognition | None:
    """What was proposed for an application."""
    return Recognition.objects.filter(application=application).first()
