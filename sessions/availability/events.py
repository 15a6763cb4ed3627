"""What happened to hours."""

from dataclasses import dataclass
from datetime import datetime

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class HoursChanged(Event):
    """A specialist offers other hours than before."""

    profile_id: int
    at: datetime
