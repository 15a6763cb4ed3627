"""What happened to payments. Ids only."""

from dataclasses import dataclass
from datetime import datetime

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class PaymentWoken(Event):
    """There is something to do for it now."""

    payment_id: int


@dataclass(frozen=True, kw_only=True)
class PaymentCaptured(Event):
    """The money of a session was taken."""

    payment_id: int
    booking_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PaymentRefunded(Event):
    """The money went back."""

    payment_id: int
    at: datetime
