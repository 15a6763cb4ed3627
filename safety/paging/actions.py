"""Calling somebody who is not here: a row in the caller's transaction, sent by whoever comes first."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from peerhub import outgoing
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.events import publish
from safety.paging import notices
from safety.paging.events import PageWritten
from safety.paging.models import LEASE, Page
from safety.paging.signing import HEADER, body_of, signature
from safety.paging.states import Reason
from safety.paging.waits import wait_after

log = logging.getLogger(__name__)

WITHIN = 5.0  # seconds for one try
OK = 2  # the first digit of a status
AT_ONCE = 8  # pages tried side by side: one that hangs does not keep back the others


class NoPager(DomainError):
    """There is nowhere to send a page."""

    code = "no_pager"


@dataclass(frozen=True, kw_only=True)
class Call:
    """What a page says. ``reference`` names it for ever: the same again is no second page."""

    reference: str
    reason: Reason
    level: int
    step: int
    path: str


def is_set_up() -> bool:
    """Whether there is a pager, and a secret to sign with."""
    return bool(settings.PAGER_URL and settings.PAGER_SECRET)


@transaction.atomic
def page(call: Call, *, now: datetime, by: User | None = None) -> Page | None:
    """Write a page, to be sent after the commit; None where there is no pager.

    Args:
        call: what it says.
        now: an aware instant.
        by: who tries it out; None: a deadline that passed.
    """
    if not is_set_up():
        return None
    kept, new = Page.objects.get_or_create(
        reference=call.reference,
        defaults={
            "reason": call.reason,
            "level": call.level,
            "step": call.step,
            "path": call.path,
            "written_at": now,
            "written_by": by,
            "due_at": now,
        },
    )
    if new:
        publish(PageWritten(page_id=kept.pk))
    return kept


@transaction.atomic
def send_test(*, by: User, now: datetime) -> Page:
    """Send a page that says nothing but that the pager works: level 0, step 0.

    Raises:
        NoPager: none is set up.
    """
    call = Call(
        reference=f"test:{uuid4()}",
        reason=Reason.TEST,
        level=0,
        step=0,
        path=reverse("safety:paging"),
    )
    kept = page(call, now=now, by=by)
    if kept is None:
        raise NoPager("There is no pager here yet.")
    record(Verb.PAGE_TESTED, by=by, on=kept)
    return kept


def send_due(*, now: datetime) -> int:
    """Try the pages that are due, at most ``AT_ONCE``; returns how many were tried.

    No transaction is open while the pager is waited for. A kill after the pager's yes sends the
    page once more when the lease is over, with the same id.
    """
    if not is_set_up():
        return 0
    claimed = _claim(now=now)
    if not claimed:
        return 0
    with ThreadPoolExecutor(len(claimed)) as side_by_side:
        tried = side_by_side.map(lambda each: _try(each, now=now), claimed)
        for each, error in zip(claimed, tried, strict=True):
            _settle(each, error, now=now)
    return len(claimed)


@transaction.atomic
def _claim(*, now: datetime) -> list[Page]:
    """Take what is most urgent. A try counts before it is made: one that kills us is not made for ever."""
    rows = list(
        Page.objects.due(now=now)
        .select_for_update(skip_locked=True)
        .order_by("-level", "due_at", "pk")[:AT_ONCE]
    )
    Page.objects.filter(pk__in=[row.pk for row in rows]).update(
        held_until=now + LEASE, tries=F("tries") + 1, tried_at=now
    )
    for row in rows:
        row.tries += 1
    return rows


def _try(page: Page, *, now: datetime) -> str:
    """Send it; returns what went wrong, or ""."""
    body = body_of(
        id=page.public_id,
        at=page.written_at,
        level=page.level,
        step=page.step,
        url=settings.PUBLIC_URL + page.path,
    )
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": str(page.public_id),
        "User-Agent": "PeerHub",
        HEADER: signature(body, secret=settings.PAGER_SECRET, at=now),
    }
    try:
        # The address is the installation's own word, and may well be in its own network.
        status = outgoing.post(
            settings.PAGER_URL, body=body, headers=headers, within=WITHIN, public=False
        )
    except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again
        return type(error).__name__
    return "" if status // 100 == OK else f"HTTP {status}"


@transaction.atomic
def _settle(page: Page, error: str, *, now: datetime) -> None:
    """Write down how a try went; one that somebody else settled meanwhile stays as it is."""
    row = Page.objects.waiting().select_for_update().filter(pk=page.pk).first()
    if row is None:
        return
    row.error, row.held_until = error, None
    wait = wait_after(row.tries)
    if not error:
        row.sent_at = now
    elif wait is not None:
        row.due_at = now + wait
    else:
        row.given_up_at = now
        record(Verb.PAGE_LOST, by=None, on=row, level=row.level, tries=row.tries, error=error)
        notices.tell_that_one_is_lost(now=now)
        log.error("page %d is given up: %s", row.pk, error)
    row.save(update_fields=["error", "held_until", "sent_at", "due_at", "given_up_at"])
