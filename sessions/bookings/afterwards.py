"""What a session's page says once it has begun: whether the two met, and how they meet again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from peerhub.accounts.models import User
from sessions.availability.rules import MINUTE
from sessions.availability.slots import Timetable
from sessions.bookings import actions, openings
from sessions.bookings.models import WAIT, Booking, MeetingWord
from sessions.bookings.parts import Part
from sessions.bookings.states import BookingState, Word, differ

WEEK = timedelta(days=7)
OFFERED = timedelta(weeks=4)  # after it, the page asks nobody whether they want to meet again


def bring_words(booking: Booking, reader: User, now: datetime) -> Part | None:
    """Room to say whether they met; of what the other one says it shows only whether it differs."""
    said = {word.by_id: word for word in MeetingWord.objects.filter(booking=booking)}
    mine = said.get(reader.pk)
    return Part(
        "sessions/bookings/_meeting.html",
        {
            "booking": booking,
            "mine": mine,
            "can_undo": mine is not None and mine.can_be_taken_back(now=now),
            "they_may_come": now < booking.starts_at + WAIT,
            "differ": differ(*(Word(word.said) for word in said.values())),
            "for_specialist": reader.pk != booking.member_id,
        },
    )


def bring_again(booking: Booking, reader: User, now: datetime) -> Part | None:
    """Meet again: the same time next week in one tap, or the nearest that are free.

    Where they missed each other, the next times, somebody else, and whoever is there now. For the
    member alone: nobody is booked by their specialist. Later on, and where the two have booked
    already, only the way to all times.
    """
    missed = booking.state == BookingState.MISSED
    if reader.pk != booking.member_id or not (missed or booking.ends_at <= now):
        return None
    profile = booking.specialist
    both = Booking.objects.filter(member=reader, specialist=profile).coming(now=now)
    offers = now <= booking.ends_at + OFFERED and not both.exists()
    times: Sequence[datetime] = ()
    wish = now if missed else next_week(booking, reader, now=now)
    length = booking.ends_at - booking.starts_at
    if offers and actions.can_move(booking):
        offered = openings.coming_timetable(profile, now=now, member=reader)
        length = length if length in offered.rules.lengths else offered.rules.usual
        times = _times(offered, wish, length=length, now=now)
    return Part(
        "sessions/bookings/_again.html",
        {
            "profile": profile,
            "offers": offers,
            "missed": missed,
            "times": times,
            "same": list(times) == [wish],
            "minutes": length // MINUTE,
        },
    )


def next_week(booking: Booking, reader: User, *, now: datetime) -> datetime:
    """The same weekday and time on the reader's clock, next week or in the first week still to come."""
    local = booking.starts_at.astimezone(reader.zone)
    weeks = max(1, -((booking.starts_at - now) // WEEK))
    return (local + weeks * WEEK).astimezone(booking.starts_at.tzinfo)


def _times(
    offered: Timetable, wish: datetime, *, length: timedelta, now: datetime
) -> Sequence[datetime]:
    if offered.is_free(wish, now=now, length=length):
        return [wish]
    return offered.nearest(wish, now=now, length=length)
