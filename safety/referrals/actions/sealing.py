"""Sealing letters with the first key, after a new one was put before the others."""

from django.db import transaction

from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.crypto import is_current
from safety.referrals.models import Referral

BATCH = 200  # letters of one transaction


def seal_anew() -> int:
    """Seal every letter with the first key; returns how many were sealed with another one.

    Stopped in between and begun again, it goes on where it was.

    Raises:
        peerhub.crypto.Unreadable: a letter was changed, or its key is not here any more.
    """
    sealed, after = 0, 0
    lettered = Referral.objects.exclude(sealed_letter=b"").order_by("pk")
    while batch := list(lettered.filter(pk__gt=after).values_list("pk", flat=True)[:BATCH]):
        sealed += _batch(batch)
        after = batch[-1]
    return sealed


@transaction.atomic
def _batch(numbers: list[int]) -> int:
    referrals = Referral.objects.filter(pk__in=numbers).select_for_update().order_by("pk")
    old = [each for each in referrals if not is_current(bytes(each.sealed_letter))]
    for referral in old:
        referral.sealed_letter = referral.sealed(referral.letter)
        referral.save(update_fields=["sealed_letter"])
        record(Verb.REFERRAL_SEALED_ANEW, by=None, on=referral)
    return len(old)
