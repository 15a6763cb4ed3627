"""What rooms do when something was said: wake the hubs, here and in the other processes."""

import asyncio
import logging

from asgiref.sync import SyncToAsync, async_to_sync
from channels.layers import get_channel_layer

from peerhub.accounts.events import SignInEnded
from rooms.bounds.events import BoundSet
from rooms.live import hub
from rooms.live.events import MessagePosted, RoomMustLook, RoomWasClosed
from rooms.live.models import Room
from rooms.roster.events import ShiftChanged

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


def look_at_the_room(event: RoomWasClosed | RoomMustLook | BoundSet | ShiftChanged) -> None:
    """Every process looks, and sees whom to send away and how the room stands."""
    _hint(event.room, hub.LOOK)


def look_at_their_rooms(event: SignInEnded) -> None:
    """A sign-in ended: its sockets are in rooms where this person wears a mask."""
    rooms = Room.objects.open().filter(masks__person=event.person_id)
    for room in rooms.values_list("public_id", flat=True):
        _hint(room, hub.LOOK)


def tell_that_somebody_writes(room: str) -> None:
    """The other processes' sockets see it; a lost hint costs nothing."""
    _hint(room, hub.WRITING)


def _hint(room: str, seq: int) -> None:
    """Wake all hubs; without the layer the others find out at their next heartbeat.

    Inside a server nobody waits for the layer: a database connection is held until this returns.
    """
    hub.nudge(room, seq)
    loop = getattr(SyncToAsync.threadlocal, "main_event_loop", None)
    if loop is not None and loop.is_running():
        asyncio.run_coroutine_threadsafe(_told(room, seq), loop)
    else:
        async_to_sync(_told)(room, seq)


async def _told(room: str, seq: int) -> None:
    for _ in range(ATTEMPTS):
        try:
            await _send(room, seq)
        except Exception as error:  # noqa: BLE001 - what was said is stored: the layer may be away
            log.warning("hint to a room: %s", type(error).__name__)
        else:
            return


async def _send(room: str, seq: int) -> None:
    layer = get_channel_layer()
    if layer is not None:
        async with asyncio.timeout(PATIENCE):
            await layer.group_send(group_of(room), {"type": HINT, "seq": seq})
