"""Sealing what members signed with the first key, after a new one was put before the others."""

from peerhub.audit.verbs import Verb
from peerhub.resealing import seal_rows_anew
from safety.sharing.models import AccountingLine, Sharing


def seal_anew() -> int:
    """Seal all of it with the first key, as ``resealing.seal_rows_anew`` does."""
    verb, told = Verb.SHARING_SEALED_ANEW, AccountingLine.objects.exclude(sealed=None)
    signed = seal_rows_anew(Sharing.objects.all(), Sharing.reseal, verb=verb)
    return signed + seal_rows_anew(told, AccountingLine.reseal, verb=verb)
