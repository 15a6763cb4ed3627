"""The tables of sessions, by slice."""

from sessions.availability.models import OfferedHours as OfferedHours
from sessions.bookings.models import Booking as Booking
