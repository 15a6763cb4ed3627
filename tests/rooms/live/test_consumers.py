import asyncio
import json
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.layers import get_channel_layer
from django.contrib.auth.models import AnonymousUser

from peerhub.accounts.models import User
from rooms.live import actions
from rooms.live.consumers import hubs
from rooms.live.models import Message, Room
from tests.cast import NOON
from tests.rooms.conftest import Enter
from tests.rooms.live.scene import SOON, Seat, refused
from tests.rooms.live.test_actions import DANGER

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("socket_threads_end"),
]


def test_what_one_says_all_read(maya: User, noor: User, loss: Room, enter: Enter) -> None:
    mask = enter(maya, loss, "Blue Heron")
    enter(noor, loss)

    async def talk() -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        hers, his = await Seat(maya, loss.public_id).take(), await Seat(noor, loss.public_id).take()
        client_id = await hers.say("  The mornings are the worst.  ")
        said = await hers.heard("said")
        assert said["client_id"] == client_id
        news = await his.heard("news"), await hers.heard("news")
        await hers.disconnect()
        await his.disconnect()
        return said, *news

    said, to_noor, to_maya = async_to_sync(talk)()

    assert (said["seq"], said["help"]) == (1, False)
    assert to_noor == to_maya
    (event,) = to_noor["events"]
    assert event["body"] == "The mornings are the worst."
    assert (event["seq"], event["mask"], event["name"]) == (1, mask.public_id, "Blue Heron")
    assert event["at"].endswith("Z")
    assert len(event["at"]) == len("2026-11-23T12:00Z")


def test_a_stranger_and_a_visitor_are_sent_away(
    maya: User, noor: User, loss: Room, enter: Enter
) -> None:
    enter(maya, loss)

    assert async_to_sync(refused)(noor, loss) == 4404
    assert async_to_sync(refused)(AnonymousUser(), loss) == 4401


def test_nobody_enters_a_closed_room(maya: User, ines: User, loss: Room, enter: Enter) -> None:
    enter(maya, loss)
    actions.close_room(loss, by=ines, now=NOON)

    assert async_to_sync(refused)(maya, loss) == 4404


def test_closing_a_room_closes_its_sockets_at_once(
    maya: User, ines: User, loss: Room, enter: Enter
) -> None:
    enter(maya, loss)

    async def scene() -> int:
        seat = await Seat(maya, loss.public_id).take()
        await sync_to_async(actions.close_room)(loss, by=ines, now=NOON)
        code = await seat.close_code()
        await seat.disconnect()
        return code

    assert async_to_sync(scene)() == 4404


def test_who_may_no_longer_sign_in_is_sent_away_at_the_next_heartbeat(
    maya: User, noor: User, loss: Room, enter: Enter
) -> None:
    enter(maya, loss)
    enter(noor, loss)

    async def scene() -> int:
        hers, his = await Seat(maya, loss.public_id).take(), await Seat(noor, loss.public_id).take()
        await User.objects.filter(pk=maya.pk).aupdate(is_active=False)
        await hubs._by_loop.own[loss.public_id].beat()
        code = await hers.close_code()
        await his.say("I am still here.")
        await his.heard("said")
        await hers.disconnect()
        await his.disconnect()
        return code

    assert async_to_sync(scene)() == 4401


def test_sending_again_is_answered_as_before(maya: User, loss: Room, enter: Enter) -> None:
    enter(maya, loss)

    async def scene() -> list[dict[str, Any]]:
        seat = await Seat(maya, loss.public_id).take()
        client_id = uuid4()
        answers = []
        for _ in range(2):
            await seat.say("Hello", client_id=client_id)
            answers.append(await seat.heard("said"))
        await seat.disconnect()
        return answers

    first, again = async_to_sync(scene)()

    assert first == again
    assert Message.objects.count() == 1


def test_words_of_danger_show_help_and_stay_between_us(
    maya: User, noor: User, loss: Room, enter: Enter
) -> None:
    enter(maya, loss)
    enter(noor, loss)

    async def scene() -> tuple[dict[str, Any], dict[str, Any]]:
        hers, his = await Seat(maya, loss.public_id).take(), await Seat(noor, loss.public_id).take()
        await hers.say(DANGER)
        said = await hers.heard("said")
        await his.say("Is somebody there?")
        news = await his.heard("news")
        await hers.disconnect()
        await his.disconnect()
        return said, news

    said, news = async_to_sync(scene)()

    assert (said["seq"], said["help"]) == (None, True)
    assert [event["body"] for event in news["events"]] == ["Is somebody there?"]
    assert [event["seq"] for event in news["events"]] == [1]


