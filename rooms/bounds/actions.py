"""Setting a bound and lifting it. Who may do so is the matter of who looks after the room."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from rooms.bounds.events import BoundSet
from rooms.bounds.models import Bound, BoundKind
from rooms.masks.models import Mask


@transaction.atomic
def bind(
    mask: Mask, *, kind: BoundKind, reason: str, until: datetime, by: User, now: datetime
) -> Bound:
    """Let ``mask`` not write, or not be in its room, until an instant; and say why.

    Args:
        mask: who, as the room knows them.
        kind: what they may not do.
        reason: told to the person, in kind words.
        until: when it ends by itself.
        by: who does it.
        now: an aware instant.
    """
    # Fresh, and before anything else is said: what they could see until now, they may still report.
    upto = type(mask.room).objects.values_list("last_seq", flat=True).get(pk=mask.room_id)
    bound = Bound.objects.create(
        mask=mask,
        kind=kind,
        reason=reason,
        set_at=now,
        set_by=by,
        until=until,
        upto_seq=upto,
    )
    minutes = round((until - now).total_seconds() / 60)
    record(Verb.BOUND_SET, by=by, on=bound, kind=kind.value, mask=mask.pk, minutes=minutes)
    publish(BoundSet(room=mask.room.public_id))
    return bound


@transaction.atomic
def lift(bound: Bound, *, by: User, now: datetime) -> Bound:
    """End a bound before its time; twice changes nothing."""
    free = Bound.objects.filter(pk=bound.pk, lifted_at=None)
    if free.update(lifted_at=now, lifted_by=by):
        record(Verb.BOUND_LIFTED, by=by, on=bound, mask=bound.mask_id)
        publish(BoundSet(room=bound.mask.room.public_id))
    bound.refresh_from_db(fields=["lifted_at", "lifted_by"])
    return bound
