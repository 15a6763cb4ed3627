"""What every station needs: the row held, the order kept, the line written."""

from datetime import datetime
from typing import ClassVar

from matching.becoming import notices, policies, way
from matching.becoming.models import Application, Step
from matching.becoming.states import Deed, State, Station
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError


class NotYours(DomainError):
    """Somebody else's."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


class NotForYou(DomainError):
    """Somebody else decides this."""

    code: ClassVar[str] = "not_for_you"
    status: ClassVar[int] = 403


class NotYet(DomainError):
    """Another station comes before this one."""

    code: ClassVar[str] = "not_yet"


class TooLate(DomainError):
    """It has gone further meanwhile."""

    code: ClassVar[str] = "too_late"


def held(application: Application) -> Application:
    """The row as it stands now, held until the transaction ends.

    Raises:
        TooLate: it has ended.
    """
    rows = Application.objects.select_for_update(of=("self",)).select_related("person")
    found = rows.get(pk=application.pk)
    if found.state not in {State.WRITING, State.SENT}:
        raise TooLate("This application has ended meanwhile. Nothing was done.")
    return found


def own(application: Application, by: User) -> Application:
    """The row, held for its applicant.

    Raises:
        NotYours: another's.
        TooLate: it has ended.
    """
    if application.person_id != by.pk:
        raise NotYours("We could not find that.")
    return held(application)


def held_by_supervisor(
    application: Application, at: Station, *, by: User, now: datetime
) -> Application:
    """The row, held for a supervisor who does something at a station.

    Raises:
        NotForYou: not a supervisor, or their own.
        NotYet: a station before it is not done.
        TooLate: it has ended.
    """
    if not policies.may_work(by, application):
        raise NotForYou("A supervisor does this, and never for themself.")
    found = held(application)
    in_order(found, at, now=now)
    return found


def in_order(application: Application, at: Station, *, now: datetime) -> None:
    """See that all stations before ``at`` are done.

    Raises:
        NotYet: one is not.
    """
    facts = policies.facts_of(application, now=now)
    if application.sent_at is None or not way.is_open(facts, at.value):
        here = Station(way.station(facts) or Station.APPLICATION)
        raise NotYet(f"First comes: {here.label}.")


def step(
    application: Application, at: Station, deed: Deed, *, by: User | None, now: datetime
) -> Step:
    """Write a line of the history, and tell the applicant if somebody else did it."""
    written = Step.objects.create(
        application=application, station=at, deed=deed, done_by=by, done_at=now
    )
    record(Verb.APPLICATION_MOVED, by=by, on=application, station=at.value, deed=deed.value)
    if by is None or by.pk != application.person_id:
        notices.tell_moved(written, now=now)
    return written
