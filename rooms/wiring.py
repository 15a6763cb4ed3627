"""Everything rooms listens to and offers, on one page."""

from peerhub.events import subscribe
from rooms.live.actions import SUBJECT
from rooms.live.events import MessagePosted, RoomWasClosed
from rooms.live.handlers import look_at_the_room, tell_the_room
from rooms.live.subject import MessageSubject
from safety import subjects


def connect() -> None:
    """What was said wakes the sockets; moderators see a message among its neighbours."""
    subscribe(MessagePosted, tell_the_room)
    subscribe(RoomWasClosed, look_at_the_room)
    subjects.offer(SUBJECT, MessageSubject())
