"""A person of ours has looked after a payment; and notes that wait are sealed anew."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.crypto import is_current
from peerhub.resealing import seal_rows_anew
from sessions.payments.models import Payment


@transaction.atomic
def looked_after(payment: Payment, *, by: User, now: datetime) -> None:
    """It waits for nobody any more, and is tried once more. Twice changes nothing."""
    row = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    if not row.trouble or row.looked_after_at:
        return
    row.looked_after_at, row.looked_after_by, row.due_at, row.tries = now, by, now, 0
    row.save()
    record(Verb.PAYMENT_LOOKED_AFTER, by=by, on=row, trouble=row.trouble)


def seal_anew() -> int:
    """Seal all of it with the first key, as ``resealing.seal_rows_anew`` does."""
    return seal_rows_anew(Payment.objects.all(), _reseal, verb=Verb.PAYMENT_NOTE_SEALED)


def _reseal(payment: Payment) -> Sequence[str]:
    lies = bytes(payment.sealed_note)
    if not lies or is_current(lies):
        return ()
    payment.keep_note(payment.note)
    return ("sealed_note",)
