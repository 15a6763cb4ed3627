"""Sessions that were held, and notes about them, made by the real actions."""

from datetime import datetime, timedelta
from typing import Any

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.bookings import actions as bookings
from sessions.bookings import openings
from sessions.bookings.models import Booking
from sessions.notes import actions
from sessions.notes.models import NoteVersion, SessionNote
from sessions.notes.states import Risk
from tests.builders_sessions import booked_session

WHOLE: dict[str, Any] = {
    "goal": "Sleeping through until the alarm.",
    "did": "I listened, and we made a list of what helps at three in the morning.",
    "own_story": "",
    "response": "“I did not know that others lie awake like this.”",
    "risk": Risk.NONE,
    "risk_done": "",
    "next_step": "Try the list twice before we meet again.",
    "linked": "",
    "member_place": "New York",
    "shared": True,
    "unshared_why": "",
}
BEFORE = timedelta(days=2)  # how long before it a session was booked


def held_session(
    member: User, profile: SpecialistProfile, *, ended: timedelta, now: datetime, note: str = ""
) -> Booking:
    """A session that ended about ``ended`` before ``now``, at a free time, and was held."""
    asked = now - ended - BEFORE
    table = openings.coming_timetable(profile, now=asked)
    starts_at = max(start for start in table.all_free(now=asked) if start <= now - ended)
    booking = booked_session(member, profile, asked, starts_at=starts_at, note=note)
    return bookings.record_meeting(booking, met=True, by=profile.person, now=booking.ends_at)


def drafted(booking: Booking, *, now: datetime, **given: Any) -> NoteVersion:
    """A whole draft, unless told otherwise."""
    by = booking.specialist.person
    return actions.save_draft(booking, {**WHOLE, **given}, by=by, now=now).version


def signed(booking: Booking, *, now: datetime, **given: Any) -> SessionNote:
    """The same, signed."""
    version = drafted(booking, now=now, **given)
    actions.sign(booking, by=booking.specialist.person, now=now)
    return SessionNote.objects.whole().get(pk=version.note_id)


def amended(note: SessionNote, *, now: datetime, **given: Any) -> SessionNote:
    """A new version of it, signed with a reason."""
    by = note.booking.specialist.person
    actions.amend(note.booking, by=by, now=now)
    given = {"amended_why": "I had it wrong.", **given}
    actions.save_draft(note.booking, given, by=by, now=now)
    actions.sign(note.booking, by=by, now=now)
    return SessionNote.objects.whole().get(pk=note.pk)
