"""The tables of rooms, by slice."""

from rooms.bounds.models import Bound as Bound
from rooms.choices.models import RoomChoices as RoomChoices
from rooms.live.models import Attendance as Attendance
from rooms.live.models import Change as Change
from rooms.live.models import Former as Former
from rooms.live.models import Host as Host
from rooms.live.models import Message as Message
from rooms.live.models import Reaction as Reaction
from rooms.live.models import Room as Room
from rooms.masks.models import Mask as Mask
from rooms.masks.models import Quieted as Quieted
from rooms.roster.models import HourReminder as HourReminder
from rooms.roster.models import Shift as Shift
from rooms.roster.models import ThemedHour as ThemedHour
from rooms.seats.models import Seat as Seat
from rooms.seats.models import Waiting as Waiting