SOME_ID = "5f0c2b1e-8f3d-4a53-9a55-0d8d5a1f6c11"
BAD = [
    "not json",
    "[]",
    "null",
    '{"t": "say"}',
    json.dumps({"t": "say", "body": "no id"}),
    json.dumps({"t": "say", "body": "bad id", "client_id": "1"}),
    json.dumps({"t": "say", "body": " ", "client_id": SOME_ID}),
    json.dumps({"t": "say", "body": "x" * 2001, "client_id": SOME_ID}),
    json.dumps({"t": "say", "body": {"t": "say"}, "client_id": SOME_ID}),
    json.dumps({"t": "say", "body": float("nan"), "client_id": SOME_ID}),
    json.dumps({"type": "room.news", "seq": 999}),
    json.dumps({"t": "news", "events": [{"seq": 1}]}),
    json.dumps({"t": "hb", "seq": 10**30}),
    "[" * 4000,
]


@pytest.mark.parametrize("frame", BAD)
def test_a_bad_frame_is_answered_and_the_room_goes_on(
    frame: str, maya: User, noor: User, loss: Room, enter: Enter
) -> None:
    enter(maya, loss)
    enter(noor, loss)

    async def scene() -> None:
        bad, good = await Seat(noor, loss.public_id).take(), await Seat(maya, loss.public_id).take()
        await bad.send_to(text_data=frame)
        assert (await bad.heard("error"))["code"] == "not_understood"
        await good.say("We go on.")
        assert (await bad.heard("news"))["events"][0]["body"] == "We go on."
        await bad.disconnect()
        await good.disconnect()

    async_to_sync(scene)()

    assert Message.objects.count() == 1


def test_bytes_and_too_much_are_refused(maya: User, noor: User, loss: Room, enter: Enter) -> None:
    enter(maya, loss)
    enter(noor, loss)

    async def scene() -> int:
        bad, good = await Seat(noor, loss.public_id).take(), await Seat(maya, loss.public_id).take()
        await bad.send_to(bytes_data=b"\x00\x01")
        assert (await bad.heard("error"))["code"] == "not_text"
        await bad.send_to(text_data="x" * 9 * 1024)
        code = await bad.close_code()
        await good.say("We go on.")
        await good.heard("said")
        await bad.disconnect()
        await good.disconnect()
        return code

    assert async_to_sync(scene)() == 1009


def test_a_forged_sender_is_ignored(maya: User, noor: User, loss: Room, enter: Enter) -> None:
    hers = enter(maya, loss)
    enter(noor, loss)

    async def scene() -> dict[str, Any]:
        seat = await Seat(noor, loss.public_id).take()
        await seat.say("Hello", mask=hers.public_id, name="Maya", type="room.closed", seq=77)
        news = await seat.heard("news")
        await seat.disconnect()
        event: dict[str, Any] = news["events"][0]
        return event

    event = async_to_sync(scene)()

    assert event["mask"] == loss.masks.get(person=noor).public_id
    assert event["seq"] == 1


def test_without_the_channel_layer_what_is_said_is_kept_and_told_here(
    maya: User, noor: User, loss: Room, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(maya, loss)
    enter(noor, loss)
    layer = get_channel_layer()

    async def away(*_: object) -> None:
        raise ConnectionError

    for word in ("group_send", "group_add", "new_channel"):
        monkeypatch.setattr(layer, word, away, raising=False)

    async def scene() -> None:
        hers, his = await Seat(maya, loss.public_id).take(), await Seat(noor, loss.public_id).take()
        await hers.say("Still here?")
        assert (await hers.heard("said"))["seq"] == 1
        assert (await his.heard("news"))["events"][0]["body"] == "Still here?"
        await hers.disconnect()
        await his.disconnect()

    async_to_sync(scene)()


def test_news_of_another_process_comes_through_the_layer(
    maya: User, loss: Room, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(maya, loss)
    monkeypatch.setattr("rooms.live.hub.nudge", lambda *_: None)

    async def scene() -> dict[str, Any]:
        seat = await Seat(maya, loss.public_id).take()
        await asyncio.sleep(0.3)  # until the hub has subscribed
        await sync_to_async(actions.post_message)(
            room=loss, person=maya, body="From elsewhere.", client_id=uuid4(), now=NOON
        )
        news = await seat.heard("news")
        await seat.disconnect()
        event: dict[str, Any] = news["events"][0]
        return event

    assert async_to_sync(scene)()["body"] == "From elsewhere."


def test_a_hub_ends_with_its_last_socket(maya: User, loss: Room, enter: Enter) -> None:
    enter(maya, loss)

    async def scene() -> tuple[int, int, int]:
        seat = await Seat(maya, loss.public_id).take()
        mine = hubs._by_loop.own
        during = len(mine)
        await seat.disconnect(timeout=SOON)
        await asyncio.sleep(0.1)
        left = [task for task in asyncio.all_tasks() if "Hub" in repr(task.get_coro())]
        return during, len(mine), len(left)

    assert async_to_sync(scene)() == (1, 0, 0)
