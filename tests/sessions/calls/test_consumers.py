"""The socket of the room: two people, a hostile page, and whoever has to go at once."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from pytest_django import Settings

from peerhub.accounts import blocking, sign_ins
from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.calls.models import Presence
from sessions.routing import websocket_urlpatterns

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("socket_threads_end"),
]
SOON = 10  # seconds
CALL = "5f0c2b1e-8f3d-4a53-9a55-0d8d5a1f6c11"
HOST = "candidate:1 1 udp 2122260223 192.0.2.17 40404 typ host"
RELAYED = "candidate:1 1 udp 1 198.51.100.9 9 typ relay raddr 192.0.2.17 rport 40404"


class Page(WebsocketCommunicator):
    """One open page of the room."""

    def __init__(self, person: User | AnonymousUser, booking: Booking) -> None:
        super().__init__(URLRouter(websocket_urlpatterns), f"/ws/sessions/{booking.public_id}/")
        self.scope["user"] = person

    async def sit(self, seat: str, way: str = "voice") -> "Page":
        """Connect and take a seat."""
        connected, _ = await self.connect(timeout=SOON)
        assert connected
        await self.heard("hello")
        await self.send_json_to({"t": "join", "seat": seat, "way": way})
        self.relay = await self.heard("relay")
        return self

    async def heard(self, kind: str, **having: Any) -> dict[str, Any]:
        """The next frame of one kind that has these values; others are passed over."""
        async with asyncio.timeout(SOON):
            while True:
                frame: dict[str, Any] = await self.receive_json_from(timeout=SOON)
                if frame["t"] == kind and all(frame.get(k) == v for k, v in having.items()):
                    return frame

    async def disconnect(self, code: int = 1000, timeout: float = SOON) -> None:
        """Wait until the server has written down that the line is gone."""
        await super().disconnect(code=code, timeout=timeout)

    async def close_code(self) -> int:
        async with asyncio.timeout(SOON):
            while (message := await self.receive_output(timeout=SOON))["type"] != "websocket.close":
                pass
        return int(message.get("code", 1000))


@pytest.fixture
def running(booking: Booking, settings: Settings) -> Booking:
    """The session goes on at this very moment: sockets look at the real clock."""
    settings.TURN_URLS, settings.TURN_SECRET = ["turn:relay.example"], "secret"
    now = timezone.now()
    Booking.objects.filter(pk=booking.pk).update(starts_at=now, ends_at=now + timedelta(minutes=30))
    booking.refresh_from_db()
    return booking


def test_two_pages_meet_and_a_hostile_one_learns_and_tells_no_address(
    running: Booking, maya: User, sam: User
) -> None:
    async def scene() -> tuple[list[dict[str, Any]], dict[str, Any]]:
        hers = await Page(maya, running).sit("page-of-maya")
        his = await Page(sam, running).sit("page-of-sam")
        met = await hers.heard("stand", other="page-of-sam")
        for frame in (
            {"t": "candidate", "call": CALL, "candidate": HOST, "mid": "0"},
            {"t": "offer", "call": CALL, "sdp": "v=0\r\nm=image 9 UDP/TLS/RTP/SAVPF 1\r\n"},
            {"type": "room.look", "seat": "page-of-sam"},
        ):
            await hers.send_json_to(frame)
            await hers.heard("error", code="not_understood")
        await hers.send_json_to({"t": "candidate", "call": CALL, "candidate": RELAYED, "mid": "0"})
        passed = await his.heard("candidate")
        words = f"v=0\r\nc=IN IP4 192.0.2.17\r\na={HOST}\r\na={RELAYED}\r\n"
        await his.send_json_to({"t": "offer", "call": CALL, "sdp": words})
        offer = await hers.heard("offer")
        assert hers.relay["relay"]["username"] != his.relay["relay"]["username"]
        assert str(maya.pk) not in hers.relay["relay"]["username"].split(":")[1]
        await hers.disconnect()
        await his.heard("stand", other="", parted="lost")
        await his.disconnect()
        return [passed, offer], met

    (passed, offer), met = async_to_sync(scene)()

    clean = "candidate:1 1 udp 1 198.51.100.9 9 typ relay raddr 0.0.0.0 rport 9"
    assert passed == {
        "t": "candidate", "call": CALL, "candidate": clean, "mid": "0", "from": "page-of-maya",
    }  # fmt: skip
    assert offer["sdp"] == f"v=0\r\nc=IN IP4 0.0.0.0\r\na={clean}\r\n"
    assert (met["way"], met["paused"], met["theirs"]) == ("voice", False, False)
    assert not Presence.objects.live().exists()


def test_strangers_visitors_and_early_birds_are_sent_away(
    running: Booking, maya: User, noor: User
) -> None:
    async def refused(person: User | AnonymousUser) -> int:
        page = Page(person, running)
        await page.connect(timeout=SOON)
        code = await page.close_code()
        await page.disconnect()
        return code

    assert async_to_sync(refused)(noor) == 4404
    assert async_to_sync(refused)(AnonymousUser()) == 4401
    later = timezone.now() + timedelta(minutes=6)
    Booking.objects.filter(pk=running.pk).update(
        starts_at=later, ends_at=later + timedelta(minutes=30)
    )
    assert async_to_sync(refused)(maya) == 4410
    assert not Presence.objects.exists()


def test_a_pause_a_second_tab_leaving_and_the_end_reach_the_other_page(
    running: Booking, maya: User, sam: User
) -> None:
    async def scene() -> tuple[int, int, int, dict[str, Any]]:
        hers, his = Page(maya, running), await Page(sam, running).sit("page-of-sam")
        await hers.sit("page-of-maya")
        await hers.send_json_to({"t": "pause"})
        await his.heard("stand", theirs=True)
        await hers.send_json_to({"t": "resume"})
        await his.heard("stand", theirs=False)
        second = await Page(maya, running).sit("second-page")
        taken = await hers.close_code()
        await his.heard("stand", other="second-page")
        await second.send_json_to({"t": "way", "way": "text"})
        await his.heard("stand", way="text")
        await second.send_json_to({"t": "bye"})
        left = await second.close_code()
        await his.heard("stand", other="", parted="left")
        third = await Page(maya, running).sit("third-page")
        await his.send_json_to({"t": "end"})
        ended = await third.heard("ended")
        over = await third.close_code()
        for page in (hers, his, second, third):
            await page.disconnect()
        return taken, left, over, ended

    taken, left, over, ended = async_to_sync(scene)()

    assert (taken, left, over) == (4408, 1000, 4410)
    assert ended["by"] == "other"


def test_a_block_and_the_end_of_all_sign_ins_close_the_socket_at_once(
    running: Booking, maya: User, sam: User
) -> None:
    async def scene() -> tuple[int, int]:
        hers, his = (
            await Page(maya, running).sit("page-of-maya"),
            await Page(sam, running).sit("page-of-sam"),
        )
        await User.objects.filter(pk=maya.pk).aupdate(is_active=False)
        await sync_to_async(sign_ins.end_all)(maya.pk)
        gone = await hers.close_code()
        await User.objects.filter(pk=maya.pk).aupdate(is_active=True)
        await hers.disconnect()
        await his.heard("stand", other="", parted="lost")
        back = await Page(maya, running).sit("page-of-maya")
        await sync_to_async(blocking.block)(sam, by=maya, now=timezone.now())
        blocked = await his.close_code()
        await back.disconnect()
        await his.disconnect()
        return gone, blocked

    assert async_to_sync(scene)() == (4410, 4410)


def test_words_come_to_nothing_before_a_seat_is_taken_or_for_a_step_that_is_left(
    running: Booking, maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sessions.bookings import doors

    step = doors.Step("Please read the card first.", "/card/", "Read it")
    monkeypatch.setattr(doors, "_checks", [lambda *_: step])

    async def scene() -> list[dict[str, Any]]:
        page = Page(maya, running)
        await page.connect(timeout=SOON)
        await page.send_json_to({"t": "pause"})
        early = await page.heard("error")
        await page.send_json_to({"t": "join", "seat": "page-of-maya", "way": "voice"})
        told = await page.heard("error")
        await page.disconnect()
        return [early, told]

    early, told = async_to_sync(scene)()

    assert early["code"] == "not_there"
    assert told == {"t": "error", "code": "step_left", "message": "Please read the card first."}
    assert not Presence.objects.exists()


def test_two_pages_at_once_leave_one_seat(running: Booking, maya: User) -> None:
    async def scene() -> None:
        first, second = Page(maya, running), Page(maya, running)
        await asyncio.gather(first.sit("first-page"), second.sit("second-page"))
        await first.disconnect()
        await second.disconnect()

    async_to_sync(scene)()

    assert Presence.objects.filter(parting="moved").count() == 1
    assert not Presence.objects.live().exists()


def test_a_page_that_never_sits_down_is_sent_away_by_the_beat(
    running: Booking, sam: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sessions.calls import consumers

    monkeypatch.setattr(consumers, "BEAT", 0.05)

    async def scene() -> int:
        idle = Page(sam, running)
        await idle.connect(timeout=SOON)
        never = await idle.close_code()
        await idle.disconnect()
        return never

    assert async_to_sync(scene)() == 4404
    assert not Presence.objects.exists()
