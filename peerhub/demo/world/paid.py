"""Two sessions that Maya paid for: one they had, and one whose money went back. No card was there."""

from datetime import datetime, timedelta

from peerhub.accounts.models import User
from peerhub.demo.cast import MAYA
from peerhub.demo.world.people import People
from sessions.bookings.models import Booking
from sessions.payments.actions import moving
from sessions.payments.gateway import Hold, HoldState
from sessions.payments.models import NO_REASON_FOR, PAGE_FOR, Payment
from sessions.payments.states import PaymentState, Why

CENTS, FEE = 2000, 88
BEFORE = timedelta(days=2)  # they paid so long before it


def pay(people: People, *, now: datetime) -> None:
    """Long enough ago that nobody asks the card company about them."""
    maya = people[MAYA.name]
    settled = Booking.objects.settled().filter(member=maya, ends_at__lt=now - NO_REASON_FOR)
    for number, booking in enumerate(settled.with_people().order_by("-starts_at")[:2]):
        payment = _paid(maya, booking, f"pi_demo_{number}")
        if number:
            payment.move_to(PaymentState.REFUND_ASKED, now=booking.ends_at, why=Why.ASKED)
            moving.refunded(payment, now=booking.ends_at)
            payment.save()


def _paid(maya: User, booking: Booking, hold_id: str) -> Payment:
    at = booking.starts_at - BEFORE
    payment = Payment.objects.create(
        member=maya,
        specialist=booking.specialist,
        starts_at=booking.starts_at,
        minutes=booking.minutes,
        mode=booking.mode,
        cents=CENTS,
        begun_at=at,
        changed_at=at,
        closes_at=at + PAGE_FOR,
    )
    payment.changes.create(state=payment.state, at=at)
    hold = Hold(hold_id, HoldState.TAKEN, CENTS, payment.public_id, fee=FEE)
    moving.authorised(payment, hold, now=at)
    payment.booking = booking
    payment.move_to(PaymentState.BOOKED, now=at)
    moving.captured(payment, hold, now=at)
    payment.save()
    return payment
