"""The consumer of the Channels tutorial: a group, a message for each post, a send for each socket.

Its layer is the Pub/Sub one, which loses less and is faster than the tutorial's own.
"""

import json
from typing import Any

import django
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings

from peerhub.settings import env

settings.configure(
    SECRET_KEY="measured",
    CHANNEL_LAYERS={
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {
                "hosts": [{"address": env.secret("REDIS_URL"), "socket_timeout": None}],
                "prefix": "bench-tutorial",
            },
        }
    },
)
django.setup()

EVENT = json.loads(env.text("EVENT"))  # a message as this project sends it
GROUP = "chat_measured"


class ChatConsumer(AsyncWebsocketConsumer):
    """One socket."""

    places = 0

    async def connect(self) -> None:
        """Join the group."""
        await self.channel_layer.group_add(GROUP, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        """Leave it."""
        del code
        await self.channel_layer.group_discard(GROUP, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Tell the group what was said."""
        del bytes_data
        body = json.loads(text_data or "{}")["body"]
        ChatConsumer.places += 1
        event = {**EVENT, "seq": ChatConsumer.places, "body": body}
        await self.channel_layer.group_send(GROUP, {"type": "chat.message", "event": event})

    async def chat_message(self, event: dict[str, Any]) -> None:
        """Send it to this socket."""
        frame = {"t": "news", "events": [event["event"]]}
        await self.send(text_data=json.dumps(frame, separators=(",", ":")))


application = ChatConsumer.as_asgi()
