"""What rooms do when something was said: wake the hubs, here and in the other processes."""

import asyncio
import logging

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from rooms.live import hub
from rooms.live.events import MessagePosted, RoomWasClosed

log = logging.getLogger(__name__)

PATIENCE = 2.0  # seconds for the channel layer
ATTEMPTS = 2  # the first one after the layer came back finds a dead connection
HINT = "room.news"


def group_of(room: str) -> str:
    """The channel layer's group of a room: its opaque id, never its theme."""
    return f"room.{room}"


def tell_the_room(event: MessagePosted) -> None:
    """A place is taken: only its number travels."""
    _hint(event.room, event.seq)


def look_at_the_room(event: RoomWasClosed) -> None:
    """Every process looks, and sees whom to send away."""
    _hint(event.room, hub.LOOK)


def _hint(room: str, seq: int) -> None:
    """Wake all hubs; without the layer the others find out at their next heartbeat."""
    hub.nudge(room, seq)
    for _ in range(ATTEMPTS):
        try:
            async_to_sync(_send)(room, seq)
        except Exception as error:  # noqa: BLE001 - what was said is stored: the layer may be away
            log.warning("hint to a room: %s", type(error).__name__)
        else:
            return


async def _send(room: str, seq: int) -> None:
    layer = get_channel_layer()
    if layer is not None:
        async with asyncio.timeout(PATIENCE):
            await layer.group_send(group_of(room), {"type": HINT, "seq": seq})
