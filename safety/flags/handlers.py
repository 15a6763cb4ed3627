"""What the queue does on events: it wakes the open pages of those who work it."""

import asyncio

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from safety.flags.events import FlagChanged, FlagRaised

QUEUE = "safety.queue"  # the group of all open queues
PATIENCE = 2  # seconds that a channel layer may keep somebody waiting; the pages poll anyway


def tell_of_new(event: FlagRaised) -> None:
    """Say that there is a new flag: its id, nothing else."""
    async_to_sync(_send)({"type": "flag.raised", "id": event.flag_id})


def tell_of_change(event: FlagChanged) -> None:
    """Say that a row looks different now."""
    async_to_sync(_send)({"type": "flag.changed", "id": event.flag_id})


async def _send(hint: dict[str, object]) -> None:
    async with asyncio.timeout(PATIENCE):
        await get_channel_layer().group_send(QUEUE, hint)
