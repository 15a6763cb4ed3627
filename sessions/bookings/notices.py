"""What both people are told about a session, and when. The words fit on a locked screen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.actions import Telling
from peerhub.notifications.kinds import Kind
from peerhub.ui.moments import in_words
from sessions.bookings.models import Booking
from sessions.bookings.timetable import reminders

BOOKED = Kind(
    key="sessions.booked",
    line="A session is booked: {when}.",
    mail_line="You have an appointment: {when}.",
)
REMINDER = Kind(
    key="sessions.reminder",
    line="A reminder of your session: {when}.",
    mail_line="A reminder of your appointment: {when}.",
)
CANCELLED = Kind(
    key="sessions.cancelled",
    line="The session is cancelled: {when}. That time is free again.",
    mail_line="An appointment is cancelled: {when}.",
)
MOVED = Kind(
    key="sessions.moved",
    line="Your session has another time now: {when}. Before, it was {before}.",
    mail_line="Your appointment has another time now: {when}. Before, it was {before}.",
)
ALL = (BOOKED, REMINDER, CANCELLED, MOVED)


def tell_booked(booking: Booking, *, now: datetime) -> None:
    """Tell both people now, and remind them later."""
    tellings = []
    for role, person in _both(booking):
        tell = _teller(booking, role, person)
        tellings.append(tell(BOOKED, "booked", now))
        tellings.extend(_reminders(booking, person, tell, now))
    notifications.schedule_all(tellings)


def tell_moved(booking: Booking, *, before: datetime, now: datetime) -> None:
    """Call off what belongs to the old time, tell both people of both times, remind them anew."""
    notifications.cancel(f"booking:{booking.pk}:", now=now)
    tellings = []
    for role, person in _both(booking):
        tell = _teller(booking, role, person, change=booking.sequence)
        told = tell(MOVED, "moved", now)
        both = {**told.context, "before": in_words(before, "full", person.zone)}
        tellings.append(replace(told, context=both))
        tellings.extend(_reminders(booking, person, tell, now))
    notifications.schedule_all(tellings)


def tell_cancelled(booking: Booking, *, now: datetime) -> None:
    """Call off what was still to be told, and tell both people."""
    notifications.cancel(f"booking:{booking.pk}:", now=now)
    notifications.schedule_all(
        [
            _teller(booking, role, person)(CANCELLED, "cancelled", now)
            for role, person in _both(booking)
        ]
    )


def _reminders(
    booking: Booking, person: User, tell: Callable[[Kind, str, datetime], Telling], now: datetime
) -> Iterator[Telling]:
    for rung, at in reminders(booking.starts_at, now=now, zone=person.zone).items():
        yield tell(REMINDER, rung.value, at)


def _both(booking: Booking) -> Iterator[tuple[str, User]]:
    yield "member", booking.member
    yield "specialist", booking.specialist.person


def _teller(
    booking: Booking, role: str, person: User, *, change: int = 0
) -> Callable[[Kind, str, datetime], Telling]:
    """Writes notices to one of the two, with the time on their own clock.

    A reference is used once: what belongs to a later time has the number of the change in it.
    """
    url = booking.get_absolute_url()
    context = {"when": in_words(booking.starts_at, "full", person.zone)}
    whose = f"booking:{booking.pk}:" + (f"{change}:" if change else "")

    def tell(kind: Kind, about: str, due_at: datetime) -> Telling:
        return Telling(
            person=person,
            kind=kind.key,
            reference=f"{whose}{about}:{role}",
            due_at=due_at,
            url=url,
            context=context,
        )

    return tell
