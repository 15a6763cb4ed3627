"""The socket of a room: people speak into it; what is said comes out of the room's hub."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Collection, Sequence
from datetime import datetime
from typing import Any

from channels.layers import get_channel_layer
from django.contrib.sessions.models import Session
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_signed_in
from peerhub.errors import DomainError
from peerhub.sockets import NO_LAYER, OUR_FAULT, TRY_AGAIN, Refused, SafeConsumer
from peerhub.turns import in_database
from rooms.bounds.reading import bound_of, bounds_of
from rooms.live import actions, handlers, presence, protocol
from rooms.live.actions import Posted, Saying
from rooms.live.fanout import Member
from rooms.live.handlers import group_of
from rooms.live.hub import Hub, Hubs, Pulse
from rooms.live.lines import Changed, Line
from rooms.live.models import UNDO, Room
from rooms.live.reading import wire
from rooms.live.reading.standing import look_of
from rooms.live.writing import TooMany, Writers
from rooms.masks.models import Mask
from rooms.roster import actions as roster
from rooms.roster.reading import standing_of
from rooms.seats import actions as seats
from safety.screening.actions import waiting_for

PROCESS = secrets.token_hex(8)  # this process, in the table of counts


class RoomSource:
    """Where the hubs of this process look: PostgreSQL for the truth, the layer for hints."""

    async def start(self, room: str) -> int:
        """The room's last place."""
        return await in_database(_last_place, room)

    async def news(self, room: str, after: int, count: int) -> list[Line | Changed]:
        """Messages and changes after a place, in order."""
        return await in_database(wire.news, room, after=after, count=count)

    async def pulse(self, room: str, members: Collection[Member], people: int) -> Pulse:
        """Write down how many are here; see who may stay."""
        return await in_database(_pulse, room, members, people)

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
        self.mask, bound = await in_database(
            _let_in, self.scope["url_route"]["kwargs"]["public_id"], self.person
        )
        self.room: Room = self.mask.room
        session = self.scope.get("session")
        self.member = Member(
            self._send_frame,
            self.close,
            person_id=self.person.pk,
            mask=self.mask.pk,
            session=getattr(session, "session_key", None) or "",
            bound=bound,
            push=self.push,
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
        except Exception as error:  # noqa: BLE001 - its author is told which words are not stored
            self._note(error)
            await self.tell(protocol.refused(say, code=OUR_FAULT))
            return
        if isinstance(outcome, DomainError):
            await self._refuse(say, outcome)
        else:
            undo = int(UNDO.total_seconds())
            seq, show_help = outcome.message.seq, outcome.show_help
            await self.tell(protocol.said(say, seq=seq, show_help=show_help, undo=undo))

    async def _refuse(self, say: protocol.Say, error: DomainError) -> None:
        heard = await in_database(
            actions.hear_unposted, mask=self.mask, body=say.body, now=timezone.now()
        )
        code, message = error.code, error.message
        await self.tell(protocol.refused(say, code=code, message=message, show_help=heard))

    async def closed(self) -> None:
        """Leave the hub; nobody is told."""
        if hub := getattr(self, "hub", None):
            hubs.leave(hub, self.member)

    async def _send_frame(self, frame: str) -> None:
        await self.base_send({"type": "websocket.send", "text": frame})


def _let_in(public_id: str, person: User) -> tuple[Mask, int]:
    """The mask that ``person`` wears in an open room, and the row of what binds them there.

    Raises:
        Refused: they may not be there.
    """
    mask = (
        Mask.objects.filter(room__public_id=public_id, room__closed_at=None, person=person)
        .select_related("room")
        .first()
    )
    if mask is None:
        raise Refused
    now = timezone.now()
    bound = bound_of(mask.pk, now=now)
    if bound is not None and bound.removes:
        raise Refused
    if mask.room.keeps_seats and not seats.take(mask.room, person, now=now):
        raise Refused
    mask.person = person
    return mask, bound.pk if bound else 0


def _last_place(room: str) -> int:
    return Room.objects.values_list("last_seq", flat=True).get(public_id=room)


def _pulse(public_id: str, members: Collection[Member], count: int) -> Pulse:
    now = timezone.now()
    room = Room.objects.get(public_id=public_id)
    people = {member.person_id for member in members}
    actions.count_people(room=room, process=PROCESS, people=count, now=now)
    roster.see_hosts(room, people, now=now)
    if room.keeps_seats:
        seats.keep(room, people, now=now)
    standing = standing_of(room, now=now)
    return Pulse(
        last_seq=room.last_seq,
        here=presence.rounded(actions.here(room, now=now)),
        state=standing.state.value,
        gone=_gone(room, members, now=now),
        help=_to_help(members, now=now),
        look=look_of(room, standing, now=now),
    )


def _to_help(members: Collection[Member], *, now: datetime) -> list[Member]:
    """Those who should see where help is: their own page fetches it, and is then no more asked."""
    people = waiting_for({member.person_id for member in members}, now=now)
    return [member for member in members if member.person_id in people]


def _gone(room: Room, members: Collection[Member], *, now: datetime) -> dict[Member, int]:
    """Those whose socket ends: the sign-in did, or they may not be here, or not as before."""
    if not room.is_open:
        return dict.fromkeys(members, protocol.NOT_FOUND)
    people = {member.person_id for member in members}
    active = set(User.objects.filter(pk__in=people, is_active=True).values_list("pk", flat=True))
    keys = {member.session for member in members if member.session}
    signed_in = set(
        Session.objects.filter(pk__in=keys, expire_date__gt=now).values_list("pk", flat=True)
    )
    bounds = bounds_of({member.mask for member in members}, now=now)
    seated = seats.seated(room, people, now=now) if room.keeps_seats else people
    gone: dict[Member, int] = {}
    for member in members:
        bound = bounds.get(member.mask)
        if member.person_id not in active or (member.session and member.session not in signed_in):
            gone[member] = protocol.SIGN_IN
        elif member.person_id not in seated or (bound and bound.removes):
            gone[member] = protocol.NOT_FOUND
        elif (bound.pk if bound else 0) != member.bound:
            gone[member] = protocol.LOOK_AGAIN
    return gone
