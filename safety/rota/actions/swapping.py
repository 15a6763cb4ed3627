"""Two people settle between themselves who has a shift."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.rota import notices
from safety.rota.actions.errors import (
    NotForYou,
    NotNow,
    Taken,
    end_swaps,
    hand,
    locked,
    must_stand,
)
from safety.rota.models import Shift, Swap


@transaction.atomic
def ask(shift: Shift, *, by: User, for_shift: Shift | None = None, now: datetime) -> Swap:
    """Ask that somebody takes over a shift of one's own. It stays theirs until somebody does.

    Args:
        shift: theirs.
        by: who asks.
        for_shift: a colleague's, which they would take for it: only that colleague can agree.
            None: anybody with the role can take theirs.
        now: an aware instant.

    Raises:
        NotForYou: the shift is not theirs, or they cannot have the other one.
        NotNow: one of them has begun, was called off, or has nobody to ask.
    """
    if for_shift is None:
        (shift,) = locked(shift)
    else:
        shift, for_shift = locked(shift, for_shift)
    if shift.person_id != by.pk:
        raise NotForYou("This shift is not yours.")
    if shift.starts_at <= now or (for_shift is not None and for_shift.starts_at <= now):
        raise NotNow("It has begun. Call a supervisor if you cannot go on.")
    if for_shift is not None:
        if for_shift.person_id in (None, by.pk) or for_shift.post != shift.post:
            raise NotNow("Choose a shift that a colleague of yours has.")
        must_stand(by, for_shift)
    end_swaps(shift, now=now)
    swap = Swap.objects.create(shift=shift, for_shift=for_shift, asked_at=now, asked_by=by)
    record(Verb.ROTA_SWAP_ASKED, by=by, on=swap, shift=shift.pk)
    notices.tell_asked(swap, now=now)
    return swap


@transaction.atomic
def accept(swap: Swap, *, by: User, now: datetime) -> Swap:
    """Take the shift over, and give one's own for it where that was asked: both, or neither.

    Raises:
        Taken: somebody was quicker, or it was taken back.
        NotForYou: it is for another role, or another was asked.
        NotNow: one of the shifts has begun, or was called off.
        Overlaps: one of the two has another shift then.
    """
    both = [swap.shift] if swap.for_shift is None else [swap.shift, swap.for_shift]
    shifts = locked(*both)
    # The shifts were locked and read by themselves; who asked stays who asked.
    swap = Swap.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=swap.pk)
    shift = shifts[0]
    is_open = swap.accepted_at is None and swap.ended_at is None
    if not is_open or shift.person_id != swap.asked_by_id:
        raise Taken("This is settled already: somebody was quicker, or it was taken back.")
    if any(one.starts_at <= now for one in shifts):
        raise NotNow("It has begun meanwhile.")
    if by.pk == swap.asked_by_id:
        raise NotForYou("You asked this yourself. A colleague has to agree.")
    must_stand(by, shift)
    if len(shifts) == 1:
        hand((shift, by))
    else:
        if shifts[1].person_id != by.pk:
            raise NotForYou("Somebody else was asked.")
        hand((shift, by), (shifts[1], swap.asked_by))
    swap.accepted_at, swap.accepted_by = now, by
    swap.save(update_fields=["accepted_at", "accepted_by"])
    end_swaps(*shifts, now=now)
    record(Verb.ROTA_SWAP_ACCEPTED, by=by, on=swap, shift=shift.pk)
    notices.tell_accepted(swap, now=now)
    return swap


@transaction.atomic
def take_back(swap: Swap, *, by: User, now: datetime) -> None:
    """Ask no more; twice changes nothing.

    Raises:
        NotForYou: somebody else asked.
    """
    if swap.asked_by_id != by.pk:
        raise NotForYou("Somebody else asked this.")
    standing = Swap.objects.filter(pk=swap.pk, accepted_at=None, ended_at=None)
    if standing.update(ended_at=now):
        record(Verb.ROTA_SWAP_TAKEN_BACK, by=by, on=swap, shift=swap.shift_id)
