"""Sealing the words of days with the first key, after a new one was put before the others."""

from django.db import transaction

from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.crypto import is_current
from sessions.heavy_days.models import HardDay
from sessions.heavy_days.states import Part


def seal_anew() -> int:
    """Seal all of it with the first key; returns how many words were sealed with another one.

    Stopped in between and begun again, it goes on where it was.

    Raises:
        peerhub.crypto.Unreadable: something was changed, or its key is not here any more.
    """
    keys = HardDay.objects.order_by("pk").values_list("pk", flat=True)
    return sum(_one(pk) for pk in keys.iterator())


@transaction.atomic
def _one(pk: int) -> int:
    day = HardDay.objects.select_for_update().filter(pk=pk).first()
    if day is None:
        return 0
    old = [part for part in Part if (lies := day.sealed(part)) and not is_current(lies)]
    for part in old:
        day.put(part, day.words(part))
    if old:
        day.save(update_fields=[f"sealed_{part.value}" for part in old])
        record(Verb.HARD_DAY_SEALED_ANEW, by=None, on=day)
    return len(old)
