"""Sealing the words of days with the first key, after a new one was put before the others."""

from collections.abc import Sequence

from peerhub.audit.verbs import Verb
from peerhub.crypto import is_current
from peerhub.resealing import seal_rows_anew
from sessions.heavy_days.models import HardDay
from sessions.heavy_days.states import Part


def seal_anew() -> int:
    """Seal all of it with the first key, as ``resealing.seal_rows_anew`` does."""
    return seal_rows_anew(HardDay.objects.all(), _reseal, verb=Verb.HARD_DAY_SEALED_ANEW)


def _reseal(day: HardDay) -> Sequence[str]:
    old = [part for part in Part if (lies := day.sealed(part)) and not is_current(lies)]
    for part in old:
        day.put(part, day.words(part))
    return [f"sealed_{part.value}" for part in old]
