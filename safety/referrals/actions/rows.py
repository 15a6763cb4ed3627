"""What falls due around a referral: planned, called off. Its caller holds the referral's lock."""

from collections.abc import Collection
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from safety.referrals import timetable
from safety.referrals.models import FollowUp, Referral
from safety.referrals.states import GOES_ON, Asking, Due, Outcome, Stuck


def locked(referral: Referral) -> Referral:
    """The row as it is now; nobody else changes it until the transaction ends."""
    return (
        Referral.objects.select_for_update(of=("self",))
        .select_related("member")
        .get(pk=referral.pk)
    )


def plan(referral: Referral, kind: Due, due_at: datetime) -> FollowUp:
    """Let something fall due; one of its kind that waits already is put there."""
    row, new = FollowUp.objects.waiting().get_or_create(
        referral=referral, kind=kind, defaults={"due_at": due_at}
    )
    if not new:
        row.due_at = due_at
        row.save(update_fields=["due_at"])
    return row


def plan_sending(referral: Referral, *, now: datetime) -> None:
    """A yes does not lie here for long."""
    plan(referral, Due.SEND_BY, timetable.send_by(now, zone=ZoneInfo(settings.ROTA_ZONE)))


def plan_stopping(referral: Referral, *, now: datetime) -> None:
    """Nor does a yes that was taken back."""
    plan(referral, Due.STOP_BY, timetable.send_by(now, zone=ZoneInfo(settings.ROTA_ZONE)))


def plan_questions(referral: Referral, *, now: datetime) -> None:
    """Three questions, and the day on which a supervisor looks when none was answered."""
    zone = referral.member.zone
    questions = timetable.questions(now, zone=zone)
    for kind, due_at in questions.items():
        plan(referral, Due(kind), due_at)
    plan(referral, Due.ANSWER_BY, timetable.answer_by(max(questions.values()), zone=zone))


def plan_again(referral: Referral, due_at: datetime) -> FollowUp:
    """One more question, and a supervisor after it."""
    row = plan(referral, Due.AGAIN, due_at)
    zone = referral.member.zone
    later = FollowUp.objects.ahead().filter(referral=referral).latest("due_at")
    plan(referral, Due.ANSWER_BY, timetable.answer_by(later.due_at, zone=zone))
    return row


def call_off(referral: Referral, *, now: datetime, kinds: Collection[str] = Due.values) -> int:
    """What waits of these kinds never happens; returns how many."""
    waiting = FollowUp.objects.waiting().filter(referral=referral, kind__in=kinds)
    return waiting.update(called_off_at=now)


def go_on(referral: Referral, outcome: Outcome, *, now: datetime) -> bool:
    """Keep the later questions, or call them off: whether it goes on after this outcome."""
    days = GOES_ON.get(outcome)
    if days is None or referral.asking == Asking.NOT:
        call_off(referral, now=now)
        return False
    if not FollowUp.objects.ahead().filter(referral=referral).exists():
        zone = referral.member.zone
        day = now.astimezone(zone).date() + timedelta(days=days)
        plan_again(referral, timetable.morning(day, zone))
    return True


def times_not_reached(referral: Referral) -> int:
    """How often nobody could be reached, by the answers and by what we wrote down."""
    rows = referral.follow_ups.values_list("answer", "outcome")
    return sum(Outcome.COULD_NOT_REACH in row for row in rows)


def mark_stuck(referral: Referral, why: Stuck, *, now: datetime) -> bool:
    """Put it before a supervisor; False where it is before one for this or a graver reason."""
    if referral.stuck in (why, Stuck.UNSAFE):
        return False
    referral.stuck, referral.stuck_at = why, now
    referral.save(update_fields=["stuck", "stuck_at"])
    return True


def unstick(referral: Referral) -> None:
    """Nobody has to look any more."""
    if referral.stuck:
        referral.stuck, referral.stuck_at = "", None
        referral.save(update_fields=["stuck", "stuck_at"])


def goes_on(outcome: Outcome) -> bool:
    """Whether this outcome ends nothing."""
    return outcome in GOES_ON
