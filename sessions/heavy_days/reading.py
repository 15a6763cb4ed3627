"""What the pages show of a member's own days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sessions.bookings.models import Booking
from sessions.heavy_days.dates import Turn, today
from sessions.heavy_days.models import HardDay
from sessions.heavy_days.states import Part

if TYPE_CHECKING:
    from peerhub.accounts.models import User


@dataclass(frozen=True)
class Own:
    """One day as its member sees it.

    Attributes:
        turn: the one that is on, or comes next; None: it is over for good.
        rests: from when until when topics rest around it, as instants; None where none do.
        offered: a time that is kept until they decide.
    """

    day: HardDay
    turn: Turn | None
    is_on: bool
    rests: tuple[datetime, datetime] | None = None
    is_resting: bool = False
    offered: Booking | None = None

    @property
    def name(self) -> str:
        """What they call it."""
        return self.day.name

    @property
    def helps(self) -> str:
        """What they wrote that helps."""
        return self.day.words(Part.HELPS)

    @property
    def note(self) -> str:
        """Their note to themselves."""
        return self.day.words(Part.NOTE)

    @property
    def whom(self) -> str:
        """Whom they could ask."""
        return self.day.words(Part.WHOM)


def own_days(person: User, *, now: datetime) -> list[Own]:
    """All of them: what is on, then what comes next, then what is over."""
    offers = _offers(person, now=now)
    rows = HardDay.objects.of(person).select_related("member", "specialist__person")
    found = [_own(day, offers, now=now) for day in rows]
    return sorted(found, key=_in_order)


def own(day: HardDay, *, now: datetime) -> Own:
    """One of them, with all that its page says."""
    return _own(day, _offers(day.member, now=now), now=now)


def todays(person: User, *, now: datetime) -> list[Own]:
    """What is on today, on their calendar, and was not set aside for today."""
    on = today(person.zone, now=now)
    rows = HardDay.objects.of(person).exclude(hidden_on=on).order_by("first_on", "pk")
    days = [_own(day, (), now=now) for day in rows.select_related("member")]
    return [each for each in days if each.is_on]


def _own(day: HardDay, offers: Sequence[Booking], *, now: datetime) -> Own:
    zone = day.member.zone
    on = today(zone, now=now)
    turn = day.span.turn_from(on)
    resting = day.span.turn_from(on, after=day.soft_after)
    rests = None
    if day.softened and resting is not None and day.lifted != day.mark(resting):
        rests = resting.around(day.soft_before, day.soft_after, zone)
    return Own(
        day=day,
        turn=turn,
        is_on=turn is not None and turn.has(on),
        rests=rests,
        is_resting=rests is not None and rests[0] <= now < rests[1],
        offered=next((each for each in offers if each.starts_at == day.offered_start), None),
    )


def _offers(person: User, *, now: datetime) -> list[Booking]:
    offers = Booking.rows.offered_to(person).filter(kept_until__gt=now)
    return list(offers.select_related("specialist__person"))


def _in_order(each: Own) -> tuple[bool, date, int]:
    first = each.turn.first if each.turn else each.day.last_on
    return each.turn is None, first, each.day.pk
