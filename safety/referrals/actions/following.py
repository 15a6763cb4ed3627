"""What staff and the timetable do: read, send, come round to what is due, close."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_supervisor
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from safety.referrals import notices, timetable
from safety.referrals.actions import rows
from safety.referrals.actions.answering import look_if_stuck
from safety.referrals.actions.sharing import TooLate
from safety.referrals.models import FollowUp, Referral
from safety.referrals.states import ASKS, Asking, Due, Outcome, ReferralState, Stuck

BATCH = 50  # referrals of one transaction
WHY = {
    Due.SEND_BY: Stuck.NOT_SENT,
    Due.STOP_BY: Stuck.NOT_STOPPED,
    Due.ANSWER_BY: Stuck.NO_ANSWER,
}


class ForASupervisor(DomainError):
    """What was not safe is closed by a supervisor."""

    code = "for_a_supervisor"


@transaction.atomic
def read(referral: Referral, *, by: User, now: datetime) -> list[tuple[str, str]]:
    """What the member allowed to be seen; the look is written down, also for the member."""
    record(Verb.REFERRAL_READ, by=by, on=referral)
    disclose(to=by, about=referral.member_id, what=What.REFERRAL, why=Why.ASKED, now=now)
    return referral.shared()


@transaction.atomic
def mark_sent(referral: Referral, *, by: User, now: datetime) -> None:
    """It has been passed on; from here questions fall due.

    Raises:
        TooLate: it was taken back or sent before, or the yes has ended.
    """
    kept = rows.locked(referral)
    if kept.consent_until and now.astimezone(kept.member.zone).date() > kept.consent_until:
        raise TooLate("The yes has ended. Do not pass it on.")
    moved = kept.move_to(ReferralState.SENT, sent_at=now, sent_by=by)
    referral.refresh_from_db()
    if not moved:
        raise TooLate("This was taken back or sent meanwhile. Nothing was changed.")
    rows.call_off(kept, now=now)
    rows.unstick(kept)
    if kept.asking != Asking.NOT:
        rows.plan_questions(kept, now=now)
    record(Verb.REFERRAL_SENT, by=by, on=kept)
    referral.refresh_from_db()


def open_due_follow_ups(*, now: datetime) -> int:
    """Do what has fallen due: ask members, put what is stuck before supervisors.

    Returns how many rows. Several of these at once share the work; each row is opened once.
    """
    opened = 0
    while batch := _open(now=now):
        opened += sum(batch)
    return opened


@transaction.atomic
def close(
    follow_up: FollowUp,
    *,
    by: User,
    outcome: Outcome,
    again_on: date | None = None,
    now: datetime,
) -> FollowUp | None:
    """Write down how it went. It goes on where a question is still ahead or ``again_on`` is one.

    Returns the next question; None where it is closed.

    Raises:
        ForASupervisor: it was not safe, and ``by`` is none.
        TooLate: somebody closed it before.
    """
    referral = rows.locked(follow_up.referral)
    follow_up = FollowUp.objects.get(pk=follow_up.pk)
    follow_up.referral = referral
    if follow_up.closed_at is not None or follow_up.called_off_at is not None:
        raise TooLate("Somebody has closed this meanwhile.")
    if referral.stuck == Stuck.UNSAFE and not is_supervisor(by):
        raise ForASupervisor("It did not feel safe to the person. A supervisor closes this one.")
    follow_up.closed_at, follow_up.closed_by, follow_up.outcome = now, by, outcome
    follow_up.save(update_fields=["closed_at", "closed_by", "outcome"])
    record(Verb.REFERRAL_OUTCOME_RECORDED, by=by, on=referral, outcome=outcome.value)
    if referral.stuck == Stuck.NO_ANSWER or is_supervisor(by):
        rows.unstick(referral)
    if again_on is not None:
        return _again(referral, again_on, now=now)
    if rows.goes_on(outcome) and referral.asking != Asking.NOT:
        rows.go_on(referral, outcome, now=now)
        if not is_supervisor(by):
            look_if_stuck(follow_up, outcome, now=now)
        return FollowUp.objects.ahead().filter(referral=referral).first()
    if outcome == Outcome.UNSAFE and not is_supervisor(by):
        rows.call_off(referral, now=now)
        look_if_stuck(follow_up, outcome, now=now)
        return None
    end(referral, by=by, now=now)
    return None


@transaction.atomic
def close_stuck(referral: Referral, *, by: User, outcome: Outcome, now: datetime) -> None:
    """A supervisor writes down how something ended that is sent, whatever was asked.

    What was taken back stays taken back, and whoever has it is still to be told.

    Raises:
        ForASupervisor: ``by`` is none.
        TooLate: it is not out, or is over.
    """
    kept = rows.locked(referral)
    if not is_supervisor(by):
        raise ForASupervisor("A supervisor closes this one.")
    if not kept.may_be_ended:
        raise TooLate("Somebody has closed this meanwhile.")
    record(Verb.REFERRAL_OUTCOME_RECORDED, by=by, on=kept, outcome=outcome.value)
    open_ones = FollowUp.objects.to_do().filter(referral=kept)
    open_ones.update(closed_at=now, closed_by=by, outcome=outcome)
    if kept.was_taken_back:
        rows.unstick(kept)
    else:
        end(kept, by=by, now=now)


def end(referral: Referral, *, by: User, now: datetime) -> None:
    """It is over: nothing of it falls due any more. Its caller holds the lock."""
    rows.call_off(referral, now=now)
    notices.ask_no_more(referral, now=now)
    rows.unstick(referral)
    referral.move_to(ReferralState.CLOSED, closed_at=now, closed_by=by)
    record(Verb.REFERRAL_CLOSED, by=by, on=referral)


@transaction.atomic
def _open(*, now: datetime) -> list[int]:
    """One batch. The lock is the referral's: an answer, an end and a poller never cross."""
    found = list(
        Referral.objects.with_something_due(now=now)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("member")
        .order_by("pk")[:BATCH]
    )
    # Asked again under the locks: somebody may have opened, answered or ended meanwhile.
    return [_open_of(referral, now=now) for referral in found]


