"""Once an hour, what was paid for sessions that are over and lies there still is moved to where it belongs.

Words and payments follow each other at once, and this finds nothing. It is for two things: a process
that ended before it told that money had come, and pay that was taken back after the money for it had
gone back already, from PeerHub's own.
"""

import logging
from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from sessions.bookings.models import Booking, BookingQuerySet
from sessions.bookings.states import BookingState
from sessions.earnings.actions.earning import count_anew, deposit_of, lies_in, share_of
from sessions.earnings.models import Earning
from sessions.earnings.policies import is_paid
from sessions.earnings.states import SETTLES
from sessions.ledger.actions import Move, Reason, post
from sessions.ledger.models import Account
from sessions.payments import reading as payments

LEFT = "left_over"  # a word of ours in the ledger
log = logging.getLogger(__name__)


def sweep(*, now: datetime) -> int:
    """Move what lies for sessions that ended more than a day ago; for how many. Twice finds nothing.

    Each is a transaction of its own: one that cannot be moved keeps back no other.
    """
    moved = 0
    for booking in _left_lying(now):
        try:
            moved += _move(booking, now)
        except Exception as error:
            if not transaction.get_connection().is_usable():
                raise
            log.error("session %d: not moved: %s", booking.pk, type(error).__name__)  # noqa: TRY400
    return moved


def _left_lying(now: datetime) -> BookingQuerySet:
    """Over, with something there that could move: asked again of each under its locks."""
    labels = Account.objects.holding_deposits().values("label")
    over = Booking.objects.filter(public_id__in=labels, ends_at__lte=now - SETTLES)
    ended = over.filter(state__in=(BookingState.HELD, BookingState.MISSED))
    came_back = over.filter(pk__in=payments.gone_back().values("booking"))
    found = (ended | came_back).exclude(pk__in=payments.undecided().values("booking"))
    return found.with_people().order_by("pk")


@transaction.atomic
def _move(booking: Booking, now: datetime) -> bool:
    """Pay for it, or let PeerHub have back what it has given back in advance."""
    User.objects.all_locked(booking.member_id, booking.specialist.person_id)
    booking.refresh_from_db(fields=["state", "starts_at", "ends_at"])
    lies = lies_in(deposit_of(booking))
    if not lies or payments.undecided().filter(booking=booking).exists():
        return False
    if is_paid(booking):
        return count_anew(booking, now=now)
    lines = list(Earning.objects.filter(booking=booking).order_by("pk"))
    is_earned = bool(lines) and not lines[-1].is_back
    if is_earned or not payments.gone_back().filter(booking=booking).exists():
        return False
    if lines and lines[-1].at > now - SETTLES:  # words as young as these are taken back
        return False
    # What they earned and gave back fills it, so it is full once for each of its lines at most.
    reason = Reason(f"{LEFT}:booking:{booking.public_id}:{len(lines)}", LEFT)
    post(reason, [Move(lies, deposit_of(booking), share_of(booking))], now=now)
    return True
