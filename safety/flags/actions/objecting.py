"""Whoever is paused says that it was wrong: it comes into the queue like any text."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import Pause
from peerhub.errors import DomainError
from safety.flags import ladder
from safety.flags.actions.watching import Holding, read, watch
from safety.flags.models import Flag, FlagQuerySet
from safety.flags.states import PAUSE
from safety.subjects import SubjectRef

WRONG = "pause_wrong"  # the kind of such a flag
MOST = 3  # about one pause; a cry for help is always heard
PLACE = "From a person whose account is paused"


class AlreadyTold(DomainError):
    """It was said often enough; a person reads it."""

    code: ClassVar[str] = "already_told"


@transaction.atomic
def say_pause_was_wrong(pause: Pause, words: str, *, now: datetime) -> Flag:
    """Bring what a paused person says before the moderators. The same words again are one case.

    Raises:
        AlreadyTold: they have said three things, and nothing in this one sounds like danger.
    """
    same = objections_to(pause)
    if same.count() >= MOST and not read(words, kind=PAUSE).show_help:
        raise AlreadyTold("We have what you told us. A person reads it within a day.")
    seen = watch(
        words,
        author=pause.person,
        subject=SubjectRef(kind=PAUSE, id=str(pause.pk)),
        place=PLACE,
        now=now,
        # For the moderators alone: nobody else waits to see it.
        holding=Holding(may=False, kind=WRONG),
    )
    return Flag.objects.get(pk=seen.flag_id or 0)


def objections_to(pause: Pause) -> FlagQuerySet:
    """What the person said about it."""
    said: FlagQuerySet = Flag.objects.filter(subject_kind=PAUSE, subject_id=str(pause.pk))
    return said.filter(author=pause.person_id)


def needs_help_now(pause: Pause) -> bool:
    """Whether something that they said sounds as if they should see where help is."""
    return objections_to(pause).filter(level__gte=ladder.HELP_FROM).exists()
