"""The socket of a room: people speak into it; what is said comes out of the room's hub."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeVar, cast

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.contrib.sessions.models import Session
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_signed_in
from peerhub.errors import DomainError
from peerhub.sockets import NO_LAYER, TRY_AGAIN, Refused, SafeConsumer
from rooms.bounds.models import BoundKind
from rooms.bounds.reading import bounds_of
from rooms.live import actions, handlers, presence, protocol
from rooms.live.actions import Posted, Saying
from rooms.live.fanout import Member
from rooms.live.handlers import group_of
from rooms.live.hub import Hub, Hubs, Pulse
from rooms.live.lines import Changed, Line
from rooms.live.models import UNDO, Room
from rooms.live.reading import wire
from rooms.live.writing import TooMany, Writers
from rooms.masks.models import Mask
from rooms.roster import actions as roster
from rooms.roster.reading import standing_of
from rooms.seats import actions as seats

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

    async def news(self, room: str, after: int, count: int) -> list[Line | Changed]:
        """Messages and changes after a place, in order."""
        return await in_database(wire.news, room, after=after, count=count)

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


async def _store(room_id: int, sayings: Sequence[Saying]) -> list[Posted | DomainError]:
    return await in_database(actions.post_together, room_id, sayings, now=timezone.now())


hubs = Hubs(RoomSource())
writers: Writers[Saying, Posted | DomainError] = Writers(_store)


class RoomConsumer(SafeConsumer):
    """One person's socket into one room."""

    policy = is_signed_in
    channel_layer_alias = NO_LAYER  # the hub listens, once for everybody

    async def opened(self) -> None:
        """Join the room's hub, if this person wears a mask in an open room."""
        self.person: User = self.scope["user"]
        self.mask: Mask = await in_database(
            _mask, self.scope["url_route"]["kwargs"]["public_id"], self.person
        )
        self.room: Room = self.mask.room
        session = self.scope.get("session")
        self.member = Member(
            self._push,
            self.close,
            person_id=self.person.pk,
            mask=self.mask.pk,
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
        """Store what is said, then say so; pass on that somebody writes; note what was read."""
        match protocol.parsed(frame):
            case protocol.Say() as say:
                await self._say(say)
            case protocol.Typing():
                if self.hub.show_typing(but=self.member):
                    await in_database(handlers.tell_that_somebody_writes, self.room.public_id)
            case protocol.Read(seq=seq):
                await in_database(actions.mark_read, self.mask, seq=seq)
            case None:
                await self.tell({"t": "error", "code": "not_understood"})

    async def _say(self, say: protocol.Say) -> None:
        saying = Saying(
            mask=self.mask,
            body=say.body,
            client_id=say.client_id,
            reply=say.reply,
            notes=say.notes,
            anyway=say.anyway,
        )
        try:
            outcome = await writers.write(self.room.pk, saying)
        except TooMany:
            outcome = actions.SlowDown("Very many people write right now. Try again in a moment.")
        if isinstance(outcome, DomainError):
            refused = protocol.refused(say, code=outcome.code, message=outcome.message)
            await self.tell(refused)
        else:
            undo = int(UNDO.total_seconds())
            seq, show_help = outcome.message.seq, outcome.show_help
            await self.tell(protocol.said(say, seq=seq, show_help=show_help, undo=undo))

    async def closed(self) -> None:
        """Leave the hub; nobody is told."""
        if hub := getattr(self, "hub", None):
            hubs.leave(hub, self.member)

    async def _push(self, frame: str) -> None:
        await self.base_send({"type": "websocket.send", "text": frame})


def _mask(public_id: str, person: User) -> Mask:
    mask = (
        Mask.objects.filter(room__public_id=public_id, room__closed_at=None, person=person)
        .select_related("room")
        .first()
    )
    if mask is None or _is_removed(mask):
        raise Refused
    if mask.room.keeps_seats and not seats.take(mask.room, person, now=timezone.now()):
        raise Refused
    mask.person = person
    return mask


def _is_removed(mask: Mask) -> bool:
    bound = bounds_of([mask.pk], now=timezone.now()).get(mask.pk)
    return bound is not None and bound.kind == BoundKind.REMOVED


def _last_place(room: str) -> int:
    return Room.objects.values_list("last_seq", flat=True).get(public_id=room)


def _pulse(public_id: str, members: Collection[Member]) -> Pulse:
    now = timezone.now()
    room = Room.objects.get(public_id=public_id)
    people = {member.person_id for member in members}
    actions.count_people(room=room, process=PROCESS, people=len(people), now=now)
    roster.see_hosts(room, people, now=now)
    if room.keeps_seats:
        seats.keep(room, people, now=now)
    return Pulse(
        last_seq=room.last_seq,
        here=presence.rounded(actions.here(room, now=now)),
        state=standing_of(room, now=now).state.value,
        gone=_gone(members, now=now) if room.is_open else members,
    )


def _gone(members: Collection[Member], *, now: datetime) -> list[Member]:
    """Those whose person may be here no longer, or whose sign-in ended."""
    people = {member.person_id for member in members}
    active = set(User.objects.filter(pk__in=people, is_active=True).values_list("pk", flat=True))
    masks = {member.mask for member in members}
    removed = {
        mask for mask, bound in bounds_of(masks, now=now).items() if bound.kind == BoundKind.REMOVED
    }
    keys = {member.session for member in members if member.session}
    signed_in = set(
        Session.objects.filter(pk__in=keys, expire_date__gt=now).values_list("pk", flat=True)
    )
    return [
        member
        for member in members
        if member.person_id not in active
        or member.mask in removed
        or (member.session and member.session not in signed_in)
    ]
