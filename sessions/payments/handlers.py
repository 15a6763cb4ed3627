"""What payments does on events."""

from sessions.payments import tasks
from sessions.payments.events import PaymentWoken


def nudge(event: PaymentWoken) -> None:
    """Wake whoever goes on; if the broker is away, the row is found within some seconds."""
    del event
    tasks.go_on_with_due.apply_async(expires=60, retry=False)
