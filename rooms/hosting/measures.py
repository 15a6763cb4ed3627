"""What a host can ask of one person for a while, and the kind reasons to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from rooms.bounds.models import BoundKind

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Measure:
    """A bound and how long it lasts."""

    kind: BoundKind
    lasts: timedelta
    words: str  # on the host's button

    @property
    def removes(self) -> bool:
        """Whether the person may not be in the room."""
        return self.kind == BoundKind.REMOVED


MEASURES: Mapping[str, Measure] = {
    "mute-10-minutes": Measure(BoundKind.SILENCED, timedelta(minutes=10), "Mute for 10 minutes"),
    "mute-1-hour": Measure(BoundKind.SILENCED, HOUR, "Mute for 1 hour"),
    "mute-24-hours": Measure(BoundKind.SILENCED, DAY, "Mute for 24 hours"),
    "remove-1-hour": Measure(BoundKind.REMOVED, HOUR, "Remove for 1 hour"),
    "remove-24-hours": Measure(BoundKind.REMOVED, DAY, "Remove for 24 hours"),
    "remove-7-days": Measure(BoundKind.REMOVED, 7 * DAY, "Remove for 7 days"),
}

REASONS: Mapping[str, str] = {
    "detail": "Some of it had more detail than others here can carry today.",
    "names": "It named a person or a place. We keep those out of rooms, so that all are safe.",
    "hurt": "Some words hurt somebody here. You may not have meant it that way.",
    "much": "A lot came at once, and others could not find room to speak.",
    "unwanted": "Somebody here did not want to be asked or contacted in that way.",
}

# Slow mode: seconds between two messages of one person.
GAPS: Mapping[int, str] = {
    0: "Off",
    30: "30 seconds",
    60: "1 minute",
    120: "2 minutes",
}
SLOW_LASTS = HOUR
