"""Keep a time for a member: for minutes while they confirm, for longer while they decide on one we found."""

from datetime import datetime, timedelta

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
from sessions.bookings.states import ONLY_KEPT, BookingState

KEPT_FOR = timedelta(minutes=5)


def keep(wish: Wish, *, now: datetime) -> Booking | None:
    """Keep the time that the member chose for ``KEPT_FOR``; what was kept for them before is free.

    Whoever may not book the time may not keep it. The same rules, locks and constraints hold. Where
    a time lies that was offered to the member, nothing else is kept: nobody
    loses an offer by a look at another time.

    Raises:
        NotBookable: this member cannot meet this specialist.
        SlotTaken: the time is not free, or not any more.
    """
    with whole_or_taken():
        return _keep(wish, now)


def kept_until(wish: Wish, *, now: datetime) -> datetime | None:
    """Until when this very time is kept for the member, if it is."""
    rows = Booking.rows.filter(member=wish.member, starts_at=wish.starts_at, kept_until__gt=now)
    return next((kept.kept_until for kept in rows if wish.is_met_by(kept)), None)


def let_go(*, now: datetime) -> int:
    """Delete what was kept and has run out; returns how much. Nobody relies on those rows any more."""
    deleted, _ = Booking.rows.run_out(now=now).delete()
    return deleted


def offer_time(wish: Wish, *, until: datetime, now: datetime) -> Booking:
    """Keep a time that we found for the member until they decide; in a transaction, with both locked.

    It is no session: the specialist is told nothing, and the member books it like any other time.

    Raises:
        NotBookable: this member cannot meet this specialist.
        SlotTaken: the time is not free, or something else is kept for the member then.
    """
    profile = shown(wish, now)
    offered = openings.coming_timetable(profile, now=now, member=wish.member)
    if not is_free(wish, offered, now) or is_kept_then(wish, now):
        raise taken()
    make_room(wish, now)
    kept = keep_row(wish, BookingState.OFFERED, until, now)
    record(Verb.TIME_OFFERED, by=None, on=kept)
    refresh_next_open_slot(profile, now=now)
    return kept


def keep_while_paying(wish: Wish, *, until: datetime, now: datetime) -> bool:
    """Keep the time that a member is about to pay for; in a transaction, with both locked.

    A look at another time does not let it go, as it does with one that is kept for a moment. Where
    the time was offered to them, that offer lasts until then at least.

    Returns:
        Whether a row was written for it.

    Raises:
        NotBookable: this member cannot meet this specialist.
        SlotTaken: the time is not free, or not any more.
    """
    profile = shown(wish, now)
    offered = openings.coming_timetable(profile, now=now, member=wish.member)
    if not is_free(wish, offered, now):
        raise taken()
    Booking.rows.kept_for(wish.member).delete()
    rows = Booking.rows.offered_to(wish.member).filter(kept_until__gt=now, specialist=profile)
    there = rows.filter(starts_at=wish.starts_at, ends_at=wish.ends_at)
    if there.exists():
        there.filter(kept_until__lt=until).update(kept_until=until)
        return False
    make_room(wish, now)
    keep_row(wish, BookingState.OFFERED, until, now)
    refresh_next_open_slot(profile, now=now)
    return True


def take_offer_back(
    member: User, starts_at: datetime, *, until: datetime | None = None, now: datetime
) -> bool:
    """Let the time go that was offered to the member, whose row is locked; whether there was one.

    With ``until`` only the one that is kept until then: others may have offered it anew meanwhile,
    or keep it for longer.
    """
    rows = Booking.rows.offered_to(member).filter(starts_at=starts_at)
    if until is not None:
        rows = rows.filter(kept_until=until)
    for offered in rows.select_related("specialist__person"):
        offered.delete()
        refresh_next_open_slot(offered.specialist, now=now)
        return True
    return False


def _keep(wish: Wish, now: datetime) -> Booking | None:
    User.objects.all_locked(wish.member.pk, wish.profile.person_id)
    profile = shown(wish, now)
    offered = openings.coming_timetable(profile, now=now, member=wish.member)
    if not is_free(wish, offered, now):
        raise taken()
    Booking.rows.kept_for(wish.member).delete()
    if is_kept_then(wish, now):
        return None
    make_room(wish, now)
    kept = keep_row(wish, BookingState.KEPT, now + KEPT_FOR, now)
    record(Verb.TIME_KEPT, by=wish.member, on=kept)
    return kept


def is_kept_then(wish: Wish, now: datetime) -> bool:
    """Whether a time is kept for the member, with anybody, that has a minute of this one."""
    own = Booking.rows.filter(member=wish.member, state__in=ONLY_KEPT, kept_until__gt=now)
    return own.overlapping(wish.starts_at, wish.ends_at).exists()


def keep_row(wish: Wish, state: BookingState, until: datetime, now: datetime) -> Booking:
    """A row that keeps the time of the wish until then, and is no session."""
    return Booking.rows.create(
        member=wish.member,
        specialist=wish.profile,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        state=state,
        kept_until=until,
        zone_shown=wish.member.time_zone,
        booked_at=now,
        changed_at=now,
    )
