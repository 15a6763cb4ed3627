"""Sealing letters with the first key, after a new one was put before the others."""

from collections.abc import Sequence

from peerhub.audit.verbs import Verb
from peerhub.crypto import is_current
from peerhub.resealing import seal_rows_anew
from safety.referrals.models import Referral


def seal_anew() -> int:
    """Seal all of it with the first key, as ``resealing.seal_rows_anew`` does."""
    lettered = Referral.objects.exclude(sealed_letter=b"")
    return seal_rows_anew(lettered, _reseal, verb=Verb.REFERRAL_SEALED_ANEW)


def _reseal(referral: Referral) -> Sequence[str]:
    if is_current(bytes(referral.sealed_letter)):
        return ()
    referral.sealed_letter = referral.sealed(referral.letter)
    return ("sealed_letter",)
