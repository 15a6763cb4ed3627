"""A session that goes on for five minutes, because both want it and nothing is in the way."""

from datetime import datetime

from sessions.bookings.actions.moving import times_for
from sessions.bookings.models import LONGER, Booking


def can_be_longer(booking: Booking, *, now: datetime) -> bool:
    """Whether neither of the two has anything in these minutes, nor too soon behind them.

    The timetable answers that offers times, with the specialist's pauses and rests in it. Hours,
    notice and caps are not asked: both are there and say so.
    """
    table = times_for(booking, seen_by=booking.member, now=now)
    return booking.longer_until is None and table.has_room_behind(booking.ends_at, LONGER)


def make_longer(booking: Booking, *, now: datetime) -> Booking:
    """Let it end five minutes later, with both people locked and ``can_be_longer`` asked; once.

    What was booked stays as it was: its end, its length, what is counted or paid for it.
    """
    booking.longer_until, booking.changed_at = booking.ends_at + LONGER, now
    booking.save(update_fields=["longer_until", "changed_at"])
    return booking


def goes_on_longer(people: tuple[int, ...], *, now: datetime) -> bool:
    """Whether one of them is in the minutes that two people added to their session."""
    mine = Booking.objects.filter(longer_until__gt=now, ends_at__lte=now, ends_at__gt=now - LONGER)
    either = mine.filter(member__in=people) | mine.filter(specialist__person__in=people)
    return either.exists()
