"""When somebody leaves PeerHub for good: what they began to pay for ends, and no word of theirs waits."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from sessions.payments.actions import moving
from sessions.payments.actions.beginning import release
from sessions.payments.models import Payment
from sessions.payments.states import PaymentState, Why

BEFORE_IT = (PaymentState.BEGUN, PaymentState.AUTHORISED)  # is booked: only these have a note


@transaction.atomic
def erase(person: User, *, now: datetime) -> None:
    """Take nothing for what is not booked, and empty its note. Twice changes nothing.

    The rows stay, as those of the ledger do, without a word: ids, sums and days. They are our books,
    kept for as long as they may matter for a tax (26 U.S.C. 6001, 26 CFR 1.6001-1(e)).
    """
    for found in Payment.objects.filter(member=person, state__in=BEFORE_IT).order_by("pk"):
        row = moving.locked(found)
        if row.state in BEFORE_IT:
            release(row, Why.LET_GO, now=now)
