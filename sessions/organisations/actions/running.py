"""Our team makes organisations, their cohorts, and names who looks after them."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from sessions.organisations.models import Cohort, Organisation, Steward
from sessions.organisations.states import Kind


class NameTaken(DomainError):
    """Another one has this name."""

    code: ClassVar[str] = "name_taken"


class NobodyThere(DomainError):
    """No account has this name."""

    code: ClassVar[str] = "nobody_there"


@dataclass(frozen=True, kw_only=True)
class About:
    """All that our team says of an organisation."""

    name: str
    kind: Kind
    time_zone: str
    opens: time
    closes: time
    places: int
    sessions_a_month: int


@transaction.atomic
def make(about: About, *, by: User, now: datetime) -> Organisation:
    """Begin with one.

    Raises:
        NameTaken: there is one of this name.
    """
    made, new = Organisation.objects.get_or_create(
        name=about.name, defaults={**asdict(about), "made_at": now}
    )
    if not new:
        raise NameTaken("There is one with this name already.")
    record(Verb.ORGANISATION_MADE, by=by, on=made)
    return made


@transaction.atomic
def change(organisation: Organisation, about: About, *, by: User) -> None:
    """Say something else of it. Months that were shown stay as they are.

    Raises:
        NameTaken: another one has this name.
    """
    if Organisation.objects.filter(name=about.name).exclude(pk=organisation.pk).exists():
        raise NameTaken("There is one with this name already.")
    for name, value in asdict(about).items():
        setattr(organisation, name, value)
    organisation.save(update_fields=list(asdict(about)))
    record(Verb.ORGANISATION_CHANGED, by=by, on=organisation)


@transaction.atomic
def end(organisation: Organisation, *, by: User, now: datetime) -> None:
    """It pays no more: codes open nothing, its stewards see nothing. Twice changes nothing."""
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if locked.ended_at is None:
        locked.ended_at = now
        locked.save(update_fields=["ended_at"])
        record(Verb.ORGANISATION_ENDED, by=by, on=locked)


@transaction.atomic
def add_cohort(
    organisation: Organisation, name: str, *, opens_on: date, closes_on: date | None, by: User
) -> Cohort:
    """Add a group of it.

    Raises:
        NameTaken: it has one of this name.
    """
    cohort, new = Cohort.objects.get_or_create(
        organisation=organisation,
        name=name,
        defaults={"opens_on": opens_on, "closes_on": closes_on},
    )
    if not new:
        raise NameTaken("It has a group with this name already.")
    record(Verb.COHORT_ADDED, by=by, on=cohort)
    return cohort


@transaction.atomic
def name_steward(organisation: Organisation, handle: str, *, by: User, now: datetime) -> Steward:
    """Let somebody see its figures. Twice changes nothing.

    Raises:
        NobodyThere: nobody has this name here.
    """
    person = User.objects.filter(handle=handle, is_active=True).first()
    if person is None:
        raise NobodyThere("Nobody has this name here. They join first, and tell you their name.")
    steward, new = Steward.objects.get_or_create(
        organisation=organisation,
        person=person,
        ended_at=None,
        defaults={"named_at": now, "named_by": by},
    )
    if new:
        record(Verb.STEWARD_NAMED, by=by, on=steward, person=person.pk)
    return steward


@transaction.atomic
def end_steward(steward: Steward, *, by: User, now: datetime) -> None:
    """They see it no more. Twice changes nothing."""
    locked = Steward.objects.select_for_update().get(pk=steward.pk)
    if locked.ended_at is None:
        locked.ended_at, locked.ended_by = now, by
        locked.save(update_fields=["ended_at", "ended_by"])
        record(Verb.STEWARD_ENDED, by=by, on=locked, person=locked.person_id)
