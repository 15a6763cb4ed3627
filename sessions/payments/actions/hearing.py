"""What the card company tells us: an event only wakes a payment, and is taken once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from peerhub.events import publish
from sessions.payments import gateway
from sessions.payments.events import PaymentWoken
from sessions.payments.gateway import Notice
from sessions.payments.models import EventsRead, Payment, PaymentEvent

KEPT_FOR = timedelta(days=40)  # they tell again for 3 days, and remember for 30
OVERLAP = timedelta(minutes=10)  # of two looks at their list: what comes late is seen
FIRST_LOOK = timedelta(days=1)


def hear(body: bytes, signature: str, *, now: datetime) -> bool:
    """Take an event as it came; whether it was new.

    Raises:
        Forged: it is not theirs, or is old.
    """
    return take(gateway.current().opened(body, signature), now=now)


@transaction.atomic
def take(notice: Notice, *, now: datetime) -> bool:
    """Write down that we heard of it, and wake what it is about, in one transaction."""
    _, is_new = PaymentEvent.objects.get_or_create(
        event_id=notice.id, defaults={"kind": notice.kind[:80], "at": now}
    )
    if is_new:
        _wake(notice, now)
    return is_new


def read_the_list(*, now: datetime) -> int:
    """Take what never came: their own list of events since the last look; how many were new.

    Raises:
        Away: they do not answer.
    """
    last = EventsRead.objects.values_list("until", flat=True).first()
    notices = gateway.current().since((last or now - FIRST_LOOK) - OVERLAP)
    known = set(PaymentEvent.objects.in_bulk([each.id for each in notices]))
    new = sum(take(each, now=now) for each in reversed(notices) if each.id not in known)
    EventsRead.objects.update_or_create(one=True, defaults={"until": now})
    return new


def forget_old(*, now: datetime) -> int:
    """Events that nobody tells of any more."""
    return PaymentEvent.objects.filter(at__lt=now - KEPT_FOR).delete()[0]


def _wake(notice: Notice, now: datetime) -> None:
    """Its payment is looked at now. One that we do not know is somebody else's."""
    about = Q(pk=None)
    if notice.page_id:
        about |= Q(page_id=notice.page_id)
    if notice.hold_id:
        about |= Q(hold_id=notice.hold_id)
    if notice.reference:
        about |= Q(public_id=notice.reference)
    for payment in Payment.objects.filter(about):
        payment.wake(now=now)
        publish(PaymentWoken(payment_id=payment.pk))
