"""A specialist is worried about the member while they meet: our team is told at once, with one press."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.flags.actions import Holding, watch
from safety.flags.actions.raising import to_level
from safety.flags.models import Flag
from safety.flags.states import FlagState
from safety.subjects import SubjectRef
from sessions.bookings.models import Booking
from sessions.notes import policies
from sessions.notes.actions.writing import RISK, RISK_PLACE, SAW_RISK, NotYours
from sessions.notes.models import SessionNote
from sessions.notes.states import Risk


@transaction.atomic
def worry(booking: Booking, level: Risk, words: str, *, by: User, now: datetime) -> Flag:
    """Open a case about the member, as a danger in a note does; that note finds it open.

    A second press with the same words is the same case, unless that one was closed: then it is a new
    one. Other words are a case of their own, so that none is overlooked beneath the first.

    Args:
        booking: with its two people.
        level: how bad it is.
        words: what they saw, in their own words; they may be left out.
        by: the specialist.
        now: an aware instant.

    Raises:
        NotYours: not its specialist, or not a session in whose room they could be.
    """
    if not policies.may_worry(by, booking, now=now):
        raise NotYours("We could not find that session.")
    SessionNote.objects.get_or_create(booking=booking, defaults={"begun_at": now})
    note = SessionNote.objects.select_for_update().get(booking=booking)
    told = Flag.objects.filter(subject_kind=RISK, subject_id__startswith=f"{note.pk}:room:")
    closed = told.filter(state=FlagState.RESOLVED).count()
    seen = watch(
        words.strip() or Risk(level).label,
        author=booking.member,
        subject=SubjectRef(RISK, f"{note.pk}:room:{closed}"),
        place=RISK_PLACE,
        now=now,
        holding=Holding(may=False, kind=SAW_RISK, least=level),
    )
    assert seen.flag_id is not None  # noqa: S101 - what has a kind of its own is always a case
    case = Flag.objects.select_for_update(of=("self",)).get(pk=seen.flag_id)
    if case.level < level:
        to_level(case, level, by=by, now=now)
    if note.case_id != case.pk:
        note.case = case
        note.save(update_fields=["case"])
        record(Verb.NOTE_OPENED_CASE, by=by, on=note, case=case.pk)
    return case
