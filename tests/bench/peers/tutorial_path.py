"""The tutorial's consumer with a product's duties: who may, what is dangerous, what is stored.

It asks for what our own path asks for, message by message through the ORM, in the way of the
Channels documentation: sign-in from the session, the membership row, an open room, no mute,
whether the client's id is known already, the pace, what might tell who somebody is, the same
screening, the same row with the room's next place, whether the author hosts the room, and then
``group_send``. Its work in the database runs in the one thread that all sockets of a process
share under ``database_sync_to_async``: that is what the tutorial does.
"""

import json
import os
from datetime import datetime
from typing import Any
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.rooms_settings")
django.setup()

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.db import database_sync_to_async  # noqa: E402
from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import OriginValidator  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402

from peerhub.accounts.models import User  # noqa: E402
from rooms.bounds.reading import bounds_of  # noqa: E402
from rooms.live.lines import avatar_code, to_the_minute  # noqa: E402
from rooms.live.models import PACE_WINDOW, Host, Message, Room  # noqa: E402
from rooms.masks.models import Mask, opaque_id  # noqa: E402
from rooms.roster.models import Shift  # noqa: E402
from safety.detection.nudges import identifying  # noqa: E402
from safety.flags.actions import watch  # noqa: E402
from safety.subjects import SubjectRef  # noqa: E402


class ChatConsumer(AsyncWebsocketConsumer):
    """One socket."""

    group = ""

    async def connect(self) -> None:
        """Let in who has entered the room, and join its group."""
        self.person: User = self.scope["user"]
        self.public_id: str = self.scope["url_route"]["kwargs"]["public_id"]
        if not self.person.is_authenticated or not await _is_in(self.public_id, self.person):
            await self.close()
            return
        self.group = f"chat_{self.public_id}"
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        """Leave the group."""
        del code
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Check and store what was said, then tell the group."""
        del bytes_data
        said = json.loads(text_data or "{}")
        event = await _stored(
            self.public_id, self.person, said["body"], UUID(said["client_id"]), timezone.now()
        )
        if event:
            await self.channel_layer.group_send(
                self.group, {"type": "chat.message", "event": event}
            )

    async def chat_message(self, event: dict[str, Any]) -> None:
        """Send it to this socket."""
        frame = {"t": "news", "events": [event["event"]]}
        await self.send(text_data=json.dumps(frame, separators=(",", ":")))


@database_sync_to_async
def _is_in(public_id: str, person: User) -> bool:
    return Mask.objects.filter(
        room__public_id=public_id, room__closed_at=None, person=person
    ).exists()


@database_sync_to_async
@transaction.atomic
def _stored(
    public_id: str, person: User, body: str, client_id: UUID, now: datetime
) -> dict[str, Any] | None:
    room = Room.objects.get(public_id=public_id)
    mask = Mask.objects.filter(room=room, person=person).first()
    if mask is None or not room.is_open or bounds_of([mask.pk], now=now):
        return None
    if Message.objects.filter(mask=mask, client_id=client_id).exists():
        return None  # sent again: it is stored already
    lately = Message.objects.filter(mask=mask, posted_at__gt=now - PACE_WINDOW)
    staffed = Shift.objects.current(now=now).filter(room=room).exists()
    if lately.count() >= room.pace or not staffed:
        return None
    message = Message(
        room=room,
        mask=mask,
        public_id=opaque_id(),
        body=body,
        posted_at=now,
        client_id=client_id,
    )
    seen = watch(
        body,
        author=person,
        subject=SubjectRef(kind="rooms.message", id=message.public_id),
        place=f"Room: {room.name}",
        now=now,
    )
    if identifying(body):
        return None
    if not seen.hold:
        locked = Room.objects.select_for_update().get(pk=room.pk)
        locked.last_seq += 1
        locked.save(update_fields=["last_seq"])
        message.seq = locked.last_seq
    message.save()
    is_host = Host.objects.filter(room=room, person=person).exists()
    return None if message.seq is None else _event(message, mask, is_host=is_host)


def _event(message: Message, mask: Mask, *, is_host: bool) -> dict[str, Any]:
    return {
        "seq": message.seq,
        "mask": mask.public_id,
        "name": mask.name,
        "avatar": avatar_code(mask.public_id),
        "body": message.body,
        "at": to_the_minute(message.posted_at).strftime("%Y-%m-%dT%H:%MZ"),
        "host": is_host,
        "notes": [],
        "note_words": "",
        "reply": None,
        "kinds": [],
        "edited": False,
        "prompt": False,
        "gone": "",
    }


application = ProtocolTypeRouter(
    {
        "websocket": OriginValidator(
            AuthMiddlewareStack(URLRouter([path("ws/r/<str:public_id>/", ChatConsumer.as_asgi())])),
            settings.SOCKET_ORIGINS,
        )
    }
)
