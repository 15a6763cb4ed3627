"""The tables of sessions, by slice."""

from sessions.availability.models import BookingRules as BookingRules
from sessions.availability.models import DatedHours as DatedHours
from sessions.availability.models import Leave as Leave
from sessions.availability.models import OfferedHours as OfferedHours
from sessions.bookings.models import Booking as Booking
from sessions.feed.models import CalendarFeed as CalendarFeed
from sessions.heavy_days.models import HardDay as HardDay
from sessions.heavy_days.models import HardDayShare as HardDayShare
from sessions.reminders.models import ReminderChoice as ReminderChoice
