"""From one state to the next: under the locks, with the ledger, in one transaction."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from sessions.payments import notices
from sessions.payments.actions import entries
from sessions.payments.actions.beginning import free_the_time
from sessions.payments.events import PaymentCaptured, PaymentRefunded
from sessions.payments.gateway import Hold
from sessions.payments.models import Payment
from sessions.payments.states import PaymentState, Trouble, Why

S = PaymentState


def locked(payment: Payment) -> Payment:
    """The row as it is now; the two people first, as everybody locks who books or cancels."""
    User.objects.all_locked(payment.member_id, payment.specialist.person_id)
    rows = Payment.objects.select_for_update(of=("self",))
    return rows.select_related("member", "specialist__person", "booking").get(pk=payment.pk)


@transaction.atomic
def change(payment: Payment, deed: Callable[[Payment], None]) -> bool:
    """Do it to the row, if it still stands where ``payment`` did; else whoever moved it goes on.

    Woken since ``payment`` was read, it stays due: what we were told of may be newer than what we heard.
    """
    row = locked(payment)
    if row.state != payment.state:
        mine = Payment.objects.filter(pk=row.pk, held_until=payment.held_until)
        mine.update(held_until=None)  # whoever moved it need not wait for our lease
        return False
    woken_at = row.due_at if row.due_at != payment.due_at else None
    deed(row)
    if woken_at is not None:
        row.due_at = min(woken_at, row.due_at or woken_at)
    row.held_until = None
    row.save()
    return True


def authorised(row: Payment, hold: Hold, *, now: datetime) -> None:
    """A card promised it."""
    row.hold_id = hold.id
    row.move_to(S.AUTHORISED, now=now)
    row.due_at = now


def released(row: Payment, why: Why, *, now: datetime) -> None:
    """Nothing was taken, and nothing will be."""
    row.move_to(S.RELEASED, now=now, why=Why(row.why) if row.why else why)
    row.due_at = None
    row.keep_note("")
    free_the_time(row, now=now)
    notices.tell_nothing_taken(row, now=now)
    _write(row)


def captured(row: Payment, hold: Hold, *, now: datetime) -> None:
    """It was taken: into the ledger in this very transaction. What was cancelled meanwhile goes back."""
    entries.captured(row, now=now)
    note_fee(row, hold.fee, now=now)
    row.hold_id = hold.id
    row.due_at = now if row.state == S.RELEASING or row.fee_cents is None else None
    if row.state == S.RELEASING:
        row.move_to(S.REFUND_ASKED, now=now)
        return
    row.move_to(S.CAPTURED, now=now)
    row.trouble = Trouble.NONE
    _write(row)
    if row.booking_id:
        publish(PaymentCaptured(payment_id=row.pk, booking_id=row.booking_id, at=now))


def refunded(row: Payment, why: Why | None = None, *, now: datetime) -> None:
    """It went back."""
    entries.given_back(row, now=now)
    row.move_to(S.REFUNDED, now=now, why=why)
    row.due_at, row.trouble = None, Trouble.NONE
    notices.tell_on_its_way(row, now=now)
    _write(row)
    publish(PaymentRefunded(payment_id=row.pk, at=now))


def disputed(row: Payment, *, now: datetime) -> None:
    """The payer asked their bank: somebody of ours answers."""
    row.move_to(S.DISPUTED, now=now)
    row.due_at = None
    trouble(row, Trouble.DISPUTE, now=now)
    _write(row)


def decided(row: Payment, state: PaymentState, *, now: datetime) -> None:
    """The bank has decided. Where it left the money to us, what was asked back meanwhile goes back."""
    was_back, wish = row.changes.filter(state=S.REFUNDED).exists(), Why(row.why)
    row.due_at = None
    if was_back and state == S.WON:
        row.move_to(S.REFUNDED, now=now)
    else:
        row.move_to(state, now=now, why=Why.BANK)
    if state == S.LOST and not was_back:
        entries.lost(row, now=now)
        publish(PaymentRefunded(payment_id=row.pk, at=now))
    if wish and row.state == S.WON:
        row.move_to(S.REFUND_ASKED, now=now, why=wish)
        row.due_at = now
    _write(row)


def trouble(row: Payment, what: Trouble, *, tried: bool = False, now: datetime) -> None:
    """A person of ours has to look; told once, and anew where it was ``tried`` again since they looked."""
    if row.trouble == what and not (tried and row.looked_after_at):
        return
    row.trouble, row.looked_after_at, row.looked_after_by = what, None, None
    admins = User.objects.holding(Role.ADMINISTRATOR)
    notices.tell_of_trouble(row, list(admins), now=now)


def note_fee(row: Payment, cents: int | None, *, now: datetime) -> None:
    """What the card company kept, once it is known."""
    if row.fee_cents is None and cents is not None:
        row.fee_cents = cents
        entries.fee(row, cents, now=now)


def _write(row: Payment) -> None:
    record(Verb.PAYMENT_CHANGED, by=None, on=row, state=row.state)
