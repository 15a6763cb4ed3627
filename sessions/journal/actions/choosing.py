"""Whether a program looks for danger in what a member writes to themself. Off, until they say so."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.flags.actions import call_off
from safety.flags.states import JOURNAL
from sessions.journal.models import JournalScreening


@transaction.atomic
def turn_on(*, by: User, now: datetime) -> None:
    """From now on a program looks. What was written before is not looked at. Twice is once."""
    User.objects.locked(by.pk)
    _, new = JournalScreening.objects.get_or_create(member=by, defaults={"since": now})
    if new:
        record(Verb.JOURNAL_SCREENING_ON, by=by, on=by)


@transaction.atomic
def turn_off(*, by: User) -> None:
    """From now on no program looks, not even at what waits for a second look. Twice is once.

    A case that was opened before stays with our team.
    """
    User.objects.locked(by.pk)
    count, _ = JournalScreening.objects.filter(member=by).delete()
    call_off(JOURNAL, author=by)
    if count:
        record(Verb.JOURNAL_SCREENING_OFF, by=by, on=by)


def is_screened(person: User) -> bool:
    """Whether a program looks at what they write. Within a transaction: lock their row first."""
    return JournalScreening.objects.filter(member=person).exists()
