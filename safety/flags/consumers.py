"""The queue, live: hints that say which rows to fetch again."""

from typing import Any, ClassVar

from channels.db import database_sync_to_async
from django.contrib.sessions.models import Session
from django.utils import timezone

from peerhub.access import Policy
from peerhub.accounts.models import User
from peerhub.sockets import NOT_FOUND, SafeConsumer
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
        await self._hint({"t": "flag", "id": event["id"]})

    async def flag_changed(self, event: dict[str, Any]) -> None:
        """A row that looks different."""
        await self._hint({"t": "changed", "id": event["id"]})

    async def _hint(self, frame: dict[str, Any]) -> None:
        """Tell whoever still works the queue; whoever lost the role or signed out is sent away."""
        session = self.scope.get("session")
        key = getattr(session, "session_key", None)
        try:
            stays = await database_sync_to_async(self._may_stay)(self.scope["user"].pk, key)
        except Exception as error:  # noqa: BLE001 - the database is away; the page polls anyway
            self._note(error)
            return
        if stays:
            await self.tell(frame)
        else:
            await self._leave()
            await self.close(NOT_FOUND)

    @classmethod
    def _may_stay(cls, person_id: int, session: str | None) -> bool:
        live = Session.objects.filter(pk=session, expire_date__gt=timezone.now())
        if session and not live.exists():
            return False
        person = User.objects.filter(pk=person_id).first()
        return person is not None and cls._admits(person)
