"""The tables of rooms, by slice."""

from rooms.live.models import Attendance as Attendance
from rooms.live.models import Host as Host
from rooms.live.models import Message as Message
from rooms.live.models import Room as Room
from rooms.masks.models import Mask as Mask
