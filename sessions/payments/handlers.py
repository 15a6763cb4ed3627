"""What payments does on events."""

from datetime import datetime

from peerhub.accounts.models import User
from sessions.payments import tasks
from sessions.payments.events import PaymentWoken
from sessions.payments.models import Payment


def nudge(event: PaymentWoken) -> None:
    """Wake whoever goes on; if the broker is away, the row is found within some seconds."""
    del event
    tasks.go_on_with_due.apply_async(expires=60, retry=False)


def in_trouble(person: User, now: datetime) -> int:
    """How many wait for somebody of ours."""
    del person, now
    return Payment.objects.in_trouble().count()
