"""What a member is told about a day: never its name, never what it is."""

from datetime import datetime

from django.urls import reverse

from peerhub.notifications import actions as notifications
from peerhub.notifications.actions import Telling
from peerhub.notifications.kinds import Kind
from peerhub.notifications.models import Notice
from peerhub.ui.moments import in_words
from sessions.availability.rules import MINUTE
from sessions.availability.wall import DAY
from sessions.bookings.days import stamp
from sessions.bookings.models import Booking
from sessions.heavy_days.dates import Turn, awake, telling_at, today
from sessions.heavy_days.models import HardDay

HEADS_UP = Kind(
    key="sessions.asked_to_remind",
    line="You asked us to remind you of something.",
    mail_line="You asked us to remind you of something. Sign in to see it.",
)
OFFERED = Kind(
    key="sessions.hard_day_time_offered",
    line="A time is kept for you until {until}: {when}. You can book it, or let it go.",
    mail_line="A time is kept for you: {when}. Sign in to see it.",
)
ALL = (HEADS_UP, OFFERED)


def plan_heads_up(day: HardDay, *, now: datetime) -> None:
    """Let the notice that comes next come when the member wants it; what was told stays told."""
    if day.heads_up is None:
        notifications.cancel(f"{day.reference}:heads-up:", now=now)
        return
    zone = day.member.zone
    turn = day.span.turn_from(today(zone, now=now))
    while turn is not None and (at := _at(day, turn)) <= now:
        _do_not_lose(day, turn, now=now)
        turn = day.span.turn(turn.number + 1)
    if turn is not None:
        _plan(day, turn, at, now=now)


def tell_offered(day: HardDay, turn: Turn, kept: Booking, *, now: datetime) -> None:
    """Say that a time is kept, and where to book it."""
    zone = day.member.zone
    assert kept.kept_until is not None  # noqa: S101 - tells the type checker
    slot = reverse("sessions:slot", args=[kept.specialist.slug, stamp(kept.starts_at)])
    notifications.schedule(
        day.member,
        kind=OFFERED.key,
        reference=f"{day.reference}:time:{day.mark(turn)}",
        due_at=now,
        url=f"{slot}?minutes={(kept.ends_at - kept.starts_at) // MINUTE}",
        context={
            "when": in_words(kept.starts_at, "full", zone),
            "until": in_words(kept.kept_until, "full", zone),
        },
    )


def forget(day: HardDay) -> None:
    """Nothing that was told or planned about it stays."""
    notifications.forget(f"{day.reference}:")


def forget_offer(day: HardDay) -> None:
    """The time is not kept any more: nobody is to follow a notice to it."""
    notifications.forget(f"{day.reference}:time:")


def _at(day: HardDay, turn: Turn) -> datetime:
    assert day.heads_up is not None  # noqa: S101 - tells the type checker
    return telling_at(turn.first - day.heads_up * DAY, day.member.zone)


def _do_not_lose(day: HardDay, turn: Turn, *, now: datetime) -> None:
    """One that would have been told already on the member's new clock is told when they are awake."""
    waits = Notice.objects.filter(
        reference=_reference(day, turn), sent_at=None, cancelled_at=None, due_at__gt=now
    )
    if waits.exists():
        _plan(day, turn, awake(now, day.member.zone), now=now)


def _plan(day: HardDay, turn: Turn, at: datetime, *, now: datetime) -> None:
    wanted = Telling(
        person=day.member,
        kind=HEADS_UP.key,
        reference=_reference(day, turn),
        due_at=at,
        url=reverse("sessions:hard_days"),
    )
    notifications.replan([wanted.reference], [wanted], now=now)


def _reference(day: HardDay, turn: Turn) -> str:
    return f"{day.reference}:heads-up:{day.mark(turn)}"
