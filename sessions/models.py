"""The tables of sessions, by slice."""

from sessions.alliance.models import AllianceCheckIn as AllianceCheckIn
from sessions.alliance.models import AllianceLook as AllianceLook
from sessions.availability.models import BookingRules as BookingRules
from sessions.availability.models import DatedHours as DatedHours
from sessions.availability.models import Leave as Leave
from sessions.availability.models import OfferedHours as OfferedHours
from sessions.bookings.models import Booking as Booking
from sessions.bookings.models import MeetingWord as MeetingWord
from sessions.pacing.models import CardReading as CardReading
from sessions.pacing.models import Heaviness as Heaviness
from sessions.pacing.models import PacingCard as PacingCard
from sessions.reminders.models import ReminderChoice as ReminderChoice
