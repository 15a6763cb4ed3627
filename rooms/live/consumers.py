"""The socket of a room: people speak into it; what is said comes out of the room's hub."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Collection
from functools import partial
from typing import Any, TypeVar, cast

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.contrib.sessions.models import Session
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_signed_in
from peerhub.errors import DomainError
from peerhub.sockets import TRY_AGAIN, Refused, SafeConsumer
from rooms.live import actions, presence, protocol
from rooms.live.fanout import Member
from rooms.live.handlers import group_of
from rooms.live.hub import Hub, Hubs, Pulse
from rooms.live.lines import Line
from rooms.live.models import Message, Room
from rooms.live.reading import lines_of

PROCESS = secrets.token_hex(8)  # this process, in the table of counts

T = TypeVar("T")


async def in_database(work: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Run ``work`` in one of the process's few database threads, shared by all sockets."""
    run = database_sync_to_async(partial(work, *args, **kwargs), thread_sensitive=False)
    return cast(T, await run())


class RoomSource:
    """Where the hubs of this process look: PostgreSQL for the truth, the layer for hints."""

    async def start(self, room: str) -> int:
        """The room's last place."""
        return await in_database(_last_place, room)

    async def news(self, room: str, after: int, count: int) -> list[Line]:
        """Messages after a place, in order."""
        return await in_database(_news, room, after, count)

    async def pulse(self, room: str, members: Collection[Member]) -> Pulse:
        """Write down how many are here; see who may stay."""
        return await in_database(_pulse, room, members)

    async def hints(self, room: str) -> AsyncIterator[int]:
        """Places told by other processes, through one subscription for all sockets here."""
        layer = get_channel_layer()
        if layer is None:
            await asyncio.Event().wait()
            return
        channel = await layer.new_channel()
        await layer.group_add(group_of(room), channel)
        try:
            while True:
                match await layer.receive(channel):
                    case {"seq": int(seq)}:
                        yield seq
        finally:
            await layer.group_discard(group_of(room), channel)


hubs = Hubs(RoomSource())


class RoomConsumer(SafeConsumer):
    """One person's socket into one room."""

    policy = is_signed_in
    channel_layer_alias = "none"  # the hub listens, once for everybody

    async def opened(self) -> None:
        """Join the room's hub, if this person wears a mask in an open room."""
        self.person: User = self.scope["user"]
        self.room: Room = await in_database(
            _entered, self.scope["url_route"]["kwargs"]["public_id"], self.person
        )
        session = self.scope.get("session")
        self.member = Member(
            self._push,
            self.close,
            person_id=self.person.pk,
            session=getattr(session, "session_key", None) or "",
        )

    async def welcomed(self) -> None:
        """From here on nothing is missed: the heartbeat tells where to catch up from."""
        try:
            self.hub: Hub = await hubs.join(self.room.public_id, self.member)
        except Exception as error:  # noqa: BLE001 - the database is away: come back later
            self._note(error)
            await self.close(TRY_AGAIN)
            return
        self.member.offer(self.hub.pulse_frame())

    async def heard(self, frame: dict[str, Any]) -> None:
        """Store what is said, then say so."""
        say = protocol.parsed(frame)
        if say is None:
            await self.tell({"t": "error", "code": "not_understood"})
            return
        try:
            posted = await in_database(
                actions.post_message,
                room=self.room,
                person=self.person,
                body=say.body,
                client_id=say.client_id,
                now=timezone.now(),
            )
        except DomainError as error:
            await self.tell(protocol.refused(say, code=error.code, message=error.message))
        else:
            await self.tell(protocol.said(say, seq=posted.message.seq, show_help=posted.show_help))

    async def closed(self) -> None:
        """Leave the hub; nobody is told."""
        if hub := getattr(self, "hub", None):
            hubs.leave(hub, self.member)

    async def _push(self, frame: str) -> None:
        await self.send(text_data=frame)


def _entered(public_id: str, person: User) -> Room:
    room = Room.objects.open().entered_by(person).filter(public_id=public_id).first()
    if room is None:
        raise Refused
    return room


def _last_place(room: str) -> int:
    return Room.objects.values_list("last_seq", flat=True).get(public_id=room)


def _news(room: str, after: int, count: int) -> list[Line]:
    said = Message.objects.filter(room__public_id=room).after(after).with_host()
    return lines_of(said[:count])


def _pulse(public_id: str, members: Collection[Member]) -> Pulse:
    now = timezone.now()
    room = Room.objects.get(public_id=public_id)
    people = {member.person_id for member in members}
    actions.count_people(room=room, process=PROCESS, people=len(people), now=now)
    if not room.is_open:
        return Pulse(last_seq=room.last_seq, here=0, gone=members)
    active = set(User.objects.filter(pk__in=people, is_active=True).values_list("pk", flat=True))
    keys = {member.session for member in members if member.session}
    signed_in = set(
        Session.objects.filter(pk__in=keys, expire_date__gt=now).values_list("pk", flat=True)
    )
    return Pulse(
        last_seq=room.last_seq,
        here=presence.rounded(actions.here(room, now=now)),
        gone=[
            member
            for member in members
            if member.person_id not in active
            or (member.session and member.session not in signed_in)
        ],
    )
