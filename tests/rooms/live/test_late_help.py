"""In an open room, help that only the second reading called for comes at once, to its author alone."""

from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from rooms.live.models import Room
from safety.screening.actions.looking import look_at_waiting
from safety.screening.models import HelpOffer
from tests.rooms.conftest import Enter, Say
from tests.rooms.live.scene import Seat
from tests.safety.flags.test_views import ClientOf
from tests.safety.screening.test_looking import FAREWELL

KIND = "You matter here."


def read_twice() -> None:
    look_at_waiting(clock=timezone.now)


def kinds_of(seat: Seat) -> list[str]:
    return [frame["t"] for frame in seat.unread]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("socket_threads_end")
def test_the_author_hears_within_seconds_and_their_page_fetches_it(
    maya: User, noor: User, loss: Room, enter: Enter, client_of: ClientOf
) -> None:
    enter(maya, loss)
    enter(noor, loss)
    browser = client_of(maya)

    async def scene() -> tuple[dict[str, Any], list[str]]:
        hers, his = await Seat(maya, loss.public_id).take(), await Seat(noor, loss.public_id).take()
        await hers.say(FAREWELL)
        said = await hers.heard("said")
        await sync_to_async(read_twice)()
        await hers.heard("help")
        fetched = await sync_to_async(browser.get)(f"/r/{loss.public_id}/help/")
        assert KIND in fetched.content.decode()
        await his.say("Good morning.")  # answered after all that came before
        await his.heard("said")
        await hers.disconnect()
        await his.disconnect()
        return said, kinds_of(hers) + kinds_of(his)

    said, unread = async_to_sync(scene)()

    assert said["help"] is False
    assert "help" not in unread
    assert HelpOffer.objects.get().shown_at is not None


def test_the_page_of_the_room_shows_it_once_without_scripts(
    maya: User, noor: User, loss: Room, enter: Enter, say: Say, client_of: ClientOf
) -> None:
    enter(maya, loss)
    enter(noor, loss)
    say(maya, loss, FAREWELL, now=timezone.now())
    read_twice()
    browser, other = client_of(maya), client_of(noor)

    def shows(client: Client) -> bool:
        return KIND in client.get(f"/r/{loss.public_id}/").content.decode()

    assert [shows(other), shows(browser), shows(browser)] == [False, True, False]
