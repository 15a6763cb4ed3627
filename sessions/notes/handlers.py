"""What notes bring to the page of a session, and what of them waits for a supervisor."""

from datetime import datetime

from matching.supervision.models import Supervision
from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.bookings.parts import Part
from sessions.notes import policies
from sessions.notes.models import NoteVersion, SessionNote

PART = "sessions/notes/_part.html"


def note_part(booking: Booking, reader: User, now: datetime) -> Part | None:
    """For the specialist the way to their note, for the member the note once it is signed."""
    found = SessionNote.objects.filter(booking=booking).whole().first()
    standing = found.standing if found else None
    if reader.pk == booking.specialist.person_id:
        if not policies.may_write(reader, booking, now=now):
            return None
        return Part(PART, {"mine": True, "booking": booking, "note": found, "standing": standing})
    if standing is None:
        return None
    return Part(PART, {"mine": False, "booking": booking, "note": found, "standing": standing})


def waiting_to_co_sign(person: User, now: datetime) -> int:
    """How many notes wait for this supervisor."""
    del now
    mine = Supervision.objects.current().filter(supervisor=person).values("specialist")
    waiting = NoteVersion.objects.to_co_sign()
    return waiting.filter(note__booking__specialist__person__in=mine).count()
