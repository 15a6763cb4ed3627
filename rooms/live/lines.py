"""A message as people see it: by mask, told to the minute. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from peerhub.ui.avatars import SHAPES, shape_for


@dataclass(frozen=True)
class Line:
    """One message of the log; ``seq`` is None while a person reads it first."""

    seq: int | None
    mask: str
    name: str
    body: str
    at: datetime
    host: bool

    @property
    def avatar(self) -> str:
        """The drawing that belongs to the mask, as "shape.turn.tint"."""
        return avatar_code(self.mask)


def to_the_minute(instant: datetime) -> datetime:
    """``instant`` without what would tell one keystroke from another."""
    return instant.astimezone(UTC).replace(second=0, microsecond=0)


def avatar_code(mask: str) -> str:
    """The shape for ``mask``: its place in the list, its turn in degrees, its tint."""
    shape = shape_for(mask)
    return f"{SHAPES.index(shape.path)}.{shape.turn}.{shape.tint}"


def event_of(line: Line) -> dict[str, Any]:
    """``line`` as the wire knows it: written field by field, nothing else can slip in."""
    return {
        "seq": line.seq,
        "mask": line.mask,
        "name": line.name,
        "avatar": line.avatar,
        "body": line.body,
        "at": to_the_minute(line.at).strftime("%Y-%m-%dT%H:%MZ"),
        "host": line.host,
    }
