"""The socket of an open page: it says that something is there, and sends away whoever may not stay."""

from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.contrib.auth.models import AnonymousUser

from peerhub.accounts import sign_ins
from peerhub.accounts.models import User
from sessions.routing import websocket_urlpatterns
from sessions.threads import actions, consumers
from sessions.threads.models import Thread
from tests.cast import NOON
from tests.rooms.live.scene import SOON, Seat

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("socket_threads_end"),
]


class Open(Seat):
    """The socket of one open page."""

    def __init__(self, person: User | AnonymousUser, thread: Thread) -> None:
        super().__init__(person, f"/ws/words/{thread.public_id}/", websocket_urlpatterns)


def write(thread: Thread, by: User, words: str) -> None:
    actions.write(thread, words, client_id=uuid4(), by=by, now=NOON)


def test_both_hear_the_place_of_a_new_line_and_nothing_of_it(
    thread: Thread, maya: User, sam: User
) -> None:
    async def scene() -> tuple[list[dict[str, Any]], dict[str, Any]]:
        hers, his = await Open(maya, thread).take(), await Open(sam, thread).take()
        await sync_to_async(write)(thread, maya, "The paper boat")
        news = [await hers.heard("news"), await his.heard("news")]
        await sync_to_async(actions.look)(thread, by=sam, upto=1, now=NOON)
        seen = await hers.heard("seen")
        assert await his.receive_nothing()
        for page in (hers, his):
            await page.disconnect()
        return news, seen

    assert async_to_sync(scene)() == ([{"t": "news", "seq": 1}] * 2, {"t": "seen", "seq": 1})


def test_the_first_beat_says_the_last_place_to_who_comes_back(thread: Thread, maya: User) -> None:
    write(thread, maya, "Hello")

    async def scene() -> dict[str, Any]:
        page = Open(maya, thread)
        await page.connect(timeout=SOON)
        beat = await page.heard("hb")
        await page.disconnect()
        return beat

    assert async_to_sync(scene)() == {"t": "hb", "seq": 1}


def test_a_stranger_and_a_visitor_are_sent_away(thread: Thread, noor: User) -> None:
    async def refused(person: User | AnonymousUser) -> int:
        page = Open(person, thread)
        await page.connect(timeout=SOON)
        code = await page.close_code()
        await page.disconnect()
        return code

    assert async_to_sync(refused)(noor) == 4404
    assert async_to_sync(refused)(AnonymousUser()) == 4401


def test_who_may_no_longer_sign_in_is_sent_away_at_once_and_the_other_stays(
    thread: Thread, maya: User, sam: User
) -> None:
    def close_account() -> None:
        User.objects.filter(pk=maya.pk).update(is_active=False)
        sign_ins.end_all(maya.pk)

    async def scene() -> int:
        hers, his = await Open(maya, thread).take(), await Open(sam, thread).take()
        await sync_to_async(close_account)()
        code = await hers.close_code()
        assert await his.receive_nothing()
        for page in (hers, his):
            await page.disconnect()
        return code

    assert async_to_sync(scene)() == 4401


def test_every_beat_says_the_last_place_and_sends_away_whose_sign_in_has_ended(
    thread: Thread, maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumers, "BEAT", 0.05)

    async def scene() -> tuple[dict[str, Any], int]:
        page = await Open(maya, thread).take()
        await Thread.objects.filter(pk=thread.pk).aupdate(last_seq=3)  # no hint came of it
        while (beat := await page.heard("hb"))["seq"] == 0:
            pass
        await User.objects.filter(pk=maya.pk).aupdate(is_active=False)
        code = await page.close_code()
        await page.disconnect()
        return beat, code

    assert async_to_sync(scene)() == ({"t": "hb", "seq": 3}, 4401)


def test_whatever_a_page_sends_the_socket_lives(thread: Thread, maya: User) -> None:
    async def scene() -> None:
        page = await Open(maya, thread).take()
        await page.send_to(text_data="not json")
        assert (await page.heard("error"))["code"] == "not_understood"
        await page.send_json_to({"type": "words.news", "seq": 9})
        await sync_to_async(write)(thread, maya, "Hello")
        assert await page.heard("news") == {"t": "news", "seq": 1}
        await page.disconnect()

    async_to_sync(scene)()
