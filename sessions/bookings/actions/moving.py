"""Change the time of a session: its member, without a reason. A specialist asks (``proposing``)."""

from dataclasses import replace
from datetime import datetime

from matching.models import SpecialistProfile
from peerhub.accounts.blocking import are_apart
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from sessions.availability.rules import how_long
from sessions.availability.slots import Timetable
from sessions.bookings import covering, days, notices, openings, policies
from sessions.bookings.actions.booking import (
    NotYours,
    TooLate,
    Wish,
    make_room,
    refresh_next_open_slot,
    refresh_people_now,
    taken,
    whole_or_taken,
)
from sessions.bookings.actions.settling import settle
from sessions.bookings.events import SessionMoved
from sessions.bookings.models import FREE_UNTIL, RESTED, Booking, HeavyMark, MoveProposal
from sessions.bookings.states import Answer


def change_time(booking: Booking, *, by: User, starts_at: datetime, now: datetime) -> Booking:
    """Let the session begin at another time; it is as long as before, and its note stays.

    Every rule of the specialist is asked under the locks that a booking takes; the session's own
    old time counts as free. Until the new time is sure the old one stays. The same time again
    changes nothing. The audit keeps both times.

    Args:
        booking: with its two people.
        by: its member.
        starts_at: an aware instant.
        now: an aware instant.

    Raises:
        NotYours: not its member.
        TooLate: it begins within ``FREE_UNTIL``, has begun, or was cancelled.
        SlotTaken: the time is not free, or not any more.
    """
    if not policies.may_change_time(by, booking):
        raise NotYours("We could not find that session.")
    with whole_or_taken():
        return _change(booking, by, starts_at, now)


def times_for(booking: Booking, *, seen_by: User, now: datetime) -> Timetable:
    """The times that the session could have instead.

    The member's sessions with others are left out of what the member sees. The specialist is not
    to learn of them by what is missing.
    """
    member = booking.member if seen_by.pk == booking.member_id else None
    found = openings.coming_timetable(booking.specialist, now=now, member=member, besides=booking)
    # One that is heavy for the specialist takes its rest with it.
    is_heavy = HeavyMark.objects.filter(booking=booking).exists()
    return replace(found, rest=RESTED) if is_heavy else found


def can_move(booking: Booking) -> bool:
    """Whether its specialist offers times to this member now: their page is shown, nobody blocked."""
    published = SpecialistProfile.objects.published().filter(pk=booking.specialist_id)
    apart = are_apart(booking.member_id, booking.specialist.person_id)
    return published.exists() and not apart


def _settle_question(booking: Booking, by: User, starts_at: datetime, now: datetime) -> None:
    """Where the specialist asked for a time, this is the answer."""
    asked = MoveProposal.objects.open().filter(booking=booking).first()
    if asked is not None:
        answer = Answer.YES if asked.starts_at == starts_at else Answer.OVERTAKEN
        settle(booking, answer, by=by, now=now)


def _change(booking: Booking, by: User, starts_at: datetime, now: datetime) -> Booking:
    # Whoever changes hours, leave, rules or their time zone waits for these locks as well.
    User.objects.all_locked(booking.member_id, booking.specialist.person_id)
    booking = Booking.objects.with_people().get(pk=booking.pk)
    if not booking.is_free_to_change(now=now):
        raise TooLate(
            "The time of a session can be changed until "
            f"{how_long(FREE_UNTIL)} before it starts, and this one cannot any more."
        )
    before = booking.starts_at
    if starts_at == before:
        return booking
    _settle_question(booking, by, starts_at, now)
    offered = times_for(booking, seen_by=booking.member, now=now)
    length = booking.ends_at - before
    if not (can_move(booking) and offered.is_free(starts_at, now=now, length=length)):
        raise taken()
    make_room(Wish(booking.specialist, booking.member, starts_at, starts_at + length), now)
    booking.begin_at(starts_at, zone=booking.member.time_zone, now=now)
    covering.follow(booking, was_at=before, now=now)
    record(
        Verb.SESSION_MOVED,
        by=by,
        on=booking,
        before=days.stamp(before),
        after=days.stamp(starts_at),
    )
    notices.tell_moved(booking, before=before, now=now)
    refresh_next_open_slot(booking.specialist, now=now)
    refresh_people_now(booking.specialist, now=now)
    publish(SessionMoved(booking_id=booking.pk, at=now))
    return booking
