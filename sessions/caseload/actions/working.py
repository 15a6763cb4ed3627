"""A specialist's own working notes: sealed, for nobody else, and gone a year after the last session."""

from datetime import datetime

from django.db import transaction

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.resealing import seal_rows_anew
from safety.flags.actions import Holding, Watch, watch
from safety.subjects import SubjectRef
from sessions.caseload.actions.looking import must_meet
from sessions.caseload.models import WorkingNote

WORKING = "sessions.working_note"
PLACE = "A peer’s own working note"


def working_note_of(profile: SpecialistProfile, member: User) -> WorkingNote | None:
    """What the specialist keeps about this member."""
    return WorkingNote.objects.filter(specialist=profile, member=member).first()


@transaction.atomic
def keep_working_note(
    profile: SpecialistProfile | None, member: User, *, words: str, by: User, now: datetime
) -> Watch | None:
    """Keep the words in place of those before; empty words delete it, and None comes back.

    Words that sound like danger go to our team as everywhere; nobody else is shown any of it.

    Raises:
        NotMet: the two do not meet, or not any more.
    """
    profile = must_meet(profile, member.pk, now=now)
    User.objects.locked(profile.person_id)
    note = working_note_of(profile, member)
    if not words:
        if note is not None:
            _let_go(note, by=by)
        return None
    note = note or WorkingNote(specialist=profile, member=member)
    note.put(words)
    note.saved_at = now
    note.save()
    record(Verb.WORKING_NOTE_KEPT, by=by, on=note)
    subject = SubjectRef(WORKING, str(note.pk))
    holding = Holding(may=False)
    return watch(words, author=by, subject=subject, place=PLACE, now=now, holding=holding)


@transaction.atomic
def let_working_notes_go(*, now: datetime) -> int:
    """Delete what is over; returns how many. Run again it finds nothing."""
    over = list(WorkingNote.objects.over(now=now).select_for_update(of=("self",)))
    for note in over:
        _let_go(note, by=None)
    return len(over)


def let_working_note_go(profile: SpecialistProfile, member: User) -> None:
    """Delete what one specialist keeps about one member, because somebody else goes on."""
    note = working_note_of(profile, member)
    if note is not None:
        _let_go(note, by=None)


def seal_working_notes_anew() -> int:
    """Seal each with the first key, as ``resealing.seal_rows_anew`` does."""
    notes = WorkingNote.objects.all()
    return seal_rows_anew(notes, WorkingNote.reseal, verb=Verb.WORKING_NOTE_SEALED)


def _let_go(note: WorkingNote, *, by: User | None) -> None:
    record(Verb.WORKING_NOTE_GONE, by=by, on=note)
    note.delete()
