"""Sealing answers with the first key, after a new one was put before the others."""

from django.db import connection, transaction

from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.crypto import is_current
from sessions.measures.models import MeasureRun

MAY = "SELECT set_config('peerhub.sealing', 'on', true)"  # until the transaction ends


def seal_anew() -> int:
    """Seal all of it with the first key; returns how many were sealed with another one.

    Stopped in between and begun again, it goes on where it was.

    Raises:
        peerhub.crypto.Unreadable: something was changed, or its key is not here any more.
    """
    keys = MeasureRun.objects.order_by("pk").values_list("pk", flat=True)
    return sum(_one(pk) for pk in keys.iterator())


@transaction.atomic
def _one(pk: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(MAY)
    run = MeasureRun.objects.select_for_update().filter(pk=pk).first()
    if run is None or is_current(bytes(run.sealed)):
        return 0
    run.put(run.answers)
    run.save(update_fields=["sealed"])
    record(Verb.MEASURE_SEALED_ANEW, by=None, on=run)
    return 1
