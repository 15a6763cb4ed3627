"""Choosing how to be reminded. What is planned follows in the same transaction."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from sessions.reminders.models import ReminderChoice, Wishes

# Plans anew what one person is reminded of, and was not yet. Given: who, and when.
Replanning = Callable[[int, datetime], None]

_replannings: list[Replanning] = []


def offer(replanning: Replanning) -> None:
    """Let ``replanning`` run when a person's wishes or zone change; twice changes nothing."""
    if replanning not in _replannings:
        _replannings.append(replanning)


@transaction.atomic
def choose(person: User, wishes: Wishes, *, now: datetime) -> None:
    """Remind ``person`` in this way from now on, also of what is booked already."""
    # Whoever books or cancels with them waits: a session is planned by old wishes or by new ones.
    User.objects.locked(person.pk)
    kept, _ = ReminderChoice.objects.update_or_create(
        person=person,
        defaults={
            "rungs": [rung.value for rung in wishes.rungs],
            "by_mail": wishes.by_mail,
            "by_push": wishes.by_push,
            "afterwards": wishes.afterwards.value,
            "changed_at": now,
        },
    )
    record(Verb.REMINDERS_CHOSEN, by=person, on=kept)
    replan(person, now)


def replan(person: User, now: datetime) -> None:
    """Plan all of it anew: the person's clock is another one. Their row is locked."""
    for replanning in _replannings:
        replanning(person.pk, now)
