"""Keep a time for a member: for minutes while they confirm, or until they decide on one we found.

Without a word of haste.
"""

from datetime import datetime, timedelta

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from sessions.bookings import openings
from sessions.bookings.actions.booking import (
    Wish,
    is_free,
    make_room,
    refresh_next_open_slot,
    shown,
    taken,
    whole_or_taken,
)
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState

KEPT_FOR = timedelta(minutes=5)


def keep(wish: Wish, *, now: datetime) -> Booking:
    """Keep the time that the member chose for ``KEPT_FOR``; what was kept for them before is free.

    A time that is offered to them stays so, longer than that: theirs is kept where it meets it.

    Whoever may not book the time may not keep it. The same rules, locks and constraints hold.

    Raises:
        NotBookable: this member cannot meet this specialist.
        SlotTaken: the time is not free, or not any more.
    """
    with whole_or_taken():
        return _keep(wish, now)


def kept_until(wish: Wish, *, now: datetime) -> datetime | None:
    """Until when this very time is kept for the member, if it is."""
    kept = Booking.rows.kept_for(wish.member).filter(kept_until__gt=now)
    offered = Booking.rows.offered_to(wish.member, now=now)
    return next((row.kept_until for row in (*kept, *offered) if wish.is_met_by(row)), None)


def offer_time(wish: Wish, *, until: datetime, now: datetime) -> Booking:
    """Keep a time that we found for the member until they decide, at most until ``until``.

    It is no session: the specialist is told nothing, and the member books it like any other time.
    What the member keeps already is in its way, and so is a time that they are offered with the
    same specialist: one question at a time.

    Raises:
        NotBookable: this member cannot meet this specialist.
        SlotTaken: the time is not free, or not any more.
    """
    with whole_or_taken():
        return _offer(wish, until, now)


def let_offer_go(member: User, starts_at: datetime, *, now: datetime) -> bool:
    """The member does not want the time that is offered to them; whether there was one."""
    rows = Booking.rows.offered_to(member, now=now).filter(starts_at=starts_at)
    offered = rows.with_people().first()
    if offered is None:
        return False
    offered.delete()
    refresh_next_open_slot(offered.specialist, now=now)
    return True


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
    offers = Booking.rows.offered_to(wish.member, now=now)
    if there := offers.overlapping(wish.starts_at, wish.ends_at).first():
        return there
    make_room(wish, now)
    Booking.rows.kept_for(wish.member).delete()
    kept = _row(wish, profile, BookingState.KEPT, until=now + KEPT_FOR, now=now)
    record(Verb.TIME_KEPT, by=wish.member, on=kept)
    return kept


def _offer(wish: Wish, until: datetime, now: datetime) -> Booking:
    User.objects.all_locked(wish.member.pk, wish.profile.person_id)
    profile = shown(wish, now)
    free = openings.coming_timetable(profile, now=now, member=wish.member)
    of_two = Booking.rows.filter(member=wish.member, specialist=profile)
    of_two.run_out(now=now).delete()
    is_asked = Booking.rows.offered_to(wish.member, now=now).filter(specialist=profile).exists()
    theirs = Booking.rows.occupying(now=now).filter(member=wish.member)
    is_kept_then = theirs.overlapping(wish.starts_at, wish.ends_at).exists()
    if is_asked or is_kept_then or not is_free(wish, free, now):
        raise taken()
    make_room(wish, now)
    offered = _row(wish, profile, BookingState.OFFERED, until=until, now=now)
    record(Verb.TIME_OFFERED, by=None, on=offered)
    refresh_next_open_slot(profile, now=now)
    return offered


def _row(
    wish: Wish, profile: SpecialistProfile, state: BookingState, *, until: datetime, now: datetime
) -> Booking:
    return Booking.rows.create(
        member=wish.member,
        specialist=profile,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        state=state,
        kept_until=until,
        zone_shown=wish.member.time_zone,
        booked_at=now,
        changed_at=now,
    )
