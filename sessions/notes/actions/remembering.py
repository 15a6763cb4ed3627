"""The member says how they remember a session, beside the note."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags.actions import Holding, watch
from safety.subjects import SubjectRef
from sessions.notes import notices, policies
from sessions.notes.actions.writing import NotYours
from sessions.notes.models import Recollection, SessionNote

RECOLLECTION = "sessions.recollection"
PLACE = "How a member remembers a session, beside their peer’s note"
MOST_REMEMBERED = 5  # beside one note


class Enough(DomainError):
    """Five stand there already."""

    code: ClassVar[str] = "enough"


@dataclass(frozen=True)
class Remembered:
    """What was added, and whether it asks for help to be shown."""

    recollection: Recollection
    show_help: bool


@transaction.atomic
def remember(note: SessionNote, *, words: str, by: User, now: datetime) -> Remembered:
    """Add the member's own words. The specialist reads them; they are never held back or changed.

    Raises:
        NotYours: not about them, or not shared with them.
        Enough: there are five.
    """
    note = SessionNote.objects.select_for_update().get(pk=note.pk)
    if not policies.may_remember(by, note):
        raise NotYours("We could not find that note.")
    same = note.recollections.filter(words=words).first()
    if same is not None:
        return Remembered(same, show_help=False)
    if note.recollections.count() >= MOST_REMEMBERED:
        raise Enough("Five of your own stand beside it. You can talk about more in a session.")
    made = Recollection.objects.create(note=note, words=words, written_at=now)
    record(Verb.NOTE_REMEMBERED, by=by, on=made, note=note.pk)
    seen = watch(
        words,
        author=by,
        subject=SubjectRef(RECOLLECTION, str(made.pk)),
        place=PLACE,
        now=now,
        holding=Holding(may=False),
    )
    notices.tell_remembered(made, now=now)
    return Remembered(made, seen.show_help)
