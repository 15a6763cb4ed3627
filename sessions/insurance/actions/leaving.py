"""When somebody leaves PeerHub for good: of money and plans only what books and the law ask for stays."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from sessions.insurance.actions.choosing import end
from sessions.payments import actions as payments
from sessions.prices import actions as prices
from sessions.wallet import actions as wallet


@transaction.atomic
def erase(person: User, *, now: datetime) -> None:
    """All about money that they could take back themselves. Twice changes nothing.

    This slice stands above the others about money, so it tells them: whoever closes an account has
    one thing to call. A plan under which something was billed stays sealed (``end``).
    """
    end(by=person, now=now)
    payments.erase(person, now=now)
    wallet.leave_pool(person)
    prices.declare(person, None, now=now)
