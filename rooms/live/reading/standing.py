"""What a room's page says about the room itself, and a mark that changes when it does."""

from datetime import datetime
from hashlib import blake2s

from rooms.live.models import Room
from rooms.roster.reading import Standing


def look_of(room: Room, standing: Standing, *, now: datetime) -> str:
    """Twelve letters that differ whenever ``_standing_line.html`` would say something else."""
    gap = room.gap_at(now)
    said = (
        standing.state.value,
        standing.hosts,
        standing.until,
        standing.next_at,
        standing.next_hosts,
        gap,
        room.slow_until if gap else None,
        room.name,
    )
    return blake2s(repr(said).encode(), digest_size=6).hexdigest()
