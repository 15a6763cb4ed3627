"""The socket of one open page of a thread. It listens; what people do goes through forms.

The layer carries numbers, and may lose them: every heartbeat says the last place, so that a page
finds out what it missed and asks PostgreSQL for what came after the last that it has.
"""

import asyncio
from contextlib import suppress
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.sessions.models import Session
from django.utils import timezone

from peerhub.access import Policy
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_signed_in
from peerhub.sockets import NOT_FOUND, SIGN_IN, TRY_AGAIN, Refused, SafeConsumer
from peerhub.turns import in_database
from sessions.threads.handlers import group_of
from sessions.threads.models import Thread

BEAT = 20.0  # seconds; a page that hears nothing for two of them comes back


class ThreadConsumer(SafeConsumer):
    """One open page of one of the two."""

    policy: ClassVar[Policy] = is_signed_in
    beating: asyncio.Task[None] | None = None

    async def opened(self) -> None:
        """Hear of this thread, if it is this person's."""
        person, public_id = self.scope["user"], self.scope["url_route"]["kwargs"]["public_id"]
        self.thread, self.side = await in_database(_let_in, public_id, person)
        await self.channel_layer.group_add(group_of(self.thread.public_id), self.channel_name)

    async def welcomed(self) -> None:
        """Say the last place, and again every now and then."""
        self.beating = asyncio.create_task(self._beats())

    async def closed(self) -> None:
        """Hear no more. A heartbeat that ends the socket itself ends by itself."""
        await self.channel_layer.group_discard(group_of(self.thread.public_id), self.channel_name)
        if self.beating is not None and self.beating is not asyncio.current_task():
            self.beating.cancel()

    async def words_news(self, event: dict[str, Any]) -> None:
        """Something has a place now."""
        await self.tell({"t": "news", "seq": event["seq"]})

    async def words_seen(self, event: dict[str, Any]) -> None:
        """The other one has seen what stands up to a place."""
        if event["side"] != self.side:
            await self.tell({"t": "seen", "seq": event["seq"]})

    async def words_look(self, event: dict[str, Any]) -> None:
        """Somebody's sign-in ended."""
        if event["person"] == self.scope["user"].pk:
            await self._beat()

    async def _beats(self) -> None:
        while self.is_open:
            await self._beat()
            await asyncio.sleep(BEAT)

    async def _beat(self) -> None:
        """Tell the last place to whoever may still be here; others are sent away."""
        session = getattr(self.scope.get("session"), "session_key", None)
        person_id = self.scope["user"].pk
        try:
            last = await in_database(
                _last_place, self.thread.pk, person_id, session, now=timezone.now()
            )
        except Exception as error:  # noqa: BLE001 - the database is away: come back later
            self._note(error)
            await self._end(TRY_AGAIN)
            return
        if last is None:
            await self._end(SIGN_IN)
            return
        await self.tell({"t": "hb", "seq": last})

    async def _end(self, code: int) -> None:
        await self._leave()
        with suppress(RuntimeError):  # it is closed already
            await self.close(code)


def _let_in(public_id: str, person: User) -> tuple[Thread, str]:
    """The thread, and on which side this person is.

    Raises:
        Refused: it is not theirs.
    """
    thread = Thread.objects.for_person(person).filter(public_id=public_id).first()
    if thread is None:
        raise Refused(NOT_FOUND)
    return thread, thread.side_of(person).value


def _last_place(
    thread_id: int, person_id: int, session: str | None, *, now: datetime
) -> int | None:
    """The last place; None for whom the sign-in has ended."""
    if session and not Session.objects.filter(pk=session, expire_date__gt=now).exists():
        return None
    if not User.objects.filter(pk=person_id, is_active=True).exists():
        return None
    return Thread.objects.values_list("last_seq", flat=True).get(pk=thread_id)
