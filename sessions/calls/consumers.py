"""The socket of a session's room: it says who is here, and passes on what sets up a call."""

import asyncio
from typing import Any, ClassVar

from django.conf import settings
from django.utils import timezone

from peerhub.access import Policy
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_signed_in
from peerhub.sockets import OUR_FAULT, Refused, SafeConsumer
from peerhub.turns import in_database
from sessions.bookings import doors
from sessions.bookings.models import LONGER, Booking
from sessions.bookings.states import Mode
from sessions.calls import actions, ice, reading, signalling
from sessions.calls.handlers import group_of
from sessions.calls.models import Presence
from sessions.calls.policies import may_be_in
from sessions.calls.states import KINDS, Parting, Way

BEAT = 20.0  # seconds between two looks without a hint


class CallConsumer(SafeConsumer):
    """One open page of one of the two.

    What is said about the call is cleaned and handed to the other page, and stored and logged
    nowhere. Who is here, who paused and whether it has ended are rows: a hint says "look", and the
    beat looks too, so a lost hint costs time and nothing else.
    """

    policy: ClassVar[Policy] = is_signed_in
    frame_limit = 32 * 1024  # a description of sound and picture has 3 to 10 KB

    async def opened(self) -> None:
        """Let in one of the two, while their room is open."""
        self.person: User = self.scope["user"]
        self.presence: Presence | None = None
        self.beating: asyncio.Task[None] | None = None
        public_id = self.scope["url_route"]["kwargs"]["public_id"]
        self.booking = await in_database(_let_in, public_id, self.person)
        self.kinds = KINDS[Mode(self.booking.mode)]
        self.room = group_of(public_id)
        await self.channel_layer.group_add(self.room, self.channel_name)

    async def welcomed(self) -> None:
        """Say that the line stands; the page takes its seat."""
        self.beating = asyncio.create_task(self._beat())
        await self.tell({"t": "hello"})

    async def heard(self, frame: dict[str, Any]) -> None:
        """Do what is asked, or pass it on."""
        match signalling.parsed(frame, kinds=self.kinds):
            case signalling.Join(seat=seat, way=way):
                await self._join(seat, Way(way))
            case None:
                await self.tell({"t": "error", "code": "not_understood"})
            case _ if self.presence is None:
                await self.tell({"t": "error", "code": "not_there"})
            case signalling.Change() | signalling.Caption() | signalling.More() as wish:
                await self._take(wish, self.presence)
            case signalling.Say(word=word):
                await self._do(word, self.presence)
            case signalling.Pass(frame=cleaned):
                # Built here, field by field: a page cannot name a handler of ours.
                message = {"type": "room.pass", "seat": self.presence.seat, "frame": cleaned}
                await self.channel_layer.group_send(self.room, message)

    async def closed(self) -> None:
        """The line is gone, or the page; which of the two nobody knows yet."""
        if self.beating is not None and self.beating is not asyncio.current_task():
            self.beating.cancel()
        await self.channel_layer.group_discard(self.room, self.channel_name)
        await self._part(Parting.LOST)

    async def room_look(self, event: dict[str, Any]) -> None:
        """Something in the room has changed."""
        del event
        await self._look()

    async def room_pass(self, event: dict[str, Any]) -> None:
        """Something for this page, unless it is its own."""
        if self.presence is not None and event["seat"] != self.presence.seat:
            await self.tell({**event["frame"], "from": event["seat"]})

    async def _join(self, seat: str, way: Way) -> None:
        if self.presence is not None:
            await self.tell({"t": "error", "code": "not_understood"})
            return
        try:
            self.presence = await in_database(
                actions.enter, self.booking, by=self.person, seat=seat, way=way, now=timezone.now()
            )
        except actions.NotOpen:
            await self._go(reading.Away(reading.OVER))
            return
        await self._offer_relay()
        await self._look()

    async def _take(
        self, wish: signalling.Change | signalling.Caption | signalling.More, presence: Presence
    ) -> None:
        now = timezone.now()
        match wish:
            case signalling.Change(way=way):
                await in_database(actions.take_part, presence, way=Way(way), now=now)
            case signalling.Caption(on=on):
                await in_database(actions.caption, presence, on=on, now=now)
            case signalling.More(on=on):
                await in_database(actions.want_more, presence, on=on, now=now)
                await self._look()  # this page alone

    async def _do(self, word: str, presence: Presence) -> None:
        match word:
            case "relay":
                await self._offer_relay()
            case "pause":
                await in_database(actions.pause, presence, now=timezone.now())
            case "resume":
                await in_database(actions.resume, presence, now=timezone.now())
            case "end":
                await in_database(actions.end, presence, now=timezone.now())
            case "bye":
                await self._part(Parting.LEFT)
                await self._leave()
                await self.close()

    async def _part(self, parting: Parting) -> None:
        presence, self.presence = self.presence, None
        if presence is not None:
            await in_database(actions.leave, presence, parting=parting, now=timezone.now())

    async def _offer_relay(self) -> None:
        """A fresh credential; in a session by text there is nothing to relay."""
        relay = ice.relay(
            settings.TURN_URLS if self.kinds else [],
            settings.TURN_SECRET,
            until=self.booking.ends_at + LONGER + doors.STAYS,
        )
        await self.tell({"t": "relay", "relay": relay.as_json() if relay else None})

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            if self.presence is None:  # a page that never took its seat
                await self._go(reading.Away(reading.NOT_FOUND))
                return
            try:
                await in_database(actions.keep, self.presence.pk, now=timezone.now())
            except Exception as error:  # noqa: BLE001 - the database is away: the next beat tries again
                self._note(error)
            await self._look()

    async def _look(self) -> None:
        """Tell the page how the room stands; or send it away."""
        if self.presence is None:
            return
        try:
            found = await in_database(reading.standing, self._seated(), now=timezone.now())
        except Exception as error:  # noqa: BLE001 - the database is away; the call goes on without us
            self._note(error)
            await self.tell({"t": "error", "code": OUR_FAULT})
            return
        if isinstance(found, reading.Away):
            await self._go(found)
        else:
            await self.tell(found.frame())

    def _seated(self) -> reading.Seated:
        session = self.scope.get("session")
        return reading.Seated(
            person_id=self.person.pk,
            session=getattr(session, "session_key", None) or "",
            presence_id=self.presence.pk if self.presence else 0,
            booking_id=self.booking.pk,
        )

    async def _go(self, away: reading.Away) -> None:
        if not self.is_open:
            return
        if away.by:
            await self.tell({"t": "ended", "by": away.by})
        await self._leave()
        await self.close(away.code)


def _let_in(public_id: str, person: User) -> Booking:
    """The session whose room this is.

    Raises:
        Refused: it is not theirs, or not open.
    """
    now = timezone.now()
    mine = Booking.objects.for_person(person).with_people()
    booking = mine.filter(public_id=public_id).first()
    if booking is None:
        raise Refused
    if not may_be_in(person, booking, now=now):
        raise Refused(reading.OVER)
    return booking
