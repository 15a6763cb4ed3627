"""How heavy sessions felt, as lines on the member's own page of progress."""

from collections.abc import Sequence
from datetime import datetime

from peerhub.accounts.models import User
from sessions.pacing.lighter import HEAVIEST
from sessions.pacing.models import Heaviness
from sessions.progress.lines import Line, Point

LOWER = "Lower is lighter."


def heaviness_before(member: User, now: datetime) -> Line:
    """How heavy things felt as sessions began."""
    said = [
        (each.booking.starts_at, each.before)
        for each in _of(member)
        if each.before is not None and each.booking.starts_at <= now
    ]
    return _line("heaviness", "How heavy things felt before sessions", said)


def heaviness_after(member: User, now: datetime) -> Line:
    """How heavy things felt when they were over."""
    said = [
        (each.booking.ends_at, each.after)
        for each in _of(member)
        if each.after is not None and each.booking.ends_at <= now
    ]
    return _line("heaviness-after", "How heavy things felt after sessions", said)


def _of(member: User) -> Sequence[Heaviness]:
    rows = Heaviness.objects.filter(booking__member=member).select_related("booking")
    return list(rows.order_by("booking__starts_at"))


def _line(key: str, name: str, said: Sequence[tuple[datetime, int]]) -> Line:
    points = [Point(at, value, f"{value} of {HEAVIEST}") for at, value in said]
    return Line(key, name, 0, HEAVIEST, LOWER, points)
