"""What staff and the timetable do: read, send, come round to a follow-up, close."""

from datetime import date, datetime, time

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from safety.referrals import notices
from safety.referrals.actions.sharing import TooLate
from safety.referrals.models import FollowUp, Referral
from safety.referrals.states import Outcome, ReferralState

ASKED_AT = time(9)  # on the member's own clock: not at night
BATCH = 50  # follow-ups of one transaction


@transaction.atomic
def read(referral: Referral, *, by: User, now: datetime) -> list[tuple[str, str]]:
    """What the member allowed to be seen; the look is written down, also for the member."""
    record(Verb.REFERRAL_READ, by=by, on=referral)
    disclose(to=by, about=referral.member_id, what=What.REFERRAL, why=Why.ASKED, now=now)
    return referral.shared()


@transaction.atomic
def mark_sent(referral: Referral, *, by: User, follow_up_on: date, now: datetime) -> FollowUp:
    """It has been passed on; somebody asks how it went on ``follow_up_on``.

    Raises:
        TooLate: it was taken back, or sent before.
    """
    if not referral.move_to(ReferralState.SENT, sent_at=now, sent_by=by, follow_up_on=follow_up_on):
        raise TooLate("This was taken back or sent meanwhile. Nothing was changed.")
    record(Verb.REFERRAL_SENT, by=by, on=referral)
    return _follow_up(referral, follow_up_on)


def open_due_follow_ups(*, now: datetime) -> int:
    """Turn each follow-up whose day has come into a task for staff and a question to the member.

    Returns how many. Two of these at once share the work; each follow-up is opened once.
    """
    opened = 0
    while batch := _open(now=now):
        opened += batch
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
    """Write down how it went; with ``again_on`` somebody asks again, without it ends.

    Raises:
        TooLate: somebody closed it before.
    """
    follow_up = (
        FollowUp.objects.select_for_update(of=("self",))
        .select_related("referral__member")
        .get(pk=follow_up.pk)
    )
    if follow_up.closed_at is not None:
        raise TooLate("Somebody has closed this meanwhile.")
    follow_up.closed_at, follow_up.closed_by, follow_up.outcome = now, by, outcome
    follow_up.save(update_fields=["closed_at", "closed_by", "outcome"])
    referral = follow_up.referral
    record(Verb.REFERRAL_OUTCOME_RECORDED, by=by, on=referral, outcome=outcome.value)
    if again_on is not None:
        return _follow_up(referral, again_on)
    referral.move_to(ReferralState.CLOSED, closed_at=now, closed_by=by)
    record(Verb.REFERRAL_CLOSED, by=by, on=referral)
    return None


@transaction.atomic
def _open(*, now: datetime) -> int:
    due = list(
        FollowUp.objects.due(now=now)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("referral__member")
        .order_by("due_at", "pk")[:BATCH]
    )
    for follow_up in due:
        follow_up.opened_at = now
        follow_up.asked = notices.ask(follow_up, now=now)
        follow_up.save(update_fields=["opened_at", "asked"])
        record(Verb.REFERRAL_FOLLOW_UP_OPENED, by=None, on=follow_up.referral)
    return len(due)


def _follow_up(referral: Referral, on: date) -> FollowUp:
    due_at = datetime.combine(on, ASKED_AT, tzinfo=referral.member.zone)
    referral.follow_up_on = on
    referral.save(update_fields=["follow_up_on"])
    return FollowUp.objects.create(referral=referral, due_at=due_at)
