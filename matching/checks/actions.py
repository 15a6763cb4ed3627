"""A background check is written down: when, by whom, and one word of what it said."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction

from matching.checks import ageing
from matching.checks.models import BackgroundCheck
from matching.checks.states import Result
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError


class NotForYouToCheck(DomainError):
    """A supervisor writes checks down, and never their own."""

    code: ClassVar[str] = "not_for_you"
    status: ClassVar[int] = 403


class TooOld(DomainError):
    """It has aged already, or is of a day that is still to come."""

    code: ClassVar[str] = "too_old"


@dataclass(frozen=True, kw_only=True)
class Check:
    """That a background check was made. ``valid_through``: its paper's own last day, if it names one."""

    provider: str
    checked_on: date
    result: Result
    valid_through: date | None = None


@transaction.atomic
def write_down(
    person: User,
    check: Check,
    *,
    application: models.Model | None = None,
    by: User,
    now: datetime,
) -> BackgroundCheck:
    """Keep that a check was made, and until when it counts; never the report.

    Raises:
        NotForYouToCheck: not a supervisor, or their own.
        TooOld: it counts no more today, or its day is still to come.
    """
    if not by.has_role(Role.SUPERVISOR) or by == person:
        raise NotForYouToCheck("Another supervisor writes this down.")
    last = ageing.last_day(
        check.checked_on, months=settings.BACKGROUND_CHECK_MONTHS, paper=check.valid_through
    )
    # A day that has begun somewhere on earth is no day to come.
    if last < now.date() or (check.checked_on - now.date()).days > 1:
        raise TooOld(
            f"A check counts for {settings.BACKGROUND_CHECK_MONTHS} months from its own day, and "
            "this one does not count today. Please look at the days once more."
        )
    made = BackgroundCheck.objects.create(
        person=person,
        application_id=application.pk if application is not None else None,
        provider=check.provider,
        checked_on=check.checked_on,
        result=check.result,
        valid_through=last,
        recorded_at=now,
        recorded_by=by,
    )
    record(Verb.CHECK_WRITTEN, by=by, on=made, person=person.pk)
    return made
