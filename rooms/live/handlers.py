"""What rooms do when something was said: wake the hubs, here and in the other processes."""

from peerhub.accounts.events import SignInEnded
from peerhub.sockets import hint
from rooms.bounds.events import BoundSet
from rooms.live import hub
from rooms.live.events import MessagePosted, RoomMustLook, RoomWasClosed
from rooms.live.models import Room
from rooms.roster.events import ShiftChanged
from safety.screening.events import HelpOffered

HINT = "room.news"


def group_of(room: str) -> str:
    """The channel layer's group of a room: its opaque id, never its theme."""
    return f"room.{room}"


def tell_the_room(event: MessagePosted) -> None:
    """A place is taken: only its number travels."""
    _hint(event.room, event.seq)


def look_at_the_room(event: RoomWasClosed | RoomMustLook | BoundSet | ShiftChanged) -> None:
    """Every process looks, and sees whom to send away and how the room stands."""
    _hint(event.room, hub.LOOK)


def look_at_their_rooms(event: SignInEnded | HelpOffered) -> None:
    """A sign-in ended, or somebody should see help: they are in rooms where they wear a mask."""
    rooms = Room.objects.open().filter(masks__person=event.person_id)
    for room in rooms.values_list("public_id", flat=True):
        _hint(room, hub.LOOK)


def tell_that_somebody_writes(room: str) -> None:
    """The other processes' sockets see it; a lost hint costs nothing."""
    _hint(room, hub.WRITING)


def _hint(room: str, seq: int) -> None:
    """Wake all hubs, here and in the other processes."""
    hub.nudge(room, seq)
    hint(group_of(room), {"type": HINT, "seq": seq})
