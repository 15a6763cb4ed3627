"""A clinician asks to be one here; somebody of ours checks it; some day it ends."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import transaction

from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from safety.clinic import notices
from safety.clinic.models import Standing
from safety.clinic.policies import checks_clinicians
from safety.clinic.states import Profession, State

LONGEST = timedelta(days=3 * 366)  # a check holds; licences are renewed sooner than that


class NotForYou(DomainError):
    """Nobody checks themselves, and only supervisors and administrators check at all."""

    code: ClassVar[str] = "not_for_you"
    status: ClassVar[int] = 403


class NotNow(DomainError):
    """It is not where this could be done."""

    code: ClassVar[str] = "not_now"


@dataclass(frozen=True, kw_only=True)
class Applying:
    """What a clinician says of themselves."""

    name: str
    profession: Profession
    organization: str
    licence_body: str
    licence_number: str
    address: str  # the e-mail address of their work


@transaction.atomic
def apply(person: User, said: Applying, *, now: datetime) -> Standing:
    """Ask to be a clinician here; asked again before the answer, it says what was said last.

    Raises:
        NotNow: they are one already.
    """
    User.objects.locked(person.pk)
    before = Standing.objects.select_for_update().filter(person=person).first()
    standing = before or Standing(person=person)
    if standing.state == State.VERIFIED:
        raise NotNow("You are a clinician here already.")
    standing.name, standing.profession = said.name, said.profession
    standing.organization = said.organization
    standing.state, standing.asked_at, standing.ended_at = State.ASKED, now, None
    standing.decided_by = standing.decided_at = standing.checked_until = None
    standing.said, standing.gave_role = "", False
    licence = {
        "body": said.licence_body,
        "number": said.licence_number,
        "address": said.address,
    }
    standing.put(json.dumps(licence))
    standing.save()
    record(Verb.CLINICIAN_ASKED, by=person, on=standing)
    notices.tell_checkers(standing, now=now)
    return standing


@transaction.atomic
def look_at(standing: Standing, *, by: User, now: datetime) -> dict[str, str]:
    """What they say of their licence; reading it is written down for them.

    Raises:
        NotForYou: it is their own, or they check nobody.
    """
    _may_check(standing, by)
    disclose(to=by, about=standing.person_id, what=What.WORDS, why=Why.REVIEW, now=now)
    return standing.licence


@transaction.atomic
def verify(standing: Standing, *, said: str, until: datetime, by: User, now: datetime) -> Standing:
    """Say that somebody is who they say, how that was checked, and until when it holds.

    Raises:
        NotForYou: it is their own, or they check nobody.
        NotNow: it does not wait any more, or the time is none that can be.
    """
    found = _waiting(standing, by)
    if not now < until <= now + LONGEST:
        raise NotNow("Choose a day from tomorrow on, within three years.")
    found.state, found.said = State.VERIFIED, said
    found.decided_by, found.decided_at, found.checked_until = by, now, until
    # Who is of our own team has the role already, and keeps it when this ends.
    found.gave_role = not found.person.has_role(Role.CLINICIAN)
    found.save()
    accounts.grant_role(found.person, Role.CLINICIAN, by=by, now=now)
    record(Verb.CLINICIAN_VERIFIED, by=by, on=found)
    notices.tell_decided(found, now=now)
    return found


@transaction.atomic
def refuse(standing: Standing, *, said: str, by: User, now: datetime) -> Standing:
    """Say no, and why; they can ask again.

    Raises:
        NotForYou: it is their own, or they check nobody.
        NotNow: it does not wait any more.
    """
    found = _waiting(standing, by)
    found.state, found.said, found.decided_by, found.decided_at = State.REFUSED, said, by, now
    found.save()
    record(Verb.CLINICIAN_REFUSED, by=by, on=found)
    notices.tell_decided(found, now=now)
    return found


@transaction.atomic
def leave(standing: Standing, *, by: User, now: datetime) -> None:
    """End it: the clinician themselves, or somebody who checks. Twice changes nothing.

    Raises:
        NotForYou: it is somebody else.
    """
    if standing.person_id != by.pk:
        _may_check(standing, by)
    found = _locked(standing)
    if found.state in (State.ASKED, State.VERIFIED):
        _end(found, by=by, now=now)


def end_expired(*, now: datetime) -> int:
    """End all whose check does not hold any more; returns how many."""
    over = Standing.objects.filter(state=State.VERIFIED, checked_until__lte=now)
    return sum(_end_one_expired(each, now=now) for each in over.order_by("pk"))


@transaction.atomic
def _end_one_expired(standing: Standing, *, now: datetime) -> bool:
    found = _locked(standing)
    if found.state != State.VERIFIED or found.counts(now) or found.decided_by is None:
        return False
    # They said until when it holds, so its end is theirs, too.
    _end(found, by=found.decided_by, now=now)
    notices.tell_decided(found, now=now)
    return True


def _end(standing: Standing, *, by: User, now: datetime) -> None:
    standing.state, standing.ended_at = State.ENDED, now
    standing.save(update_fields=["state", "ended_at"])
    record(Verb.CLINICIAN_ENDED, by=by, on=standing)
    if standing.gave_role:
        accounts.revoke_role(standing.person, Role.CLINICIAN, by=by, now=now)


def _waiting(standing: Standing, by: User) -> Standing:
    _may_check(standing, by)
    found = _locked(standing)
    if found.state != State.ASKED:
        raise NotNow("This was answered meanwhile.")
    if found.asked_at != standing.asked_at:
        raise NotNow("They changed what they say meanwhile. Please read it once more.")
    return found


def _may_check(standing: Standing, by: User) -> None:
    if standing.person_id == by.pk or not checks_clinicians(by):
        raise NotForYou("Another supervisor or administrator looks at this.")


def _locked(standing: Standing) -> Standing:
    rows = Standing.objects.select_related("person").select_for_update(of=("self",))
    return rows.get(pk=standing.pk)
