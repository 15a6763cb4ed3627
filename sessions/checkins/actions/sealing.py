"""Sealing the lines of check-ins with the first key, after a new one was put before the others."""

from django.db import transaction

from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.crypto import is_current
from sessions.checkins.models import DayCheckIn


def seal_anew() -> int:
    """Seal all of it with the first key; returns how many lines were sealed with another one.

    Stopped in between and begun again, it goes on where it was.

    Raises:
        peerhub.crypto.Unreadable: something was changed, or its key is not here any more.
    """
    written = DayCheckIn.objects.exclude(sealed_line=b"").order_by("pk")
    return sum(_one(pk) for pk in written.values_list("pk", flat=True).iterator())


@transaction.atomic
def _one(pk: int) -> int:
    found = DayCheckIn.objects.select_for_update().filter(pk=pk).exclude(sealed_line=b"").first()
    if found is None or is_current(bytes(found.sealed_line)):
        return 0
    found.write(found.line)
    found.save(update_fields=["sealed_line"])
    record(Verb.CHECK_IN_SEALED_ANEW, by=None, on=found)
    return 1
