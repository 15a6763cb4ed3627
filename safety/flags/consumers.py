"""The queue, live: hints that say which rows to fetch again."""

from typing import Any, ClassVar

from peerhub.access import Policy
from peerhub.sockets import SafeConsumer
from safety.flags.handlers import QUEUE
from safety.flags.policies import works_the_queue


class QueueConsumer(SafeConsumer):
    """One open queue. It listens; what people do goes through forms."""

    policy: ClassVar[Policy] = works_the_queue

    async def opened(self) -> None:
        """Hear of every flag."""
        await self.channel_layer.group_add(QUEUE, self.channel_name)

    async def closed(self) -> None:
        """Hear no more."""
        await self.channel_layer.group_discard(QUEUE, self.channel_name)

    async def flag_raised(self, event: dict[str, Any]) -> None:
        """A new flag."""
        await self.tell({"t": "flag", "id": event["id"]})

    async def flag_changed(self, event: dict[str, Any]) -> None:
        """A row that looks different."""
        await self.tell({"t": "changed", "id": event["id"]})
