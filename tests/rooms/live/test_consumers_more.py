"""Changes, signs and endings over the socket."""

import time
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.db import transaction
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.events import publish
from rooms.bounds.events import BoundSet
from rooms.bounds.models import Bound
from rooms.live import actions
from rooms.live.models import Room
from safety.flags.models import Flag
from tests.rooms.conftest import Enter
from tests.rooms.live.scene import Seat

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("socket_threads_end"),
]


def test_an_edit_reaches_everybody_at_its_own_place(
    maya: User, noor: User, loss: Room, enter: Enter
) -> None:
    mask = enter(maya, loss)
    enter(noor, loss)

    async def scene() -> dict[str, Any]:
        hers, his = await Seat(maya, loss.public_id).take(), await Seat(noor, loss.public_id).take()
        await hers.say("I mis him.")
        await his.heard("news")
        edit = sync_to_async(actions.edit)
        await edit(mask=mask, seq=1, body="I miss him.", notes=[], now=timezone.now())
        news = await his.heard("news")
        await hers.disconnect()
        await his.disconnect()
        return news

    (event,) = async_to_sync(scene)()["events"]

    assert (event["seq"], event["change"]["seq"], event["change"]["body"]) == (2, 1, "I miss him.")


def test_that_somebody_writes_is_told_to_the_others_without_a_name(
    maya: User, noor: User, loss: Room, enter: Enter
) -> None:
    enter(maya, loss)
    enter(noor, loss)

    async def scene() -> tuple[dict[str, Any], bool]:
        hers, his = await Seat(maya, loss.public_id).take(), await Seat(noor, loss.public_id).take()
        await hers.send_json_to({"t": "typing"})
        told = await his.heard("typing")
        while not await hers.receive_nothing(timeout=0.3):
            hers.unread.append(await hers.receive_json_from())
        told_herself = {"t": "typing"} in hers.unread
        await hers.disconnect()
        await his.disconnect()
        return told, told_herself

    assert async_to_sync(scene)() == ({"t": "typing"}, False)


def test_how_far_somebody_read_is_kept(maya: User, noor: User, loss: Room, enter: Enter) -> None:
    mask = enter(maya, loss)
    enter(noor, loss)

    async def scene() -> None:
        hers, his = await Seat(maya, loss.public_id).take(), await Seat(noor, loss.public_id).take()
        await his.say("Good evening.")
        await hers.heard("news")
        await hers.send_json_to({"t": "read", "seq": 1})
        await hers.say("Good evening to you.")
        await hers.heard("said")
        await hers.disconnect()
        await his.disconnect()

    async_to_sync(scene)()

    mask.refresh_from_db()
    assert mask.read_seq == 1


def test_words_that_tell_who_somebody_is_are_looked_at_again_before_they_go(
    maya: User, ines: User, loss: Room, enter: Enter
) -> None:
    enter(maya, loss)
    words = "Write to me at maya.lopez@mail.example any time."

    async def scene() -> tuple[dict[str, Any], dict[str, Any]]:
        seat = await Seat(maya, loss.public_id).take()
        client_id = await seat.say(words)
        asked = await seat.heard("error")
        await seat.say(words, client_id=client_id, anyway=True)
        sent = await seat.heard("said")
        await seat.disconnect()
        return asked, sent

    asked, sent = async_to_sync(scene)()

    assert asked["code"] == "nudge"
    assert "This looks like an e-mail address." in asked["message"]
    # Sent all the same: a person reads it first.
    assert sent["seq"] is None
    assert [flag.kinds for flag in Flag.objects.all()] == [["contact"]]


@pytest.mark.parametrize(
    ("what", "expected"), [("signing out", 4401), ("removed", 4404), ("silenced", 4409)]
)
def test_who_may_not_stay_as_before_is_sent_away_within_a_second(
    what: str, expected: int, maya: User, sam: User, loss: Room, enter: Enter, client_of: Any
) -> None:
    mask = enter(maya, loss)
    browser = client_of(maya)
    hour = timedelta(hours=1)

    def sign_out() -> None:
        browser.post("/leave/")

    def be_bound() -> None:
        now = timezone.now()
        Bound.objects.create(
            mask=mask, kind=what, reason="…", set_at=now, set_by=sam, until=now + hour
        )
        with transaction.atomic():
            publish(BoundSet(room=loss.public_id))

    async def scene() -> tuple[int, float]:
        seat = Seat(maya, loss.public_id)
        seat.scope["session"] = browser.session
        await seat.take()
        began = time.monotonic()
        await sync_to_async(sign_out if what == "signing out" else be_bound)()
        code = await seat.close_code()
        seconds = time.monotonic() - began
        await seat.disconnect()
        return code, seconds

    code, seconds = async_to_sync(scene)()

    assert code == expected
    assert seconds < 1


def test_who_was_silenced_comes_back_and_reads_on(
    maya: User, sam: User, loss: Room, enter: Enter
) -> None:
    mask = enter(maya, loss)
    now = timezone.now()
    Bound.objects.create(
        mask=mask, kind="silenced", reason="…", set_at=now, set_by=sam,
        until=now + timedelta(hours=1),
    )  # fmt: skip

    async def scene() -> tuple[dict[str, Any], bool]:
        seat = await Seat(maya, loss.public_id).take()
        await seat.heard("hb")  # the hub has looked, and lets her stay
        client_id = await seat.say("May I?")
        answer = await seat.heard("error")
        assert answer["client_id"] == client_id
        stays = await seat.receive_nothing(timeout=0.5)
        await seat.disconnect()
        return answer, stays

    answer, stays = async_to_sync(scene)()

    assert (answer["code"], answer["help"], stays) == ("asked_to_pause", False, True)


def test_in_a_room_that_closes_a_cry_for_help_is_heard_and_help_is_told(
    maya: User, loss: Room, enter: Enter
) -> None:
    enter(maya, loss)

    async def scene() -> dict[str, Any]:
        seat = await Seat(maya, loss.public_id).take()
        await seat.heard("hb")  # the hub has looked: it does not see at once what comes now
        closed = Room.objects.filter(pk=loss.pk)
        await closed.aupdate(closed_at=timezone.now(), closed_unhosted=True)
        await seat.say("I am going to kill myself tonight.")
        answer = await seat.heard("error")
        await seat.disconnect()
        return answer

    answer = async_to_sync(scene)()

    assert (answer["code"], answer["help"]) == ("room_closed", True)
    assert [flag.subject_kind for flag in Flag.objects.all()] == ["rooms.unposted"]
