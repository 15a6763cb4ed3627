"""The tables of live rooms."""

from rooms.live.models.message import BODY as BODY
from rooms.live.models.message import EDITABLE as EDITABLE
from rooms.live.models.message import NOTES as NOTES
from rooms.live.models.message import UNDO as UNDO
from rooms.live.models.message import Change as Change
from rooms.live.models.message import Former as Former
from rooms.live.models.message import Gone as Gone
from rooms.live.models.message import Kindness as Kindness
from rooms.live.models.message import Message as Message
from rooms.live.models.message import Reaction as Reaction
from rooms.live.models.room import ATTENDANCE_KEPT as ATTENDANCE_KEPT
from rooms.live.models.room import PACE_WINDOW as PACE_WINDOW
from rooms.live.models.room import SMALL as SMALL
from rooms.live.models.room import Attendance as Attendance
from rooms.live.models.room import Host as Host
from rooms.live.models.room import Room as Room
from rooms.live.models.room import RoomQuerySet as RoomQuerySet
from rooms.live.models.room import room_id as room_id
