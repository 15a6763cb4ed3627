"""Facts about rooms."""

from dataclasses import dataclass

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class MessagePosted(Event):
    """Something may be read in the room with this public id, at this place."""

    room: str
    seq: int


@dataclass(frozen=True, kw_only=True)
class RoomWasClosed(Event):
    """Nobody writes in the room with this public id any more."""

    room: str
