"""What somebody who asked for a person is told: where it stands, and what can be expected. Pure."""

from dataclasses import dataclass
from datetime import datetime

from safety.flags import ladder, rows
from safety.flags.states import FlagState


@dataclass(frozen=True)
class Standing:
    """Where it stands: "waiting", "with somebody", "closed" or "taken back"."""

    state: str
    since: datetime


def standing(
    *,
    flag_state: str,
    asked_at: datetime,
    free: bool,
    claimed_at: datetime | None,
    resolved_at: datetime | None,
    ended_at: datetime | None,
) -> Standing:
    """Where a request stands; ``free``: nobody is on its case, or has not been heard of since."""
    if flag_state == FlagState.RESOLVED and resolved_at is not None:
        return Standing("closed", resolved_at)
    if ended_at is not None:
        return Standing("taken back", ended_at)
    if claimed_at is not None and not free:
        return Standing("with somebody", claimed_at)
    return Standing("waiting", asked_at)


def goal(level: int) -> str:
    """Within what time somebody should take it: "15 minutes"."""
    return rows.how_long(ladder.rung(level).ack_within)
