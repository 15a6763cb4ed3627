"""The tables of sessions that are booked."""

from sessions.bookings.models.beside import PATTERN as PATTERN
from sessions.bookings.models.beside import RESTED as RESTED
from sessions.bookings.models.beside import TAKE_BACK as TAKE_BACK
from sessions.bookings.models.beside import WAIT as WAIT
from sessions.bookings.models.beside import HeavyMark as HeavyMark
from sessions.bookings.models.beside import MeetingWord as MeetingWord
from sessions.bookings.models.beside import MeetingWordQuerySet as MeetingWordQuerySet
from sessions.bookings.models.booking import FREE_UNTIL as FREE_UNTIL
from sessions.bookings.models.booking import IN_THE_WAY as IN_THE_WAY
from sessions.bookings.models.booking import LONGER as LONGER
from sessions.bookings.models.booking import LONGEST as LONGEST
from sessions.bookings.models.booking import NOTE_LENGTH as NOTE_LENGTH
from sessions.bookings.models.booking import SEEN_WITHIN as SEEN_WITHIN
from sessions.bookings.models.booking import Booking as Booking
from sessions.bookings.models.booking import BookingManager as BookingManager
from sessions.bookings.models.booking import BookingQuerySet as BookingQuerySet
from sessions.bookings.models.booking import TransitionNotAllowed as TransitionNotAllowed
from sessions.bookings.models.booking import new_public_id as new_public_id
from sessions.bookings.models.proposal import MoveProposal as MoveProposal
from sessions.bookings.models.proposal import MoveProposalQuerySet as MoveProposalQuerySet
