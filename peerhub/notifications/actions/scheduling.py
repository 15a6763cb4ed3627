"""Notices: written as rows, claimed by pollers, shown once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db import models, transaction

from peerhub.events import publish
from peerhub.notifications import kinds
from peerhub.notifications.channels import WAYS
from peerhub.notifications.events import NoticeWritten, PushWritten
from peerhub.notifications.models import LEASE, Channel, Delivery, Notice

P = TypeVar("P", bound=models.Model)


@transaction.atomic
def schedule(
    person: models.Model,
    *,
    kind: str,
    reference: str,
    due_at: datetime,
    url: str = "",
    context: Mapping[str, str] | None = None,
) -> Notice:
    """Tell ``person`` something at ``due_at``; the same reference again changes nothing.

    Args:
        person: whom to tell.
        kind: a kind that an app offered.
        reference: names this notice for ever, such as ``booking:42:hour-before:member``.
        due_at: when; the past means now.
        url: our own path that the notice leads to.
        context: the words for the gaps of the kind's line; never what a person wrote.

    Raises:
        KeyError: nobody offered the kind.
    """
    kinds.known(kind)
    notice, new = Notice.objects.get_or_create(
        reference=reference,
        defaults={
            "person_id": person.pk,
            "kind": kind,
            "due_at": due_at,
            "url": url,
            "context": dict(context or {}),
        },
    )
    if new:
        publish(NoticeWritten(notice_id=notice.pk))
    return notice


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One notice to write: the arguments of ``schedule``."""

    person: models.Model
    kind: str
    reference: str
    due_at: datetime
    url: str = ""
    context: Mapping[str, str] = field(default_factory=dict)
    by_mail: bool = True
    by_push: bool = True


@transaction.atomic
def schedule_all(tellings: Sequence[Telling]) -> None:
    """``schedule`` several notices with one statement, and wake the poller once.

    Raises:
        KeyError: nobody offered one of the kinds.
    """
    for telling in tellings:
        kinds.known(telling.kind)
    notices = Notice.objects.bulk_create(
        [
            Notice(
                person_id=telling.person.pk,
                kind=telling.kind,
                reference=telling.reference,
                due_at=telling.due_at,
                url=telling.url,
                context=dict(telling.context),
                by_mail=telling.by_mail,
                by_push=telling.by_push,
            )
            for telling in tellings
        ],
        # One that is there keeps all it has, and gives its id like a new one.
        update_conflicts=True,
        unique_fields=["reference"],
        update_fields=["reference"],
    )
    for notice in notices[:1]:
        publish(NoticeWritten(notice_id=notice.pk))


def tell_each(
    people: Iterable[P],
    *,
    kind: str,
    reference: str,
    due_at: datetime,
    url: str = "",
    context: Callable[[P], Mapping[str, str]] | None = None,
) -> int:
    """Tell several people the same; returns how many.

    Args:
        people: whom to tell.
        kind: a kind that an app offered.
        reference: as in ``schedule``; the number of each person is added.
        due_at: when; the past means now.
        url: our own path that the notices lead to.
        context: the words for one person's gaps, such as a time on their own clock.

    Raises:
        KeyError: nobody offered the kind.
    """
    tellings = [
        Telling(
            person=person,
            kind=kind,
            reference=f"{reference}:{person.pk}",
            due_at=due_at,
            url=url,
            context=context(person) if context is not None else {},
        )
        for person in people
    ]
    schedule_all(tellings)
    return len(tellings)


@transaction.atomic
def claim_due(*, now: datetime, limit: int = 50) -> list[int]:
    """Take notices that are due, for ``LEASE``; two pollers never take the same one."""
    rows = list(
        Notice.objects.due(now=now)
        .select_for_update(skip_locked=True)
        .order_by("due_at", "pk")
        .values_list("pk", flat=True)[:limit]
    )
    Notice.objects.filter(pk__in=rows).update(held_until=now + LEASE)
    return rows


def show(notice_id: int, *, now: datetime) -> bool:
    """Show one claimed notice to its person; False when it was shown, called off or put off meanwhile.

    What leaves the site is written in the same transaction, as a row for each way: a way that is
    broken keeps back neither the others nor the notice itself.
    """
    with transaction.atomic():
        # Waited for, not skipped: another claim can hold the lock of one of ours for a moment.
        notice = (
            Notice.objects.select_for_update()
            .filter(pk=notice_id, sent_at=None, cancelled_at=None, due_at__lte=now)
            .first()
        )
        if notice is None:
            return False
        kind = kinds.known(notice.kind)
        parcels = [each for way in WAYS.values() for each in way.reach(notice, kind, now=now)]
        Delivery.objects.bulk_create(parcels)
        if any(parcel.channel == Channel.PUSH for parcel in parcels):
            publish(PushWritten(notice_id=notice.pk))
    return True


def mark_read(person: models.Model, *, now: datetime) -> None:
    """The person has opened their updates."""
    Notice.objects.shown_to(person.pk).filter(read_at=None).update(read_at=now)
