"""Bear a session that is being booked: in its transaction, with both people locked."""

from datetime import datetime

from sessions.bookings.models import Booking
from sessions.wallet.actions.moving import keep, write_given
from sessions.wallet.allowance import Held, Source, borne_by, halves_of, month_of, pool_label
from sessions.wallet.having import free, having, in_pool
from sessions.wallet.models import PoolPress


def asks_nothing(booking: Booking, now: datetime) -> bool:
    """A specialist without a price: the session costs nothing, and nothing is written."""
    del now
    return booking.specialist.price_cents is None


def bear_free(booking: Booking, now: datetime) -> bool:
    """The member's free half hours of the month in which it starts, on their clock."""
    month = _month(booking)
    found = having(booking.member, month, now)
    parts = borne_by(_needed(booking), free(found))
    if parts is None:
        return False
    write_given(booking.member, found, now=now)
    return keep(booking, month, parts, now=now)


def bear_pool(booking: Booking, now: datetime) -> bool:
    """The sponsors' pool, where the member pressed for it; what they have free goes first."""
    press = PoolPress.objects.filter(member=booking.member_id).first()
    if press is None:
        return False
    month = _month(booking)
    found = having(booking.member, month, now)
    pool = Held(Source.POOL, pool_label(month), in_pool())
    parts = borne_by(_needed(booking), [*free(found), pool])
    if parts is None:
        return False
    write_given(booking.member, found, now=now)
    if not keep(booking, month, parts, now=now):
        return False
    press.delete()
    return True


def _month(booking: Booking) -> str:
    return month_of(booking.starts_at, booking.member.zone)


def _needed(booking: Booking) -> int:
    return halves_of(booking.ends_at - booking.starts_at)
