"""What happened to the audit itself."""

from dataclasses import dataclass
from datetime import datetime

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class ChainBroken(Event):
    """Somebody changed the audit behind its triggers."""

    place: int
    found_at: datetime
