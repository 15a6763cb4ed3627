"""The tables of sessions, by slice."""

from sessions.availability.models import BookingRules as BookingRules
from sessions.availability.models import DatedHours as DatedHours
from sessions.availability.models import Leave as Leave
from sessions.availability.models import OfferedHours as OfferedHours
from sessions.bookings.models import Booking as Booking
from sessions.reminders.models import ReminderChoice as ReminderChoice
from sessions.threads.models import Expectation as Expectation
from sessions.threads.models import Keeping as Keeping
from sessions.threads.models import Line as Line
from sessions.threads.models import LineChange as LineChange
from sessions.threads.models import Thread as Thread
