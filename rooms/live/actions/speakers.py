"""A room and those who speak in it: what their words depend on, in two queries.

By hand, for this is the path of every message: as six queries of the ORM it took a third of the
time of storing 32 of them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from rooms.live.models import PACE_WINDOW, Room
from rooms.roster.models import SEEN_LASTS

ROOM = """
    SELECT room.*, EXISTS (
        SELECT FROM rooms_shift
        WHERE room_id = room.id AND began AND NOT ended
            AND ends_at > %(now)s AND seen_at > %(seen_since)s
    ) AS is_staffed
    FROM rooms_room AS room
    WHERE id = %(room)s
"""
SPEAKERS = """
    SELECT mask.id, mask.person_id, mask.name,
        EXISTS (
            SELECT FROM rooms_host WHERE room_id = mask.room_id AND person_id = mask.person_id
        ),
        EXISTS (
            SELECT FROM rooms_bound
            WHERE mask_id = mask.id AND lifted_at IS NULL AND until > %(now)s
        ),
        EXISTS (
            SELECT FROM rooms_message
            WHERE mask_id = mask.id AND client_id = ANY(%(client_ids)s)
        ),
        lately.count, lately.last
    FROM rooms_mask AS mask
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE posted_at > %(pace)s) AS count, max(posted_at) AS last
        FROM rooms_message
        WHERE mask_id = mask.id AND posted_at > %(since)s
    ) AS lately
    WHERE mask.id = ANY(%(masks)s)
"""


@dataclass(frozen=True)
class Pace:
    """How many messages of a mask lie in the pace's window, and when the last one came."""

    count: int = 0
    last: datetime | None = None


@dataclass(frozen=True)
class Speaker:
    """One mask that speaks.

    Attributes:
        person: the row of who wears the mask.
        name: as it is now; it may have changed since a socket was opened.
        is_host: whether the person keeps the room.
        is_bound: whether something may hold for the mask; ``bounds_of`` says what.
        is_known: whether a message came from it under one of the ids before.
        pace: what it said lately.
    """

    person: int
    name: str
    is_host: bool
    is_bound: bool
    is_known: bool
    pace: Pace


def room_of(room_id: int, *, now: datetime) -> Room:
    """The room, with ``is_staffed``: whether ``ShiftQuerySet.current`` has a shift of it.

    Raises:
        Room.DoesNotExist: there is none.
    """
    asked = {"room": room_id, "now": now, "seen_since": now - SEEN_LASTS}
    for room in Room.objects.raw(ROOM, asked):
        return room
    raise Room.DoesNotExist


def speakers_of(
    masks: Collection[int], client_ids: Collection[UUID], *, now: datetime, window: timedelta
) -> dict[int, Speaker]:
    """The speakers by the row of their mask; ``window`` is how far back their last words count."""
    asked: dict[str, Any] = {
        "masks": list(masks),
        "client_ids": list(client_ids),
        "now": now,
        "pace": now - PACE_WINDOW,
        "since": now - window,
    }
    with connection.cursor() as cursor:
        cursor.execute(SPEAKERS, asked)
        rows = cursor.fetchall()
    return {
        mask: Speaker(person, name, is_host, is_bound, is_known, Pace(count, last))
        for mask, person, name, is_host, is_bound, is_known, count, last in rows
    }
