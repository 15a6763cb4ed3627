"""Somebody has a code: they see who invites them, and say yes or no."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_clinician
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.clinic import codes
from safety.clinic.actions.linking import begin
from safety.clinic.models import Invitation, Link, Standing


class NotThere(DomainError):
    """No invitation that they could answer: whatever the reason is, the answer is the same."""

    code: ClassVar[str] = "not_there"
    status: ClassVar[int] = 404


SORRY = (
    "This code opens nothing now. Look whether every sign is right. If it is, ask whoever gave it"
    " to you for another one."
)


def look_up(code: str, *, by: User, now: datetime) -> tuple[Invitation, Standing]:
    """The invitation of a code, and who invites. Looking changes nothing and tells nobody.

    Raises:
        NotThere: wrong, over, taken back, answered, or not for them.
    """
    rows = Invitation.objects.usable(now).select_related("clinician")
    found = rows.filter(code_hash=codes.fingerprint(code)).first()
    if found is None:
        raise NotThere(SORRY)
    return found, _who_invites(found, by, now)


@transaction.atomic
def say_yes(code: str, *, by: User, now: datetime) -> Link:
    """Link the two. Nothing is shared by it, and the clinician is not told.

    Raises:
        NotThere: wrong, over, taken back, answered, or not for them.
    """
    found, _ = look_up(code, by=by, now=now)
    User.objects.all_locked(by.pk, found.clinician_id)  # or a block could come in between
    found = _answered(found, by=by, now=now)
    return begin(by, found.clinician, invitation=found, now=now)


@transaction.atomic
def say_no(code: str, *, by: User, now: datetime) -> None:
    """The code opens nothing any more. The clinician sees nothing else than before.

    Raises:
        NotThere: wrong, over, taken back, answered, or not for them.
    """
    found, _ = look_up(code, by=by, now=now)
    _answered(found, by=by, now=now)
    # Who said no is written down nowhere: the invitation alone is.
    record(Verb.INVITATION_CLOSED, by=None, on=found)


def _answered(invitation: Invitation, *, by: User, now: datetime) -> Invitation:
    rows = Invitation.objects.usable(now).select_related("clinician")
    found = rows.select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    if found is None:
        raise NotThere(SORRY)
    _who_invites(found, by, now)
    found.answered_at = now
    found.save(update_fields=["answered_at"])
    return found


def _who_invites(invitation: Invitation, by: User, now: datetime) -> Standing:
    clinician = invitation.clinician
    standing = Standing.objects.counting(now).filter(person=clinician).first()
    apart = clinician.pk == by.pk or blocking.are_apart(clinician.pk, by.pk)
    if standing is None or apart or not is_clinician(clinician):
        raise NotThere(SORRY)
    return standing
