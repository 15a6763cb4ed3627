"""Facts about shifts."""

from dataclasses import dataclass

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class ShiftChanged(Event):
    """Somebody began or ended a shift in the room with this public id."""

    room: str
