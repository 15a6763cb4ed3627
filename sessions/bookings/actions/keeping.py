"""Keep a time for a member while they confirm: for minutes, one at a time, without a word of haste."""

from datetime import datetime, timedelta

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from sessions.bookings import openings
from sessions.bookings.actions.booking import Wish, is_free, make_room, shown, taken, whole_or_taken
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState

KEPT_FOR = timedelta(minutes=5)


def keep(wish: Wish, *, now: datetime) -> Booking:
    """Keep the time that the member chose for ``KEPT_FOR``; what was kept for them before is free.

    Whoever may not book the time may not keep it. The same rules, locks and constraints hold.

    Raises:
        NotBookable: this member cannot meet this specialist.
        SlotTaken: the time is not free, or not any more.
    """
    with whole_or_taken():
        return _keep(wish, now)


def kept_until(wish: Wish, *, now: datetime) -> datetime | None:
    """Until when this very time is kept for the member, if it is."""
    kept = Booking.rows.kept_for(wish.member).filter(kept_until__gt=now).first()
    return kept.kept_until if kept and wish.is_met_by(kept) else None


def let_go(*, now: datetime) -> int:
    """Delete what was kept and has run out; returns how much. Nobody relies on those rows any more."""
    deleted, _ = Booking.rows.run_out(now=now).delete()
    return deleted


def _keep(wish: Wish, now: datetime) -> Booking:
    User.objects.all_locked(wish.member.pk, wish.profile.person_id)
    profile = shown(wish, now)
    offered = openings.coming_timetable(profile, now=now, member=wish.member)
    if not is_free(wish, offered, now):
        raise taken()
    make_room(wish, now)
    Booking.rows.kept_for(wish.member).delete()
    kept = Booking.rows.create(
        member=wish.member,
        specialist=profile,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        state=BookingState.KEPT,
        kept_until=now + KEPT_FOR,
        zone_shown=wish.member.time_zone,
        booked_at=now,
        changed_at=now,
    )
    record(Verb.TIME_KEPT, by=wish.member, on=kept)
    return kept
