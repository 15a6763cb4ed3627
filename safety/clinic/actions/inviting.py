"""A clinician invites somebody, takes an invitation back, and its words go when nobody needs them."""

import json
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.text import storable
from safety.clinic import codes
from safety.clinic.actions.standing import NotForYou
from safety.clinic.models import Invitation
from safety.clinic.policies import practises_at
from safety.clinic.states import Reach, Reason

HOLDS = timedelta(days=30)
KEPT = timedelta(days=90)  # so long words stay, so that the one who was invited can read them again


class MadeBefore(DomainError):
    """The same page was sent twice; its code was shown once."""

    code: ClassVar[str] = "made_before"


@dataclass(frozen=True, kw_only=True)
class Inviting:
    """What an invitation says. Nothing of it names the person."""

    reason: Reason
    reach: Reach
    wishes: str = ""
    reply_to: str = ""


@transaction.atomic
def invite(
    said: Inviting, *, once: uuid.UUID | None = None, by: User, now: datetime
) -> tuple[Invitation, str]:
    """Make an invitation and its code, which nobody can read again afterwards.

    Args:
        said: what it says.
        once: names the page it was written on; sent twice, it is made once.
        by: the clinician.
        now: an aware instant.

    Raises:
        NotForYou: they are no clinician whom we checked.
        MadeBefore: it was made by the same page before.
    """
    if not practises_at(by, now):
        raise NotForYou("Only clinicians whom we checked can invite somebody.")
    User.objects.locked(by.pk)
    if once is not None and Invitation.objects.filter(public_id=once).exists():
        raise MadeBefore(
            "This invitation was made before, and its code is shown once. If you do not have it,"
            " take the invitation back and make another one."
        )
    code = codes.make()
    made = Invitation(
        public_id=once or uuid.uuid4(),
        number=codes.number(),
        clinician=by,
        code_hash=codes.fingerprint(code),
        reason=said.reason,
        reach=said.reach,
        made_at=now,
        expires_at=now + HOLDS,
    )
    words = {"wishes": storable(said.wishes), "reply_to": storable(said.reply_to)}
    made.put(json.dumps(words))
    made.save()
    record(Verb.INVITATION_MADE, by=by, on=made)
    return made, code


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User, now: datetime) -> None:
    """Let its code open nothing from now on; a yes that was said before stays as it is.

    It is the same whether somebody said yes or not: this tells nothing of it either.

    Raises:
        NotForYou: another's.
    """
    found = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if found.clinician_id != by.pk:
        raise NotForYou("This is not yours.")
    if found.withdrawn_at is None:
        found.withdrawn_at = now
        found.save(update_fields=["withdrawn_at"])
        record(Verb.INVITATION_WITHDRAWN, by=by, on=found)


def forget_words(*, now: datetime) -> int:
    """Delete the words of invitations that are long over; returns of how many."""
    over = Invitation.objects.filter(expires_at__lte=now - KEPT).exclude(sealed=None)
    return over.update(sealed=None)
