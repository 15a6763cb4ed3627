"""A member takes a place, says whether their answers count, and gives it back: each in one press."""

import hmac
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.db.models import Count, Q

from peerhub import crypto
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from sessions.organisations import door
from sessions.organisations.actions.coding import NoSuchCode, digest
from sessions.organisations.models import Belonging, Cohort, JoinCode, Organisation
from sessions.organisations.states import VERSION

PURPOSE = "doors of organisations"


class HasPlace(DomainError):
    """The member has one already."""

    code: ClassVar[str] = "has_place"


def opened_by(code: str, *, now: datetime) -> JoinCode:
    """What a code opens.

    Raises:
        NoSuchCode: nothing, for whichever reason.
    """
    return _open(JoinCode.objects.filter(digest=digest(code)).first(), now=now)


@transaction.atomic
def join(code: JoinCode, *, measures: bool, by: User, now: datetime) -> Belonging:
    """Take a place. ``measures``: their answers from now on may be counted in averages.

    Raises:
        NoSuchCode: it has ended meanwhile.
        HasPlace: one at a time.
    """
    User.objects.locked(by.pk)
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(cohorts=code.cohort_id)
    code = _open(JoinCode.objects.filter(pk=code.pk).first(), now=now)
    if Belonging.objects.held().filter(member=by).exists():
        raise HasPlace("You have a place already. Give it back first, if you want another one.")
    belonging = Belonging.objects.create(
        member=by,
        cohort_id=code.cohort_id,
        version=VERSION,
        joined_at=now,
        measures_since=now if measures else None,
    )
    record(Verb.PLACE_TAKEN, by=by, on=belonging, version=VERSION, measures=measures)
    return belonging


@transaction.atomic
def choose_measures(*, counted: bool, by: User, now: datetime) -> None:
    """Let own answers from now on be counted, or no more. The same again changes nothing."""
    User.objects.locked(by.pk)
    belonging = Belonging.objects.held().filter(member=by).first()
    if belonging is None or (belonging.measures_since is not None) == counted:
        return
    belonging.measures_since = now if counted else None
    belonging.save(update_fields=["measures_since"])
    record(Verb.PLACE_MEASURES_CHOSEN, by=by, on=belonging, measures=counted)


@transaction.atomic
def leave(*, by: User, now: datetime) -> None:
    """Give the place back: they are in no figure that is made from now on. Twice changes nothing.

    Figures that were shown stay: without one person, they would tell of that person.
    """
    User.objects.locked(by.pk)
    for belonging in Belonging.objects.held().filter(member=by):
        belonging.left_at, belonging.measures_since = now, None
        belonging.save(update_fields=["left_at", "measures_since"])
        record(Verb.PLACE_LEFT, by=by, on=belonging)


def _open(code: JoinCode | None, *, now: datetime) -> JoinCode:
    """The code, if it works, its group takes people today, and there is room."""
    working = JoinCode.objects.working(now=now).select_related("cohort__organisation")
    found = working.filter(pk=code.pk).first() if code else None
    if found is None or not _takes(found.cohort, now=now) or not _has_room(found.cohort):
        raise NoSuchCode
    return found


def _takes(cohort: Cohort, *, now: datetime) -> bool:
    today = now.astimezone(cohort.organisation.zone).date()
    return cohort.opens_on <= today and (cohort.closes_on is None or today <= cohort.closes_on)


def _has_room(cohort: Cohort) -> bool:
    organisation = cohort.organisation
    secret = hmac.digest(crypto.key_for(PURPOSE), organisation.public_id.encode(), "sha256")
    taken = Belonging.objects.filter(cohort__organisation=organisation).aggregate(
        joined=Count("pk"), left=Count("pk", filter=Q(left_at__isnull=False))
    )
    return door.has_room(bought=organisation.places, late=door.lateness(secret), **taken)
