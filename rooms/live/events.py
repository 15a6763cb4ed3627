"""Facts about rooms."""

from dataclasses import dataclass

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class MessagePosted(Event):
    """Something new, or a change, may be read in the room with this public id, at this place."""

    room: str
    seq: int


@dataclass(frozen=True, kw_only=True)
class RoomWasClosed(Event):
    """Nobody writes in the room with this public id any more."""

    room: str


@dataclass(frozen=True, kw_only=True)
class RoomMustLook(Event):
    """Who may be in the room with this public id, or its state, has changed."""

    room: str
