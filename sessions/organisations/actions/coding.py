"""Codes: made, shown once, taken back. Only a keyed digest of one is kept."""

import hmac
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import transaction

from peerhub import crypto
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from sessions.organisations import codes
from sessions.organisations.models import Cohort, JoinCode, Organisation

LIVE_MOST = 10  # of one organisation at a time
PURPOSE = "codes of organisations"


class TooManyCodes(DomainError):
    """The organisation has as many as it can have."""

    code: ClassVar[str] = "too_many_codes"


class NoSuchCode(DomainError):
    """One answer for all: wrong, ended, taken back, or no place left. Whoever tries learns nothing."""

    code: ClassVar[str] = "no_such_code"

    def __init__(self) -> None:
        super().__init__(
            "This code opens nothing now. Look whether it is typed as it was given to you. "
            "It may also have ended, or there may be no place left."
        )


def digest(code: str) -> str:
    """By which a code is found: nobody who sees the table can use it."""
    return hmac.digest(crypto.key_for(PURPOSE), codes.plain(code).encode(), "sha256").hex()


@transaction.atomic
def make_code(cohort: Cohort, *, lasts: timedelta, by: User, now: datetime) -> str:
    """Make one; this is the only time that anybody sees it.

    Raises:
        TooManyCodes: take one back first.
    """
    Organisation.objects.select_for_update().get(pk=cohort.organisation_id)
    live = JoinCode.objects.working(now=now)
    if live.filter(cohort__organisation=cohort.organisation_id).count() >= LIVE_MOST:
        raise TooManyCodes(f"{LIVE_MOST} codes work already. Take one back first.")
    code = codes.new()
    made = JoinCode.objects.create(
        cohort=cohort, digest=digest(code), made_at=now, made_by=by, expires_at=now + lasts
    )
    record(Verb.CODE_MADE, by=by, on=made)
    return code


@transaction.atomic
def revoke_code(code: JoinCode, *, by: User, now: datetime) -> None:
    """It opens nothing more; who has a place keeps it. Twice changes nothing."""
    locked = JoinCode.objects.select_for_update().get(pk=code.pk)
    if locked.revoked_at is None:
        locked.revoked_at, locked.revoked_by = now, by
        locked.save(update_fields=["revoked_at", "revoked_by"])
        record(Verb.CODE_REVOKED, by=by, on=locked)
