"""What nobody answered in time is told to everyone on duty."""

import logging
from datetime import datetime

from django.db import transaction

from safety.flags import notices
from safety.flags.models import Flag

log = logging.getLogger(__name__)

BATCH = 50  # flags of one transaction


def remind_overdue(*, now: datetime) -> int:
    """Tell moderators of flags that nobody took in time; returns how many flags.

    Each flag is told once; again only after its level rose or a claim of it lapsed. Two of these
    at once share the work.
    """
    told = 0
    while batch := _remind(now=now):
        told += batch
    return told


@transaction.atomic
def _remind(*, now: datetime) -> int:
    flags = list(
        Flag.objects.overdue(now=now)
        .filter(overdue_told=False)
        .select_for_update(skip_locked=True)
        .in_order()[:BATCH]
    )
    told = [flag.pk for flag in flags if notices.tell_moderators(flag, notices.OVERDUE, now=now)]
    Flag.objects.filter(pk__in=told).update(overdue_told=True)
    if len(told) < len(flags):  # the next round tries again: somebody may be on duty by then
        log.error("%d overdue flags, and nobody to tell", len(flags) - len(told))
    return len(told)
