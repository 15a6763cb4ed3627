"""Sealing the lines of check-ins with the first key, after a new one was put before the others."""

from collections.abc import Sequence

from peerhub.audit.verbs import Verb
from peerhub.crypto import is_current
from peerhub.resealing import seal_rows_anew
from sessions.checkins.models import DayCheckIn


def seal_anew() -> int:
    """Seal all of it with the first key, as ``resealing.seal_rows_anew`` does."""
    written = DayCheckIn.objects.exclude(sealed_line=b"")
    return seal_rows_anew(written, _reseal, verb=Verb.CHECK_IN_SEALED_ANEW)


def _reseal(said: DayCheckIn) -> Sequence[str]:
    if is_current(bytes(said.sealed_line)):
        return ()
    said.write(said.line)
    return ("sealed_line",)
