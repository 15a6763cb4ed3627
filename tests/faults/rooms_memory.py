"""What a client in a room remembers: what it has shown, what it has said, how its line was. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Home:
    """Where a client finds a web server: its number, its name as an origin, a port to reach it."""

    number: int
    origin: str
    port: int


class Timeline:
    """Takes events in any order; shows each once, in order."""

    def __init__(self) -> None:
        self.last = 0
        self._waiting: dict[int, dict[str, Any]] = {}

    def take(self, events: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Those that can be shown now."""
        for event in events:
            if event["seq"] > self.last:
                self._waiting[event["seq"]] = event
        fresh = []
        while self.last + 1 in self._waiting:
            self.last += 1
            fresh.append(self._waiting.pop(self.last))
        return fresh

    def heartbeat(self, seq: int) -> None:
        """The room is as far as ``seq``; that is no news."""

    def is_behind(self, seq: int = 0) -> bool:
        """Whether something before what we have, or before ``seq``, is missing."""
        return bool(self._waiting) or seq > self.last


@dataclass
class Waiting:
    """Words that are not known to be stored."""

    body: str
    since: float
    state: str = "sending"
    tries: int = 0


@dataclass
class Drop:
    """A socket that died, and when its successor heard something."""

    at: float
    why: int  # its close code; 0: silence, 1006: no goodbye
    up: float | None = None


@dataclass
class Watched:
    """What the harness measures of one client; instants of the monotonic clock."""

    acks: list[tuple[float, float]] = field(default_factory=list)  # written at, told at
    drops: list[Drop] = field(default_factory=list)
    arrivals: list[tuple[float, str]] = field(default_factory=list)  # words, live or caught up
    errors: int = 0  # of sending
    by_form: int = 0
    caught_up: int = 0  # events that came by HTTP
    held: int = 0
    ended: int = 0  # close code for good
