"""Sending what leaves the site: each way by itself, each delivery effective once."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from django.db import transaction

from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.notifications import channels
from peerhub.notifications.actions.scheduling import show
from peerhub.notifications.channels.way import Gone
from peerhub.notifications.channels.web_push import Refusal
from peerhub.notifications.models import LEASE, Channel, Delivery

log = logging.getLogger(__name__)

AT_ONCE = 8  # pushes side by side: a service that hangs does not keep back the others
MAILS = 20  # of one claim
SILENT = 3  # mails in a row that failed: the server is away, the rest waits
WAYS = {Channel.MAIL: channels.MAIL, Channel.PUSH: channels.PUSH}


def deliver(notice_id: int, *, now: datetime) -> bool:
    """Show one claimed notice, and try its mail at once; False when that was done meanwhile."""
    if not show(notice_id, now=now):
        return False
    for parcel in Delivery.objects.waiting().filter(notice=notice_id, channel=Channel.MAIL):
        _mail(parcel.pk, now=now)
    return True


def mail_due(*, now: datetime) -> int:
    """Try the mails that are due, one claim of them; returns how many were handed over.

    0 also where the server is away: whoever asks again and again then stops asking.
    """
    sent = failed = 0
    for parcel in _claim(Channel.MAIL, MAILS, now=now):
        was_sent = _mail(parcel.pk, now=now)
        if was_sent:
            sent, failed = sent + 1, 0
        elif was_sent is False:
            failed += 1
        if failed == SILENT:
            break
    return sent


def push_due(*, now: datetime) -> int:
    """Try the pushes that are due, at most ``AT_ONCE``; returns how many were tried.

    No transaction is open while others' servers are waited for. A kill after the yes of one sends
    it again when the lease is over; the browser shows the second in place of the first.
    """
    claimed = _claim(Channel.PUSH, AT_ONCE, now=now)
    if not claimed:
        return 0
    with ThreadPoolExecutor(len(claimed)) as side_by_side:
        errors = side_by_side.map(lambda each: _pushed(each, now=now), claimed)
        for parcel, error in zip(claimed, errors, strict=True):
            if error is None:
                Delivery.objects.waiting().filter(pk=parcel.pk).update(
                    delivered_at=now, attempts=parcel.attempts + 1, error=""
                )
            else:
                _failed(parcel.pk, error, now=now)
    return len(claimed)


@transaction.atomic
def _claim(channel: Channel, limit: int, *, now: datetime) -> list[Delivery]:
    rows = Delivery.objects.due(now=now).filter(channel=channel)
    claimed = list(
        rows.select_for_update(of=("self",), skip_locked=True).select_related(
            "notice", "subscription"
        )[:limit]
    )
    held_until = now + LEASE + timedelta(seconds=len(claimed))
    Delivery.objects.filter(pk__in=[row.pk for row in claimed]).update(held_until=held_until)
    return claimed


def _mail(parcel_id: int, *, now: datetime) -> bool | None:
    """Send one mail; False when it failed, None when it was sent or withdrawn meanwhile.

    The row is marked in the transaction that hands the mail to the server: a failed send rolls the
    mark back. A kill between the server's yes and the commit can send a second mail with the same
    Message-ID, so that the receiver shows one.
    """
    try:
        with transaction.atomic():
            # It is ours by its claim. Another claim can hold its lock for a moment, until it has
            # seen that: who skipped it then would let it lie until the lease is over.
            parcel = (
                Delivery.objects.waiting()
                .select_for_update(of=("self",))
                .select_related("notice")
                .filter(pk=parcel_id)
                .first()
            )
            if parcel is None:
                return None
            parcel.delivered_at, parcel.error = now, ""
            parcel.attempts += 1
            parcel.save(update_fields=["delivered_at", "attempts", "error"])
            channels.MAIL.send(parcel, now=now)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again
        _failed(parcel_id, error, now=now)
        return False
    return True


def _pushed(parcel: Delivery, *, now: datetime) -> Exception | None:
    try:
        channels.PUSH.send(parcel, now=now)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again
        return error
    return None


@transaction.atomic
def _failed(parcel_id: int, error: Exception, *, now: datetime) -> None:
    """Write down what went wrong, and when it is tried again, if it is."""
    parcel = Delivery.objects.waiting().select_for_update().filter(pk=parcel_id).first()
    if parcel is None:
        return
    is_gone = isinstance(error, Gone)
    if is_gone and parcel.subscription is not None:
        record(Verb.PUSH_ENDED, by=None, on=parcel.subscription)
        parcel.subscription.delete()  # and with it what was on its way there
        return
    waits = WAYS[Channel(parcel.channel)].waits
    parcel.error = str(error) if isinstance(error, Refusal) else type(error).__name__
    parcel.held_until = None
    if is_gone or parcel.attempts >= len(waits):
        parcel.given_up_at = now
        log.error("a delivery by %s is given up: %s", parcel.channel, parcel.error)
    else:
        parcel.due_at = now + waits[parcel.attempts]
    parcel.attempts += 1
    parcel.save(update_fields=["error", "held_until", "given_up_at", "due_at", "attempts"])
