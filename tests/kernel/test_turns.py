"""In a rush each waits for their turn, nobody is sent away for it, and help waits for nobody."""

import asyncio
import threading

import pytest
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.http import HttpResponse
from django.urls import path

from peerhub import sockets, turns
from peerhub.access import access, anyone
from peerhub.turns import REQUESTS, SIGN_INS, WORKS, InTurn, in_database, places

pytestmark = pytest.mark.urls(__name__)


class Door:
    """A view that stays inside until the door is opened, and counts who is there."""

    def __init__(self):
        self.opened, self.lock = threading.Event(), threading.Lock()
        self.inside = self.most = 0
        self.order = []

    def view(self, number):
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
            self.order.append(number)
        self.opened.wait(10)
        with self.lock:
            self.inside -= 1
        return HttpResponse("in")


door = Door()


@pytest.fixture(autouse=True)
def closed_door():
    door.__init__()
    yield
    door.opened.set()


@access(anyone)
def slow(_request, number):
    return door.view(number)


@access(anyone)
def at_once(_request):
    return HttpResponse("help")


urlpatterns = [
    path("slow/<int:number>/", slow),
    path("now/", at_once),
    path("leave/", at_once),
    path("alive/", at_once),
]


async def ask(app, where):
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "path": where,
        "query_string": b"",
        "headers": [],
    }
    visitor = ApplicationCommunicator(app, scope)
    await visitor.send_input({"type": "http.request", "body": b""})
    return visitor


async def status_of(visitor, within=5.0):
    return (await visitor.receive_output(within))["status"]


async def until(holds):
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0.01)


def test_a_rush_is_served_whole_and_never_more_than_the_share_at_once():
    async def rush():
        app = InTurn()
        visitors = []
        for number in range(REQUESTS + 3):
            visitors.append(await ask(app, f"/slow/{number}/"))
            await until(lambda: door.inside == min(len(visitors), REQUESTS))
        await asyncio.sleep(0.1)  # time in which the others would come in
        before = door.inside
        door.opened.set()
        return before, [await status_of(each) for each in visitors]

    before, statuses = asyncio.run(rush())

    assert (before, door.most) == (REQUESTS, REQUESTS)
    assert statuses == [200] * (REQUESTS + 3)
    assert door.order[:REQUESTS] == list(range(REQUESTS))
    assert sorted(door.order) == list(range(REQUESTS + 3))


@pytest.mark.parametrize("where", ["/now/", "/leave/", "/alive/"])
def test_help_and_the_way_out_stand_in_no_line(where):
    async def rush():
        app = InTurn()
        crowd = [await ask(app, f"/slow/{number}/") for number in range(REQUESTS + 1)]
        await until(lambda: door.inside == REQUESTS)
        status = await status_of(await ask(app, where))
        door.opened.set()
        return status, [await status_of(each) for each in crowd]

    assert asyncio.run(rush()) == (200, [200] * (REQUESTS + 1))


def test_who_waits_too_long_is_told_to_come_back_and_others_are_not_hurt(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.1)

    async def rush():
        app = InTurn()
        first = [await ask(app, f"/slow/{number}/") for number in range(REQUESTS)]
        await until(lambda: door.inside == REQUESTS)
        late = await (await ask(app, "/slow/99/")).receive_output(5)
        door.opened.set()
        served = [await status_of(each) for each in first]
        return late, served, await status_of(await ask(app, "/slow/100/"))

    late, served, afterwards = asyncio.run(rush())

    assert (late["status"], dict(late["headers"])[b"Retry-After"]) == (503, b"10")
    protecting = {b"Content-Security-Policy", b"Permissions-Policy", b"X-Frame-Options"}
    assert protecting | {b"X-Content-Type-Options", b"Referrer-Policy"} <= set(
        dict(late["headers"])
    )
    assert (served, afterwards) == ([200] * REQUESTS, 200)
    assert 99 not in door.order


def test_who_goes_away_leaves_the_line():
    async def rush():
        app = InTurn()
        first = [await ask(app, f"/slow/{number}/") for number in range(REQUESTS)]
        await until(lambda: door.inside == REQUESTS)
        gone = [await ask(app, "/slow/99/") for _ in range(3)]
        await asyncio.sleep(0.05)
        for each in gone:
            await each.send_input({"type": "http.disconnect"})
            await each.wait(5)
        door.opened.set()
        return [await status_of(each) for each in first]

    assert asyncio.run(rush()) == [200] * REQUESTS
    assert sorted(door.order) == list(range(REQUESTS))


def test_each_loop_has_places_of_its_own():
    line = places(1)

    async def both_of_two():
        async with line.own:
            waiting = asyncio.create_task(line.own.acquire())
            await asyncio.sleep(0)
            assert not waiting.done()
        await waiting
        line.own.release()

    asyncio.run(both_of_two())
    asyncio.run(both_of_two())


def test_who_opens_a_socket_is_looked_up_a_few_at_a_time(monkeypatch):
    now = most = 0

    def looking(found):
        async def look_up(scope, receive, send):
            nonlocal now, most
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.01)
            now -= 1
            await found(scope | {"user": scope["asks"]}, receive, send)

        return look_up

    monkeypatch.setattr(sockets, "AuthMiddlewareStack", looking)
    came = []

    async def inner(scope, _receive, _send):
        came.append(scope["user"])
        await asyncio.sleep(0.05)  # a long life, which is no part of the turn

    async def rush():
        app = sockets.SignedIn(inner)
        await asyncio.gather(*(app({"asks": number}, None, None) for number in range(10)))

    asyncio.run(rush())

    assert (sorted(came), most) == (list(range(10)), SIGN_INS)


def test_sockets_use_no_more_threads_than_their_share():
    names = set()

    async def work():
        def here():
            names.add(threading.current_thread().name)
            door.opened.wait(0.02)

        await asyncio.gather(*(in_database(here) for _ in range(5 * WORKS)))

    asyncio.run(work())

    assert len(names) == WORKS


def test_all_shares_together_leave_connections_for_help():
    assert REQUESTS + WORKS + SIGN_INS < settings.DB_POOL
