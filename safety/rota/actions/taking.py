"""Taking an open shift, and giving one back in time."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.rota.actions.errors import (
    NotForYou,
    NotNow,
    Taken,
    end_swaps,
    hand,
    locked,
    must_be_ahead,
    must_stand,
)
from safety.rota.models import Shift
from safety.rota.states import GIVE_BACK


@transaction.atomic
def take(shift: Shift, *, by: User, now: datetime) -> Shift:
    """Take a shift that nobody has; of two people who try, one gets it.

    Raises:
        NotNow: it is over, or was called off.
        NotForYou: it is for another role.
        Taken: somebody was quicker.
        Overlaps: they have another shift then.
    """
    (shift,) = locked(shift)
    must_be_ahead(shift, now=now)
    must_stand(by, shift)
    if shift.person_id == by.pk:
        return shift
    if shift.person_id is not None:
        raise Taken("Somebody has taken this shift meanwhile.")
    hand((shift, by))
    record(Verb.ROTA_SHIFT_TAKEN, by=by, on=shift, post=shift.post)
    return shift


@transaction.atomic
def give_back(shift: Shift, *, by: User, now: datetime) -> Shift:
    """Let a shift of one's own be open again.

    Raises:
        NotForYou: it is not theirs.
        NotNow: it begins in less than ``GIVE_BACK``.
    """
    (shift,) = locked(shift)
    if shift.person_id != by.pk:
        raise NotForYou("This shift is not yours.")
    if shift.starts_at - now < GIVE_BACK:
        raise NotNow(
            "It begins in less than 12 hours, so it stays yours until somebody takes it over."
            " Ask for a swap, or call a supervisor."
        )
    leave_open(shift, now=now)
    record(Verb.ROTA_SHIFT_GIVEN_BACK, by=by, on=shift, post=shift.post)
    return shift


def leave_open(shift: Shift, *, now: datetime) -> None:
    """Nobody has this locked shift any more: it is a gap of its own, told from the beginning."""
    shift.person, shift.opened, shift.told = None, shift.opened + 1, 0
    shift.save(update_fields=["person", "opened", "told"])
    end_swaps(shift, now=now)
