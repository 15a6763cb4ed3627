"""How heavy sessions felt, as lines on the member's own page of progress."""

from collections.abc import Sequence
from datetime import datetime

from peerhub.accounts.models import User
from sessions.pacing.lighter import HEAVIEST
from sessions.pacing.models import Heaviness
from sessions.progress.lines import Line, Point

LOWER = "Lower is lighter."


def heaviness(member: User, now: datetime) -> Sequence[Line]:
    """How heavy things felt as sessions began, and when they were over."""
    rows = Heaviness.objects.filter(booking__member=member).select_related("booking")
    rows = rows.order_by("booking__starts_at")
    before = [
        (each.booking.starts_at, each.before)
        for each in rows
        if each.before is not None and each.booking.starts_at <= now
    ]
    after = [
        (each.booking.ends_at, each.after)
        for each in rows
        if each.after is not None and each.booking.ends_at <= now
    ]
    return (
        _line("heaviness", "How heavy things felt before sessions", before),
        _line("heaviness-after", "How heavy things felt after sessions", after),
    )


def _line(key: str, name: str, said: Sequence[tuple[datetime, int]]) -> Line:
    points = [Point(at, value, f"{value} of {HEAVIEST}") for at, value in said]
    return Line(key, name, 0, HEAVIEST, LOWER, points)
