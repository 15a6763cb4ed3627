"""Whether a payment bears a session, and what becomes of the money when the session changes.

All of it is asked and told in the transaction that books, moves or ends a session, with both people
locked (``sessions/bookings/covering.py``).
"""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.events import publish
from sessions.bookings import actions as bookings
from sessions.bookings.absence import is_first_absence, member_was_away
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.payments import policies
from sessions.payments.actions import moving
from sessions.payments.actions.beginning import release
from sessions.payments.events import PaymentWoken
from sessions.payments.models import Payment
from sessions.payments.states import PaymentState, Why

S = PaymentState


class NotBack(DomainError):
    """This payment cannot be given back by a press."""

    code: ClassVar[str] = "not_back"


def bears(booking: Booking, now: datetime) -> bool:
    """A card has promised the money for this very session: from here on they belong together."""
    rows = Payment.objects.select_for_update(of=("self",)).filter(
        member=booking.member_id,
        specialist=booking.specialist_id,
        starts_at=booking.starts_at,
        minutes=booking.minutes,
        state=S.AUTHORISED,
    )
    row = rows.order_by("pk").first()
    if row is None:
        return False
    row.booking = booking
    row.keep_note("")  # the session has it now
    row.keeps_time = False
    row.move_to(S.BOOKED, now=now)
    row.due_at = now
    row.save()
    record(Verb.PAYMENT_CHANGED, by=None, on=row, state=row.state)
    publish(PaymentWoken(payment_id=row.pk))
    return True


def follow(booking: Booking, was_at: datetime | None, now: datetime) -> None:
    """It moved, was cancelled, or has another outcome."""
    rows = Payment.objects.select_for_update(of=("self",)).filter(booking=booking)
    row = rows.select_related("member", "specialist__person", "booking").first()
    if row is None:
        return
    row.booking = booking
    if was_at is not None:
        row.starts_at = booking.starts_at
        row.save(update_fields=["starts_at"])
    match booking.state:
        case BookingState.CANCELLED:
            _give_back(row, Why.CANCELLED, now)
        case BookingState.MISSED if why := _missed(booking):
            _give_back(row, why, now)
        case BookingState.BOOKED | BookingState.HELD:
            _keep_after_all(row, now)


@transaction.atomic
def have_it_back(payment: Payment, *, by: User, now: datetime) -> Payment:
    """Their money back: a session that has not begun is cancelled with it. Nobody asks why.

    Whoever earned the session keeps their pay. Twice changes nothing.

    Raises:
        NotBack: it is not theirs, or it is too late, or it is on its way already.
    """
    row = moving.locked(payment)
    if row.member_id == by.pk and row.state in {S.REFUND_ASKED, S.REFUNDED, S.RELEASING}:
        return row
    if not policies.may_have_it_back(by, row, now=now) or row.booking is None:
        raise NotBack("This payment cannot be given back here. Please write to us.")
    record(Verb.PAYMENT_REFUND_ASKED, by=by, on=row)
    if row.booking.may_be_cancelled(now=now):
        bookings.cancel(row.booking, by=by, now=now)
        row.refresh_from_db()
    else:
        _give_back(row, Why.ASKED, now)
    return row


@transaction.atomic
def give_back_after(booking: Booking, why: Why, *, now: datetime) -> bool:
    """What was paid for it goes back, whatever became of it; whether something was. Twice: once."""
    found = Payment.objects.filter(booking=booking).first()
    if found is None:
        return False
    row = moving.locked(found)
    if row.state not in {S.BOOKED, S.CAPTURED, S.WON}:
        return False
    _give_back(row, why, now)
    return True


def _give_back(row: Payment, why: Why, now: datetime) -> None:
    """Take nothing where nothing is taken yet; else it goes back. The row is locked."""
    if row.state == S.BOOKED:
        release(row, why, now=now)
    elif row.state in {S.CAPTURED, S.WON}:
        row.move_to(S.REFUND_ASKED, now=now, why=why)
        row.due_at = now
        row.save()
        publish(PaymentWoken(payment_id=row.pk))
    elif row.state == S.DISPUTED:  # as soon as the bank leaves it to us
        row.why = why
        row.save(update_fields=["why"])


def _keep_after_all(row: Payment, now: datetime) -> None:
    """The words were taken back before anything went back. What has gone stays gone."""
    undone = row.why in {Why.PEER_AWAY, Why.FIRST_AWAY}
    if undone and row.state == S.DISPUTED:
        row.why = Why.NONE
        row.save(update_fields=["why"])
    if undone and row.state == S.REFUND_ASKED and row.held_until is None:
        row.move_to(S.CAPTURED, now=now, why=Why.NONE)
        row.due_at = None
        row.save()


def _missed(booking: Booking) -> Why | None:
    """Why it goes back; None where it stays: a member was away, and not for the first time."""
    if not member_was_away(booking):
        return Why.PEER_AWAY
    paid = Payment.objects.counting().values("booking")
    first = is_first_absence(booking, Booking.objects.filter(pk__in=paid))
    return Why.FIRST_AWAY if first else None
