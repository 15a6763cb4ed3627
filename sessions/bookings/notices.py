"""What both people are told about a session, and when. The words fit on a locked screen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Q

from peerhub.notifications import actions as notifications
from peerhub.notifications.actions import Telling
from peerhub.notifications.kinds import Kind
from peerhub.ui.moments import in_words
from sessions.bookings.models import Booking, MoveProposal
from sessions.bookings.states import BookingState
from sessions.reminders.models import Reader, readers
from sessions.reminders.notices import FOLLOW_UP, REMINDER
from sessions.reminders.timetable import Rung, follow_up, reminders

BOOKED = Kind(
    key="sessions.booked",
    line="A session is booked: {when}.",
    mail_line="You have an appointment: {when}.",
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
MOVE_ASKED = Kind(
    key="sessions.move_asked",
    line=(
        "You are asked whether your session can move: to {when}, instead of {before}. It stays where"
        " it is until you say yes."
    ),
    mail_line=(
        "You are asked whether an appointment can move: to {when}, instead of {before}. It stays"
        " where it is until you say yes."
    ),
)
STAYS = Kind(
    key="sessions.stays",
    line="Your session keeps its time: {when}.",
    mail_line="Your appointment keeps its time: {when}.",
)
ALL = (BOOKED, CANCELLED, MOVED, MOVE_ASKED, STAYS)
ASKED = "follow-up"  # in references
ASKED_WITHIN = timedelta(days=2)  # of its end a member is asked, at the latest


def tell_booked(booking: Booking, *, now: datetime, aloud: bool = True) -> None:
    """Tell both people now, and remind them later; not ``aloud``, only remind them."""
    tellings = []
    for role, reader in _both(booking):
        if aloud:
            tellings.append(_teller(booking, role, reader)(BOOKED, "booked", now))
        tellings += _reminders(booking, role, reader, now)
    notifications.schedule_all(tellings)


def tell_moved(booking: Booking, *, before: datetime, now: datetime) -> None:
    """Call off what belongs to the old time, tell both people of both times, remind them anew."""
    notifications.cancel(f"booking:{booking.pk}:", now=now)
    tellings = []
    for role, reader in _both(booking):
        told = _teller(booking, role, reader)(MOVED, "moved", now)
        both = {**told.context, "before": in_words(before, "full", reader.zone)}
        tellings.append(replace(told, context=both))
        tellings += _reminders(booking, role, reader, now)
    notifications.schedule_all(tellings)


def tell_asked(booking: Booking, asked: MoveProposal, *, now: datetime) -> None:
    """Tell the member of both times."""
    reader = dict(_both(booking))["member"]
    told = _teller(booking, "member", reader)(MOVE_ASKED, _asked(asked.pk), now)
    times = {
        "when": in_words(asked.starts_at, "full", reader.zone),
        "before": in_words(booking.starts_at, "full", reader.zone),
    }
    notifications.schedule_all([replace(told, context=times)])


def ask_not(booking: Booking, asked: MoveProposal, *, now: datetime) -> None:
    """The question is over: who was not told of it yet is not told any more."""
    notifications.cancel(_reference(booking, _asked(asked.pk), "member"), now=now)


def tell_it_stays(
    booking: Booking, asked_id: int, roles: tuple[str, ...], *, now: datetime
) -> None:
    """A question is over and the session keeps its time: nobody is told why."""
    notifications.schedule_all(
        [
            _teller(booking, role, reader)(STAYS, f"stays:{asked_id}", now)
            for role, reader in _both(booking)
            if role in roles
        ]
    )


def replan_reminders(person_id: int, *, now: datetime) -> None:
    """Remind one person of what is booked already by their wishes and their clock of now.

    What they were reminded of stays so. Their row is locked, so nothing is booked or cancelled
    with them meanwhile.
    """
    mine = Q(member=person_id) | Q(specialist__person=person_id)
    meant = Booking.objects.filter(mine, state__in=(BookingState.BOOKED, BookingState.HELD))
    coming = meant.filter(ends_at__gt=now - ASKED_WITHIN)
    reader = readers([person_id])[person_id]
    references, wanted = [], []
    for booking in coming.select_related("specialist").order_by("pk"):
        role = "member" if booking.member_id == person_id else "specialist"
        references += [_reference(booking, about, role) for about in (*Rung, ASKED)]
        wanted += _reminders(booking, role, reader, now)
    without = reader.wishes.without
    notifications.replan(references, wanted, without=without, now=now)


def tell_cancelled(booking: Booking, *, now: datetime, aloud: bool = True) -> None:
    """Call off what was still to be told, and tell both people, unless it is not ``aloud``."""
    notifications.cancel(f"booking:{booking.pk}:", now=now)
    if not aloud:
        return
    notifications.schedule_all(
        [
            _teller(booking, role, reader)(CANCELLED, "cancelled", now)
            for role, reader in _both(booking)
        ]
    )


def ask_nothing(booking: Booking, *, now: datetime) -> None:
    """The two missed each other: nobody is asked how it was."""
    notifications.cancel(_reference(booking, ASKED, "member"), now=now)


def _both(booking: Booking) -> Iterator[tuple[str, Reader]]:
    """Both people, read anew: their clock may have changed until we had their locks."""
    keys = {"member": booking.member_id, "specialist": booking.specialist.person_id}
    known = readers(keys.values())
    for role, key in keys.items():
        yield role, known[key]


def _reminders(booking: Booking, role: str, reader: Reader, now: datetime) -> list[Telling]:
    tell, wishes = _teller(booking, role, reader), reader.wishes
    due = reminders(booking.starts_at, chosen=wishes.rungs, now=now, zone=reader.zone)
    tellings = [tell(REMINDER, rung.value, at) for rung, at in due.items()]
    if role == "member":
        at = follow_up(booking.ends_at, chosen=wishes.afterwards, zone=reader.zone)
        tellings += [tell(FOLLOW_UP, ASKED, at)] if at and at > now else []
    return [replace(each, by_mail=wishes.by_mail, by_push=wishes.by_push) for each in tellings]


def _teller(
    booking: Booking, role: str, reader: Reader
) -> Callable[[Kind, str, datetime], Telling]:
    """Writes notices to one of the two, with the time on their own clock."""
    url = booking.get_absolute_url()
    context = {"when": in_words(booking.starts_at, "full", reader.zone)}

    def tell(kind: Kind, about: str, due_at: datetime) -> Telling:
        return Telling(
            person=reader.person,
            kind=kind.key,
            reference=_reference(booking, about, role),
            due_at=due_at,
            url=url,
            context=context,
        )

    return tell


def _asked(asked_id: int) -> str:
    return f"asked:{asked_id}"


def _reference(booking: Booking, about: str, role: str) -> str:
    """Used once: what belongs to a later time has the number of the change in it."""
    change = f"{booking.sequence}:" if booking.sequence else ""
    return f"booking:{booking.pk}:{change}{about}:{role}"
