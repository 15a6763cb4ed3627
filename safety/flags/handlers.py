"""What the queue does on events: it wakes the open pages of those who work it."""

import asyncio
import logging

from asgiref.sync import SyncToAsync, async_to_sync
from channels.layers import get_channel_layer

from peerhub.accounts.events import RoleRevoked, SignInEnded
from peerhub.accounts.models import User
from safety.flags.events import FlagChanged, FlagRaised
from safety.flags.policies import QUEUE_ROLES

log = logging.getLogger(__name__)

QUEUE = "safety.queue"  # the group of all open queues
PATIENCE = 2  # seconds that a channel layer may keep somebody waiting; the pages poll anyway


def tell_of_new(event: FlagRaised) -> None:
    """Say that there is a new flag: its id, nothing else."""
    async_to_sync(_send)({"type": "flag.raised", "id": event.flag_id})


def tell_of_change(event: FlagChanged) -> None:
    """Say that a row looks different now."""
    async_to_sync(_send)({"type": "flag.changed", "id": event.flag_id})


def look_who_stays(event: SignInEnded | RoleRevoked) -> None:
    """Somebody signed out or lost a role: their open queues close now, not at the next flag.

    Most who sign out never had a queue open; for them nothing is sent.
    """
    if isinstance(event, SignInEnded):
        person = User.objects.filter(pk=event.person_id).first()
        if person is None or not person.roles & QUEUE_ROLES:
            return
    _send_without_waiting({"type": "queue.look", "person": event.person_id})


def _send_without_waiting(hint: dict[str, object]) -> None:
    """Inside a server nobody waits for the layer: the way out least of all."""
    loop = getattr(SyncToAsync.threadlocal, "main_event_loop", None)
    if loop is not None and loop.is_running():
        asyncio.run_coroutine_threadsafe(_sent(hint), loop)
    else:
        async_to_sync(_sent)(hint)


async def _sent(hint: dict[str, object]) -> None:
    try:
        await _send(hint)
    except Exception as error:  # noqa: BLE001 - the queue finds out with its next flag
        log.warning("hint to the queue: %s", type(error).__name__)


async def _send(hint: dict[str, object]) -> None:
    async with asyncio.timeout(PATIENCE):
        await get_channel_layer().group_send(QUEUE, hint)
