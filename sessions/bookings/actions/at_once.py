"""A session that begins this moment: two people found each other without an appointment."""

from datetime import datetime, timedelta

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from sessions.bookings.actions.booking import (
    NotBookable,
    Wish,
    make_room,
    refresh_next_open_slot,
    refresh_people_now,
    shown,
    taken,
)
from sessions.bookings.actions.lengthening import goes_on_longer
from sessions.bookings.events import SessionBooked
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode

LASTS = timedelta(minutes=30)
REST = timedelta(minutes=10)  # before the next session of either of the two
LEAST = timedelta(minutes=10)  # shorter is no talk


def begin_now(profile: SpecialistProfile, *, member: User, mode: Mode, now: datetime) -> Booking:
    """Let a session begin; in a transaction with both people locked.

    The specialist is there, so their hours, notice and caps are not asked. It lasts ``LASTS``, or
    until ``REST`` before the next time that one of the two keeps for somebody.

    Raises:
        NotBookable: this member cannot meet this specialist, or not in this way.
        SlotTaken: one of the two meets somebody, or will so soon that there is no time.
    """
    if goes_on_longer((profile.person_id, member.pk), now=now):
        raise taken()
    starts_at = now.replace(second=0, microsecond=0)
    there = Booking.rows.occupying(now=now, besides=member).meeting(profile, member)
    there = there.overlapping(starts_at, starts_at + LASTS + REST)
    next_one = min(there.values_list("starts_at", flat=True), default=starts_at + LASTS + REST)
    wish = Wish(profile, member, starts_at, min(starts_at + LASTS, next_one - REST))
    profile = shown(wish, now)
    if mode not in profile.ways:
        raise NotBookable("This person cannot be met in this way.")
    if wish.ends_at - now < LEAST:
        raise taken()
    make_room(wish, now)
    booking = Booking.objects.create(
        member=member,
        specialist=profile,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        mode=mode,
        zone_shown=member.time_zone,
        booked_at=now,
        changed_at=now,
    )
    record(Verb.SESSION_BOOKED, by=member, on=booking)
    refresh_next_open_slot(profile, now=now)
    refresh_people_now(profile, now=now)
    publish(SessionBooked(booking_id=booking.pk, at=now))
    return booking
