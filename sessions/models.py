"""The tables of sessions, by slice."""

from sessions.availability.models import BookingRules as BookingRules
from sessions.availability.models import DatedHours as DatedHours
from sessions.availability.models import Leave as Leave
from sessions.availability.models import OfferedHours as OfferedHours
from sessions.bookings.models import Booking as Booking
from sessions.calls.models import Meeting as Meeting
from sessions.calls.models import Pause as Pause
from sessions.calls.models import Presence as Presence
from sessions.reminders.models import ReminderChoice as ReminderChoice
