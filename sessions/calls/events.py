"""What happened in a session room. The rows say how it stands; an event only wakes the sockets."""

from dataclasses import dataclass

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class RoomChanged(Event):
    """Somebody came or went, paused, went on, or ended it: open pages look how it stands."""

    room: str  # the public id of the booking
