"""When what falls due around a referral. Pure."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from peerhub.weeks import working_day

ASKED_AT = time(9)  # on the member's own clock
QUIET_FROM, QUIET_UNTIL = time(21), time(8)  # at night nobody is asked anything
# Days after sending on which we ask. Our own proposal; closed-loop referral programmes differ.
DAYS: Mapping[str, int] = MappingProxyType({"day_3": 3, "day_14": 14, "day_30": 30})
ANSWER_WITHIN = timedelta(days=3)  # after the last question; then a supervisor looks
SEND_WITHIN = 2  # working days from the yes


def questions(sent_at: datetime, *, zone: ZoneInfo) -> dict[str, datetime]:
    """When we ask how it went: at 9 in the morning of those days where the member lives."""
    sent_on = sent_at.astimezone(zone).date()
    return {name: morning(sent_on + timedelta(days=days), zone) for name, days in DAYS.items()}


def answer_by(last_question: datetime, *, zone: ZoneInfo) -> datetime:
    """When the last question has been left open for long enough that a supervisor looks."""
    return morning(last_question.astimezone(zone).date() + ANSWER_WITHIN, zone)


def morning(day: date, zone: ZoneInfo) -> datetime:
    """The moment of ``day`` at which somebody in ``zone`` is asked."""
    return datetime.combine(day, ASKED_AT, tzinfo=zone)


def is_night(now: datetime, zone: ZoneInfo) -> bool:
    """Whether people in ``zone`` are left alone now."""
    return not QUIET_UNTIL <= now.astimezone(zone).time() < QUIET_FROM


def awake(now: datetime, zone: ZoneInfo) -> datetime:
    """``now``, or the next morning where it is night: what comes late comes not at night either."""
    if not is_night(now, zone):
        return now
    local = now.astimezone(zone)
    later = timedelta(days=local.time() >= QUIET_FROM)
    return morning(local.date() + later, zone)


def send_by(consent_at: datetime, *, zone: ZoneInfo) -> datetime:
    """Two working days after a yes, on our own clock."""
    local = consent_at.astimezone(zone)
    last = working_day(local.date(), after=SEND_WITHIN)
    return datetime.combine(last, local.time(), tzinfo=zone)
