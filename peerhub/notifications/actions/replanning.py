"""Notices that are called off, come otherwise than planned, or are deleted."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from peerhub.notifications.actions.scheduling import Telling, schedule_all
from peerhub.notifications.models import Channel, Delivery, Notice


@transaction.atomic
def cancel(reference_prefix: str, *, now: datetime) -> int:
    """Call off what was not sent yet; returns how many notices.

    What was shown here and still waits to be mailed stays here. A mail that is being handed over is
    waited for (seconds, the patience of mail), so that none goes out after this has committed. A
    push in that very moment is not; all it says is that there is something new.
    """
    called_off = Notice.objects.filter(
        reference__startswith=reference_prefix, sent_at=None, cancelled_at=None
    ).update(cancelled_at=now)
    # After the notices: one that was shown while we waited has its deliveries by now.
    _withdraw(Q(notice__reference__startswith=reference_prefix))
    return called_off


@transaction.atomic
def forget(reference_prefix: str) -> int:
    """Delete what was told and what was to be told, because its person deletes what it was about.

    A mail that is being handed over is waited for, as in ``cancel``. Returns how many notices.
    """
    _withdraw(Q(notice__reference__startswith=reference_prefix))
    _, by_model = Notice.objects.filter(reference__startswith=reference_prefix).delete()
    return by_model.get("notifications.Notice", 0)


@transaction.atomic
def replan(
    references: Collection[str],
    wanted: Sequence[Telling],
    *,
    without: Collection[Channel] = (),
    now: datetime,
) -> None:
    """Make what was not told yet come as it is wanted now; what was told is not told again.

    Args:
        references: all that may have been planned; what is not wanted of it is called off.
        wanted: what should come, each with one of these references.
        without: ways on which nothing more of all this leaves the site, also of what was told here.
        now: an aware instant.

    Raises:
        KeyError: nobody offered one of the kinds.
    """
    by_reference = {telling.reference: telling for telling in wanted}
    planned = list(
        Notice.objects.select_for_update()
        .filter(reference__in=references, sent_at=None)
        .order_by("pk")
    )
    for notice in planned:
        telling = by_reference.pop(notice.reference, None)
        if telling is None:
            notice.cancelled_at = notice.cancelled_at or now
            continue
        notice.due_at, notice.context = telling.due_at, dict(telling.context)
        notice.by_mail, notice.by_push = telling.by_mail, telling.by_push
        notice.cancelled_at = notice.held_until = None
    changed = ("due_at", "context", "by_mail", "by_push", "cancelled_at", "held_until")
    Notice.objects.bulk_update(planned, changed)
    schedule_all(list(by_reference.values()))  # one that was told keeps all it has
    if without:
        _withdraw(Q(channel__in=without, notice__reference__in=references))


def _withdraw(which: Q) -> None:
    """Deliver these no more. Locked first: a subquery would also find what is delivered meanwhile."""
    waiting = Delivery.objects.waiting().select_for_update(of=("self",)).filter(which)
    keys = list(waiting.order_by("pk").values_list("pk", flat=True))
    Delivery.objects.filter(pk__in=keys).delete()
