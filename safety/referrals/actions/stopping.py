"""A yes is taken back after it was passed on: all that is left ends, and they are told to stop.

Callers of ``stop`` and ``nobody_goes_along`` hold the referral's lock.
"""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.referrals import notices
from safety.referrals.actions import rows
from safety.referrals.models import FollowUp, Introduction, Referral
from safety.referrals.states import Said, Stuck


class NothingToStop(DomainError):
    """It was not taken back, or they were told before."""

    code = "nothing_to_stop"


def stop(referral: Referral, *, now: datetime) -> None:
    """Ask nothing more, and let somebody tell them to stop within two working days."""
    rows.call_off(referral, now=now)
    FollowUp.objects.to_do().filter(referral=referral).update(called_off_at=now)
    notices.ask_no_more(referral, now=now)
    if referral.stuck != Stuck.UNSAFE:  # a supervisor looks at that all the same
        rows.unstick(referral)
    rows.plan_stopping(referral, now=now)


def nobody_goes_along(referral: Referral, *, now: datetime) -> None:
    """Whoever was to go along with them need not; who had a yes hears of it."""
    standing = Introduction.objects.standing().filter(referral=referral, done="")
    for each in standing.select_related("companion"):
        expected = each.said == Said.YES
        each.said, each.said_at = Said.NO, now
        each.save(update_fields=["said", "said_at"])
        if expected:
            notices.tell_companion_off(each, now=now)


@transaction.atomic
def tell_to_stop(referral: Referral, *, by: User, now: datetime) -> None:
    """Somebody of ours told those who have it that the yes was taken back.

    Raises:
        NothingToStop: it was not taken back, or they were told before.
    """
    kept = rows.locked(referral)
    if not kept.was_taken_back or kept.stop_told_at is not None:
        raise NothingToStop("They were told already. Nothing was changed.")
    kept.stop_told_at, kept.stop_told_by = now, by
    kept.save(update_fields=["stop_told_at", "stop_told_by"])
    rows.call_off(kept, now=now)
    if kept.stuck != Stuck.UNSAFE:
        rows.unstick(kept)
    record(Verb.REFERRAL_STOP_TOLD, by=by, on=kept)
    referral.refresh_from_db()
