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

    async def queue_look(self, event: dict[str, Any]) -> None:
        """Somebody may have to go; for others this costs nothing."""
        if event["person"] == self.scope["user"].pk:
            await self._stays()

    async def _hint(self, frame: dict[str, Any]) -> None:
        """Tell whoever still works the queue."""
        if await self._stays():
            await self.tell(frame)

    async def _stays(self) -> bool:
        """Whether this person still works the queue; who lost the role or signed out is sent away."""
        session = self.scope.get("session")
        key = getattr(session, "session_key", None)
        look = database_sync_to_async(self._may_stay)
        try:
            stays = bool(await look(self.scope["user"].pk, key))
        except Exception as error:  # noqa: BLE001 - the database is away; the page polls anyway
            self._note(error)
            return False
        if not stays:
            await self._leave()
            await self.close(NOT_FOUND)
        return stays

    @classmethod
    def _may_stay(cls, person_id: int, session: str | None) -> bool:
        live = Session.objects.filter(pk=session, expire_date__gt=timezone.now())
        if session and not live.exists():
            return False
        person = User.objects.filter(pk=person_id).first()
        return person is not None and cls._admits(person)
