"""Open shifts are told to those who can take them, in advance and each time once."""

from datetime import datetime

from django.db import transaction

from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.rota import notices
from safety.rota.models import Shift
from safety.rota.states import CALLS

BATCH = 100


@transaction.atomic
def tell_gaps(*, now: datetime) -> int:
    """Tell the open shifts whose time for that has come; returns how many were told.

    Each is claimed by one of those who look at the same moment. A shift that opens late is told
    once for all the times that are over.
    """
    rows = Shift.objects.open().select_for_update(of=("self",), skip_locked=True)
    coming = rows.filter(starts_at__gt=now, starts_at__lte=now + CALLS[0], told__lt=len(CALLS))
    told = 0
    for shift in coming.order_by("starts_at", "pk")[:BATCH]:
        reached = sum(shift.starts_at - now <= ahead for ahead in CALLS)
        if reached <= shift.told:
            continue
        shift.told = reached
        shift.save(update_fields=["told"])
        people = notices.tell_gap(shift, now=now)
        record(Verb.ROTA_GAP_TOLD, by=None, on=shift, call=reached, told=people)
        told += 1
    return told
