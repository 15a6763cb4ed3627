"""Hard days as notes under the lines of their member's own progress."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from peerhub.accounts.models import User
from sessions.availability.wall import begin_of
from sessions.heavy_days.dates import Span
from sessions.heavy_days.models import HardDay
from sessions.progress.lines import Happening

NAMELESS = "A day you wrote down"


def hard_days(member: User, since: datetime, until: datetime) -> Sequence[Happening]:
    """The first day of each time they came, under the name that only its member reads."""
    zone = member.zone
    first, last = (at.astimezone(zone).date() for at in (since, until))
    return [
        Happening(max(begin_of(on, zone), since), day.name or NAMELESS)
        for day in HardDay.objects.of(member).order_by("first_on", "pk")
        for on in _came(day.span, first, last)
    ]


def _came(span: Span, first: date, last: date) -> Iterator[date]:
    turn = span.turn_from(first)
    while turn is not None and turn.first <= last:
        if turn.first >= first:
            yield turn.first
        turn = span.turn(turn.number + 1)
