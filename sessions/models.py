"""The tables of sessions, by slice."""

from sessions.availability.models import BookingRules as BookingRules
from sessions.availability.models import DatedHours as DatedHours
from sessions.availability.models import Leave as Leave
from sessions.availability.models import OfferedHours as OfferedHours
from sessions.bookings.models import Booking as Booking
from sessions.feed.models import CalendarFeed as CalendarFeed
from sessions.on_now.models import Ask as Ask
from sessions.on_now.models import OnNow as OnNow
from sessions.on_now.models import Turn as Turn
from sessions.reminders.models import ReminderChoice as ReminderChoice
from sessions.series.models import Series as Series
from sessions.series.models import SeriesDate as SeriesDate
from sessions.waiting.models import Line as Line
from sessions.waiting.models import Offer as Offer
from sessions.waiting.models import Wait as Wait
