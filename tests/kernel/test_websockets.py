"""What the server's own protocol adds: frames that are made once and go out at once."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from typing import Any

import pytest
import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode

from peerhub.push import Push, push_of
from peerhub.sockets import Receive, Send
from peerhub.websockets import Protocol, Wire


class Site:
    """An application that accepts, keeps what its server offers, and waits for good-bye."""

    def __init__(self) -> None:
        self.pushes: list[Push | None] = []
        self.early: list[bool] = []
        self.late: list[bool] = []
        self.send: Send | None = None
        self.over = asyncio.Event()

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        push = push_of(scope)
        self.pushes.append(push)
        self.send = send
        await receive()
        if push:
            self.early.append(push("before anybody was let in"))
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass
        if push:
            self.late.append(push("after somebody left"))
        self.over.set()

    @property
    def push(self) -> Push:
        """That of the newest socket."""
        push = self.pushes[-1]
        assert push
        return push


@asynccontextmanager
async def serving(site: Site, listener: socket.socket, **options: Any) -> AsyncIterator[Any]:
    quiet: dict[str, Any] = {"lifespan": "off", "log_level": "critical"}
    server = uvicorn.Server(uvicorn.Config(site, ws=Protocol, **quiet, **options))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield server
    finally:
        server.should_exit = True
        await task


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        yield found


def run(listener: socket.socket, scene: Any, *, ws_per_message_deflate: bool = False) -> None:
    """Play ``scene`` with the site, its server, and one browser that came in."""

    async def play() -> None:
        site = Site()
        host, port = listener.getsockname()
        async with (
            serving(site, listener, ws_per_message_deflate=ws_per_message_deflate) as server,
            connect(f"ws://{host}:{port}", max_queue=1) as browser,
            asyncio.timeout(10),
        ):
            await scene(site, server, browser)

    asyncio.run(play())


def test_what_is_pushed_arrives_in_order_with_what_is_sent(listener: socket.socket) -> None:
    async def scene(site: Site, _: Any, browser: ClientConnection) -> None:
        assert site.push("one") is True
        assert site.send
        await site.send({"type": "websocket.send", "text": "two"})
        assert site.push("drei: äöü") is True
        assert [await browser.recv() for _ in range(3)] == ["one", "two", "drei: äöü"]

    run(listener, scene)


def test_nothing_is_pushed_before_a_socket_is_let_in(listener: socket.socket) -> None:
    async def scene(site: Site, _: Any, browser: ClientConnection) -> None:
        assert site.early == [False]
        assert site.push("after") is True
        assert await browser.recv() == "after"

    run(listener, scene)


def test_nothing_is_pushed_to_who_does_not_read(listener: socket.socket) -> None:
    async def scene(site: Site, _: Any, browser: ClientConnection) -> None:
        big, count = "x" * 60_000, 0
        while site.push(big):
            count += 1
            await asyncio.sleep(0)
        assert count < 1_000
        assert [len(await browser.recv()) for _ in range(count)] == [60_000] * count
        while not site.push("the reader has caught up"):
            await asyncio.sleep(0.01)
        assert await browser.recv() == "the reader has caught up"

    run(listener, scene)


def test_nothing_is_pushed_after_their_good_bye(listener: socket.socket) -> None:
    async def scene(site: Site, _: Any, browser: ClientConnection) -> None:
        await browser.close()
        await site.over.wait()
        assert site.late == [False]

    run(listener, scene)


def test_nothing_is_pushed_to_a_socket_that_broke(listener: socket.socket) -> None:
    async def scene(site: Site, _: Any, browser: ClientConnection) -> None:
        browser.transport.abort()
        await site.over.wait()
        assert site.late == [False]

    run(listener, scene)


def test_nothing_is_pushed_after_our_good_bye(listener: socket.socket) -> None:
    async def scene(site: Site, _: Any, browser: ClientConnection) -> None:
        assert site.send
        await site.send({"type": "websocket.close", "code": 4404})
        assert site.push("too late") is False
        with pytest.raises(ConnectionClosed):
            await browser.recv()
        assert browser.close_code == 4404

    run(listener, scene)


def test_nothing_is_pushed_when_the_server_stops(listener: socket.socket) -> None:
    async def scene(site: Site, server: Any, browser: ClientConnection) -> None:
        server.should_exit = True
        await site.over.wait()
        assert site.late == [False]
        with pytest.raises(ConnectionClosed):
            await browser.recv()
        assert browser.close_code == 1012

    run(listener, scene)


def test_a_server_that_compresses_does_not_push(listener: socket.socket) -> None:
    async def scene(site: Site, _: Any, browser: ClientConnection) -> None:
        assert site.pushes == [None]
        assert site.send
        await site.send({"type": "websocket.send", "text": "as ever"})
        assert await browser.recv() == "as ever"

    run(listener, scene, ws_per_message_deflate=True)


def test_a_scope_of_another_server_has_no_push() -> None:
    assert push_of({"type": "websocket"}) is None
    assert push_of({"type": "websocket", "extensions": {}}) is None


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536])
def test_a_frame_is_made_once_and_is_what_the_standard_says(size: int) -> None:
    wire, text = Wire(), "x" * size
    assert wire.of(text) == Frame(Opcode.TEXT, text.encode()).serialize(mask=False)
    assert wire.of(text) is wire.of(text)


def test_the_bytes_of_one_frame_are_never_those_of_another() -> None:
    wire = Wire()
    assert [wire.of(text)[2:] for text in ("one", "two", "one")] == [b"one", b"two", b"one"]
