"""The tables of sessions, by slice."""

from sessions.availability.models import BookingRules as BookingRules
from sessions.availability.models import DatedHours as DatedHours
from sessions.availability.models import Leave as Leave
from sessions.availability.models import OfferedHours as OfferedHours
from sessions.bookings.models import Booking as Booking
from sessions.bookings.models import HeavyMark as HeavyMark
from sessions.caseload.models import DebriefAsked as DebriefAsked
from sessions.caseload.models import WorkingNote as WorkingNote
from sessions.notes.models import CoSignature as CoSignature
from sessions.notes.models import CoSigning as CoSigning
from sessions.notes.models import NoteVersion as NoteVersion
from sessions.notes.models import Promise as Promise
from sessions.notes.models import Recollection as Recollection
from sessions.notes.models import SessionNote as SessionNote
from sessions.reminders.models import ReminderChoice as ReminderChoice
