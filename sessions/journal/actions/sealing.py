"""Sealing entries with the first key, after a new one was put before the others."""

from peerhub.audit.verbs import Verb
from peerhub.resealing import seal_rows_anew
from sessions.journal.models import JournalEntry


def seal_anew() -> int:
    """Seal all of it with the first key, as ``resealing.seal_rows_anew`` does."""
    rows = JournalEntry.objects.all()
    return seal_rows_anew(rows, JournalEntry.reseal, verb=Verb.JOURNAL_SEALED_ANEW)
