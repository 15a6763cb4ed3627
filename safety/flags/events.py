"""What happened to flags. Ids only; the flag itself is a row."""

from dataclasses import dataclass

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class FlagRaised(Event):
    """A text was flagged; somebody should look."""

    flag_id: int


@dataclass(frozen=True, kw_only=True)
class FlagChanged(Event):
    """A flag was claimed, handed back, raised or resolved."""

    flag_id: int
