"""Facts about bounds."""

from dataclasses import dataclass

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class BoundSet(Event):
    """A bound was set or lifted in the room with this public id."""

    room: str
