"""Sealing what plans say with the first key, after a new one was put before the others."""

from django.db import connection, transaction

from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.crypto import is_current
from safety.plans.models import PlanEntry

BATCH = 200  # entries of one transaction
MAY = "SELECT set_config('peerhub.sealing', 'on', true)"  # until the transaction ends; see 0021


def seal_anew() -> int:
    """Seal every entry with the first key; returns how many were sealed with another one.

    Stopped in between and begun again, it goes on where it was.

    Raises:
        peerhub.crypto.Unreadable: an entry was changed, or its key is not here any more.
    """
    sealed, after = 0, 0
    while batch := list(_after(after)):
        sealed += _batch(batch)
        after = batch[-1]
    return sealed


def _after(pk: int) -> list[int]:
    entries = PlanEntry.objects.filter(pk__gt=pk).order_by("pk")
    return list(entries.values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _batch(numbers: list[int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(MAY)
    entries = PlanEntry.objects.filter(pk__in=numbers).select_related("plan").order_by("pk")
    old = [
        entry
        for entry in entries.select_for_update(of=("self",))
        if not is_current(bytes(entry.sealed))
    ]
    for entry in old:
        entry.put(entry.words)
        entry.save(update_fields=["sealed"])
        record(Verb.PLAN_SEALED_ANEW, by=None, on=entry)
    return len(old)
