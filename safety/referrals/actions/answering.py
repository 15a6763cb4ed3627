"""After it was sent: the member says how it went, or wants to hear no more of it."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.referrals import notices
from safety.referrals.actions import rows
from safety.referrals.actions.sharing import TooLate
from safety.referrals.models import FollowUp, Referral
from safety.referrals.states import Asking, Due, Outcome, ReferralState, Stuck

REACHED_NOT = 2  # times; then a supervisor looks


@transaction.atomic
def answer(referral: Referral, *, by: User, outcome: Outcome, now: datetime) -> FollowUp:
    """The member says how it went, or that they would rather not say; asked or not.

    Raises:
        TooLate: it is not out, or they have said how it ended.
    """
    kept = rows.locked(referral)
    if not kept.is_out or not may_answer(kept):
        raise TooLate("Thank you. This one has been answered already.")
    asked = _question_of(kept, now=now)
    asked.answered_at, asked.answer = now, outcome
    asked.save(update_fields=["answered_at", "answer"])
    notices.ask_no_more(kept, now=now)
    if kept.stuck != Stuck.UNSAFE:
        rows.unstick(kept)
    rows.go_on(kept, outcome, now=now)
    if outcome == Outcome.CONNECTED:
        kept.move_to(ReferralState.CONNECTED)
    look_if_stuck(asked, outcome, now=now)
    record(Verb.REFERRAL_ANSWERED, by=by, on=kept, outcome=outcome.value)
    referral.refresh_from_db()
    return asked


@transaction.atomic
def ask_no_more(referral: Referral, *, by: User, now: datetime) -> None:
    """The member wants no more questions about this one: all that waits is called off.

    Raises:
        TooLate: it is over.
    """
    kept = rows.locked(referral)
    if not kept.is_out:
        raise TooLate("We ask nothing about this one any more.")
    kept.asking = Asking.NOT
    kept.save(update_fields=["asking"])
    rows.call_off(kept, now=now)
    if kept.stuck == Stuck.NO_ANSWER:
        rows.unstick(kept)
    notices.ask_no_more(kept, now=now)
    record(Verb.REFERRAL_STOPPED, by=by, on=kept)
    referral.refresh_from_db()


def may_answer(referral: Referral) -> bool:
    """Whether something is left to say: nothing has ended it, or a question stands open."""
    if not referral.is_out:
        return False
    last = referral.follow_ups.exclude(answered_at=None).order_by("answered_at").last()
    return last is None or rows.goes_on(Outcome(last.answer))


def look_if_stuck(row: FollowUp, outcome: Outcome, *, now: datetime) -> None:
    """Put it before a supervisor at once where it was not safe, or nobody was reached again."""
    referral = row.referral
    if outcome == Outcome.UNSAFE:
        why = Stuck.UNSAFE
    elif outcome == Outcome.COULD_NOT_REACH and rows.times_not_reached(referral) >= REACHED_NOT:
        why = Stuck.NOT_REACHED
    else:
        return
    if rows.mark_stuck(referral, why, now=now):
        notices.tell_supervisors(row, why, now=now)
        record(Verb.REFERRAL_STUCK, by=None, on=referral, why=why.value)


def _question_of(referral: Referral, *, now: datetime) -> FollowUp:
    """The question that is answered: the one that was asked last, else the next one, else a new one."""
    of = FollowUp.objects.filter(referral=referral)
    asked = of.to_answer().last()
    if asked is None:
        asked = of.ahead().first() or rows.plan(referral, Due.AGAIN, now)
        asked.opened_at = now
        asked.save(update_fields=["opened_at"])
    asked.referral = referral
    return asked