def _open_of(referral: Referral, *, now: datetime) -> int:
    due = list(FollowUp.objects.due(now=now).filter(referral=referral).order_by("due_at", "pk"))
    questions = [row for row in due if row.is_question]
    deadlines = [row for row in due if not row.is_question]
    if questions:
        _overtake(referral, questions.pop(), others=questions, now=now)
    for row in deadlines:
        row.referral, row.opened_at = referral, now
        row.save(update_fields=["opened_at"])
        _put_before_supervisors(row, now=now)
    return len(due) - len(questions)


def _overtake(
    referral: Referral, row: FollowUp, *, others: Iterable[FollowUp], now: datetime
) -> None:
    """Ask the newest question; the ones before it are over.

    After an outage two may be due at once: nobody is asked the same thing twice in a morning.
    """
    before = FollowUp.objects.to_do().filter(referral=referral).values_list("pk", flat=True)
    past = [*before, *(each.pk for each in others)]
    FollowUp.objects.filter(pk__in=past).update(called_off_at=now)
    row.referral, row.opened_at = referral, now
    row.asked = notices.ask(row, now=now)
    row.save(update_fields=["opened_at", "asked"])
    record(Verb.REFERRAL_FOLLOW_UP_OPENED, by=None, on=referral)


def _put_before_supervisors(row: FollowUp, *, now: datetime) -> None:
    why = WHY[Due(row.kind)]
    if rows.mark_stuck(row.referral, why, now=now):
        notices.tell_supervisors(row, why, now=now)
        record(Verb.REFERRAL_STUCK, by=None, on=row.referral, why=why.value)


def _again(referral: Referral, on: date, *, now: datetime) -> FollowUp:
    rows.call_off(referral, now=now, kinds=ASKS)
    return rows.plan_again(referral, timetable.morning(on, referral.member.zone))
