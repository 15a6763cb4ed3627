"""Saying what nobody has checked."""

import logging
from datetime import datetime

from django.db import transaction

from safety.upkeep import notices
from safety.upkeep.reading import stale_entries

log = logging.getLogger(__name__)


@transaction.atomic
def report_stale(*, now: datetime) -> int:
    """Tell administrators, once a month, that something has to be checked; returns how much.

    Done again in the same month, it changes nothing.
    """
    count = len(stale_entries(on=now.date()))
    if count and not notices.tell_administrators(count, now=now):
        log.error("%d entries to check, and nobody to tell", count)
    return count
