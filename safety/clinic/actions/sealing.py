"""Sealing licences and words of invitations with the first key, after a new one was put first."""

from peerhub.audit.verbs import Verb
from peerhub.resealing import seal_rows_anew
from safety.clinic.models import Invitation, Standing


def seal_anew() -> int:
    """Seal the words of invitations, as ``resealing.seal_rows_anew`` does."""
    rows = Invitation.objects.exclude(sealed=None)
    return seal_rows_anew(rows, Invitation.reseal, verb=Verb.INVITATION_SEALED_ANEW)


def seal_licences_anew() -> int:
    """Seal what clinicians said of their licences."""
    return seal_rows_anew(Standing.objects.all(), Standing.reseal, verb=Verb.CLINICIAN_SEALED_ANEW)
