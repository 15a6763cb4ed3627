"""What becomes of free half hours when a session moves, is cancelled, or has been."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from sessions.bookings.absence import is_first_absence, member_was_away
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.wallet import danger
from sessions.wallet.actions.moving import carry, go, take_instead, was_first, write_given
from sessions.wallet.allowance import LATE, borne_by, month_of
from sessions.wallet.having import free, having
from sessions.wallet.models import FreeUse
from sessions.wallet.states import UseState, Why


def follow(booking: Booking, was_at: datetime | None, now: datetime) -> None:
    """Let them lie where the session's state says; with both people locked. Again changes nothing."""
    use = FreeUse.objects.of(booking)
    if use is None:
        return
    if was_at is not None:
        _follow_to_month(use, booking, now)
        return
    if use.spared_at is None and danger.was_in(booking):
        _spare(use, booking, now)
    elif use.spared_at is None:
        state, why = _where(booking)
        if why == Why.MISSED and was_first(use, booking):
            return  # what has gone back stays gone back, whoever says it again
        if use.state != state and go(use, booking, state, why, now=now):
            _carry_if_late(use, booking, now)


@transaction.atomic
def spare(booking: Booking, *, now: datetime) -> bool:
    """It turned out to be about danger: it never counts. Twice changes nothing; whether it did.

    Everybody who writes about a member's half hours locks both people first.
    """
    User.objects.all_locked(booking.member_id, booking.specialist.person_id)
    use = FreeUse.objects.of(booking)
    if use is None or use.spared_at is not None:
        return False
    _spare(use, booking, now)
    return True


def look_for_danger(*, now: datetime) -> int:
    """Spare what no announcement told us of; returns how many sessions."""
    return sum(spare(booking, now=now) for booking in danger.not_spared(now=now))


def _spare(use: FreeUse, booking: Booking, now: datetime) -> None:
    if use.state != UseState.BACK and go(use, booking, UseState.BACK, Why.SPARED, now=now):
        _carry_if_late(use, booking, now)
    use.spared_at = now
    use.save(update_fields=["spared_at"])


def _carry_if_late(use: FreeUse, booking: Booking, now: datetime) -> None:
    """What comes back when little of its month is left is free in the next one, unless its member cancelled.

    Nothing is lost because somebody else did not come, or because it was about danger.
    """
    if use.state != UseState.BACK or booking.cancelled_by_id == booking.member_id:
        return
    month = month_of(now + LATE, booking.member.zone)
    if month > use.month:
        carry(use, booking, month, now=now)


def _where(booking: Booking) -> tuple[UseState, Why]:
    """Where they lie by what became of the session, and why."""
    if booking.state == BookingState.CANCELLED:
        return UseState.BACK, Why.CANCELLED
    if booking.state == BookingState.HELD:
        return UseState.USED, Why.USED
    if booking.state != BookingState.MISSED:
        return UseState.KEPT, Why.UNSAID
    if not member_was_away(booking):
        return UseState.BACK, Why.AWAY
    # One that turned out to be about danger never counts: not as the first one either.
    if is_first_absence(booking, Booking.objects.filter(free_use__in=FreeUse.objects.counting())):
        return UseState.BACK, Why.FIRST
    return UseState.USED, Why.MISSED


def _follow_to_month(use: FreeUse, booking: Booking, now: datetime) -> None:
    """Take from the month to which it moved, where that has enough; else it keeps what it had."""
    month = month_of(booking.starts_at, booking.member.zone)
    if use.state != UseState.KEPT or use.month == month:
        return
    found = having(booking.member, month, now)
    parts = borne_by(use.halves, free(found))
    if parts is not None:
        write_given(booking.member, found, now=now)
        take_instead(use, booking, month, parts, now=now)
