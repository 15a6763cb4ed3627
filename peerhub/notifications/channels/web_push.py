"""In a browser: always the same words, sealed for the browser alone (RFC 8030, 8291, 8292).

The push service learns that this browser is told something, when, and whether it is urgent. All
payloads are equal, so it learns nothing from their length.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from http import HTTPStatus

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from peerhub import outgoing
from peerhub.notifications import kinds, sealing, vapid
from peerhub.notifications.channels.way import Gone
from peerhub.notifications.kinds import Kind
from peerhub.notifications.models import Channel, Delivery, Notice, PushSubscription

WORDS = b"You have a new notification"
WITHIN = 4.0  # seconds for one push
OK = 2  # the first digit of a status
URGENT = timedelta(minutes=15)  # a call that comes later than this helps nobody
ORDINARY = timedelta(days=1)
ENDED = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


class Refusal(Exception):
    """The push service did not take it. The message is a status, and becomes the row's error."""


class WebPush:
    """The browsers in which the person turned it on."""

    # What is older than this is better read on the page.
    waits: Sequence[timedelta] = tuple(
        timedelta(seconds=seconds) for seconds in (5, 15, 45, 120, 300, 900, 1800)
    )

    def reach(self, notice: Notice, kind: Kind, *, now: datetime) -> Sequence[Delivery]:
        """One push to each browser."""
        if not (kind.by_mail and notice.by_push and vapid.is_set_up()):
            return ()
        browsers = PushSubscription.objects.filter(person=notice.person_id).order_by("pk")
        return [
            Delivery(notice=notice, channel=Channel.PUSH, subscription=browser, due_at=now)
            for browser in browsers
        ]

    def send(self, parcel: Delivery, *, now: datetime) -> None:
        """Hand it to the push service. It asks the database nothing: several run side by side.

        Raises:
            Gone: the browser was turned off there.
            Refusal: the service did not take it.
        """
        assert parcel.subscription is not None  # noqa: S101 - a constraint of the table
        browser = sealing.opened(parcel.subscription.sealed)
        is_urgent = kinds.stored(parcel.notice.kind).urgent
        headers = {
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(int((URGENT if is_urgent else ORDINARY).total_seconds())),
            "Urgency": "high" if is_urgent else "normal",
            "Authorization": vapid.authorization(browser.endpoint, now=now),
        }
        if not is_urgent:
            headers["Topic"] = "update"  # of several that wait for a phone, one is shown
        status = outgoing.post(
            browser.endpoint,
            body=_encrypted(browser),
            headers=headers,
            within=WITHIN,
            public=not settings.PUSH_ANYWHERE,
        )
        if status in ENDED:
            raise Gone
        if status // 100 != OK:
            raise Refusal(f"HTTP {status}")


def _encrypted(browser: sealing.Browser) -> bytes:
    sealed: bytes = http_ece.encrypt(
        WORDS,
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=browser.key,
        auth_secret=browser.secret,
        version="aes128gcm",
    )
    return sealed
