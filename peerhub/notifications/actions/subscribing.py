"""Turning notifications on and off, in one browser at a time."""

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db import models, transaction

from peerhub import outgoing
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.notifications import sealing, vapid
from peerhub.notifications.models import PushSubscription
from peerhub.notifications.sealing import Browser

MOST = 10  # browsers of one person
SECRET = 16  # bytes (RFC 8291, 3.2)


class NotABrowser(DomainError):
    """What we were given is no address of a push service."""

    code = "not_a_browser"


class TooMany(DomainError):
    """They have turned it on in many browsers already."""

    code = "too_many_browsers"


def subscribe(
    person: models.Model, browser: Browser, *, label: str, now: datetime
) -> PushSubscription:
    """Tell ``person`` of new notices in a browser from now on.

    A browser tells one person: whoever turned it on there last.

    Raises:
        NotABrowser: we do not send to such an address, or its keys are none.
        TooMany: it is on in ``MOST`` browsers.
    """
    _must_be_one(browser)  # it asks the name servers: outside of the transaction
    with transaction.atomic():
        theirs = PushSubscription.objects.filter(person_id=person.pk)
        mark = sealing.mark_of(browser.endpoint)
        if theirs.exclude(mark=mark).count() >= MOST:
            raise TooMany("It is on in ten browsers. Turn one of them off first.")
        kept, _ = PushSubscription.objects.update_or_create(
            mark=mark,
            defaults={
                "person_id": person.pk,
                "sealed": sealing.sealed(browser),
                "label": label,
                "made_at": now,
            },
        )
        record(Verb.PUSH_TURNED_ON, by=person, on=kept)
    return kept


@transaction.atomic
def unsubscribe(subscription: PushSubscription, *, by: models.Model) -> None:
    """Tell nobody in this browser any more."""
    record(Verb.PUSH_TURNED_OFF, by=by, on=subscription)
    subscription.delete()


def _must_be_one(browser: Browser) -> None:
    problem = NotABrowser("This browser did not give us an address that we can send to.")
    if not vapid.is_set_up() or len(browser.secret) != SECRET:
        raise problem
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), browser.key)
        if not settings.PUSH_ANYWHERE:
            outgoing.must_be_public(browser.endpoint)
    except (ValueError, outgoing.Refused, OSError) as error:
        raise problem from error
