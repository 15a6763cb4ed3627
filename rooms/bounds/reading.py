"""What holds for some masks right now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from rooms.bounds.models import Bound

if TYPE_CHECKING:
    from rooms.live.models import Room


def bounds_of(masks: Collection[int], *, now: datetime) -> dict[int, Bound]:
    """The strongest bound of each mask that has one, by the mask's row; in one query.

    Being asked to leave is stronger than being asked not to write; then the longer one counts.
    Of several removals the first one bounds what the person could see.
    """
    held: dict[int, Bound] = {}
    for bound in Bound.objects.active(now=now).filter(mask__in=masks).order_by("until"):
        known = held.get(bound.mask_id)
        if known is not None and known.removes:
            if not bound.removes:
                continue
            bound.upto_seq = min(bound.upto_seq, known.upto_seq)
        held[bound.mask_id] = bound
    return held


def bound_of(mask: int, *, now: datetime) -> Bound | None:
    """What holds for one mask, by its row."""
    return bounds_of([mask], now=now).get(mask)


def holding_in(room: Room, *, now: datetime) -> list[Bound]:
    """All that holds in ``room`` now, the one that ends first on top."""
    active = Bound.objects.active(now=now).filter(mask__room=room)
    return list(active.select_related("mask", "set_by").order_by("until", "pk"))
