"""What we tell the card company of a payment: a sum, an id of ours, and where to come back to."""

from django.conf import settings

from sessions.payments.gateway import Order
from sessions.payments.models import Payment


def order_of(payment: Payment) -> Order:
    """The same for the same payment, always: a repeated key with other words is refused."""
    return Order(
        reference=payment.public_id,
        cents=payment.cents,
        closes_at=payment.closes_at,
        back_to=settings.PUBLIC_URL + payment.get_absolute_url(),
    )
