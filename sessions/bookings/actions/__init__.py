"""What people do with sessions: keep a time, book it, change it, cancel, say whether they met."""

from sessions.bookings.actions.booking import PLACE as PLACE
from sessions.bookings.actions.booking import SUBJECT as SUBJECT
from sessions.bookings.actions.booking import Booked as Booked
from sessions.bookings.actions.booking import NotBookable as NotBookable
from sessions.bookings.actions.booking import NotYours as NotYours
from sessions.bookings.actions.booking import SlotTaken as SlotTaken
from sessions.bookings.actions.booking import TooEarly as TooEarly
from sessions.bookings.actions.booking import TooLate as TooLate
from sessions.bookings.actions.booking import Wish as Wish
from sessions.bookings.actions.booking import book as book
from sessions.bookings.actions.booking import cancel as cancel
from sessions.bookings.actions.booking import cancel_between as cancel_between
from sessions.bookings.actions.booking import let_note_out as let_note_out
from sessions.bookings.actions.booking import record_meeting as record_meeting
from sessions.bookings.actions.booking import refresh_next_open_slot as refresh_next_open_slot
from sessions.bookings.actions.booking import refresh_next_open_slots as refresh_next_open_slots
from sessions.bookings.actions.keeping import KEPT_FOR as KEPT_FOR
from sessions.bookings.actions.keeping import keep as keep
from sessions.bookings.actions.keeping import kept_until as kept_until
from sessions.bookings.actions.keeping import let_go as let_go
from sessions.bookings.actions.moving import can_move as can_move
from sessions.bookings.actions.moving import change_time as change_time
from sessions.bookings.actions.moving import times_for as times_for
from sessions.bookings.actions.resting import mark_heavy as mark_heavy
from sessions.bookings.actions.resting import right_behind as right_behind
