"""A session that goes on for five minutes, because both want it and nothing is in the way.

The database's two exclusion constraints know nothing of these minutes, and need not: what was booked
is what is counted. That nothing comes to lie in them is kept so:

- Before they are given, both people are locked, in the order in which everything that books, keeps or
  moves locks them; ``can_be_longer`` then reads what either of the two has, kept times included.
- Afterwards nothing can be booked into them: they are given in the last minutes of a session
  (``sessions.calls.policies.may_want_more``), and whatever is booked or moved begins an hour from
  then at the soonest (``SOONEST``). Only a talk that begins at once could; it asks
  ``goes_on_longer`` under the same locks.
"""

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
