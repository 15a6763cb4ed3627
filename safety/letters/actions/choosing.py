"""The member switches off being written to; a clinician says how often they look."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.letters.actions.opening import held
from safety.letters.models import Correspondence, LookingHabit
from safety.letters.states import Usual


@transaction.atomic
def choose(correspondence: Correspondence, *, open_: bool, now: datetime) -> None:
    """Let the clinician write, or not; the same again changes nothing. Nobody is told."""
    correspondence, _ = held(correspondence)
    if open_ == (correspondence.closed_at is None):
        return
    correspondence.closed_at = None if open_ else now
    correspondence.save(update_fields=["closed_at"])
    record(Verb.LETTERS_CHOSEN, by=correspondence.member, on=correspondence, open=open_)


@transaction.atomic
def say_how_often(usual: Usual, *, by: User, now: datetime) -> None:
    """Keep it; everybody who writes to them reads it from now on."""
    habit, _ = LookingHabit.objects.update_or_create(
        clinician=by, defaults={"usual": usual, "changed_at": now}
    )
    record(Verb.LETTERS_HABIT_SAID, by=by, on=habit)
