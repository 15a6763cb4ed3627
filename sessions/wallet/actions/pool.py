"""The sponsors' pool: who gives to it, and who asks it to bear a session."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from sessions.ledger.actions import Move, Place, Reason, post
from sessions.ledger.models import LedgerEntry
from sessions.ledger.states import Kind
from sessions.wallet.having import POOL, in_pool
from sessions.wallet.models import PoolPress
from sessions.wallet.states import Why


class PoolEmpty(DomainError):
    """Nothing is in the pool."""

    code: ClassVar[str] = "pool_empty"


@transaction.atomic
def take_from_pool(member: User, *, now: datetime) -> None:
    """Let the pool bear their next session that nothing else bears. Twice changes nothing.

    Nothing is asked, nothing is kept of why, and their specialist never learns of it. It is taken
    when the session is booked: who only thinks about it takes it from nobody.

    Raises:
        PoolEmpty: there is nothing to take now.
    """
    User.objects.locked(member.pk)
    if PoolPress.objects.filter(member=member).exists():
        return
    if not in_pool():
        raise PoolEmpty("The pool is empty at the moment. It fills again when somebody gives.")
    PoolPress.objects.create(member=member, pressed_at=now)


@transaction.atomic
def leave_pool(member: User) -> None:
    """They take nothing from it after all. Twice changes nothing."""
    User.objects.locked(member.pk)
    PoolPress.objects.filter(member=member).delete()


@transaction.atomic
def sponsor(halves: int, *, key: uuid.UUID, by: User, now: datetime) -> LedgerEntry:
    """Somebody gave to the pool. The same gift told twice is written once.

    Args:
        halves: half hours, above nothing.
        key: of the form in which it was written in.
        by: the administrator.
        now: an aware instant.
    """
    reference = f"{Why.GIFT}:{key}"
    is_new = not LedgerEntry.objects.filter(reference=reference).exists()
    moves = [Move(halves, Place(Kind.SPONSOR), POOL)]
    entry = post(Reason(reference, Why.GIFT), moves, now=now)
    if is_new:
        record(Verb.POOL_GIVEN, by=by, on=entry, halves=halves)
    return entry
