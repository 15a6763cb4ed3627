"""A socket that does not read holds nobody up, and is let go of."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from rooms.live import fanout
from rooms.live.fanout import Member


class Line:
    """A socket's line that can be stopped; notes what went through and how it was closed."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.open.set()
        self.sent: list[str] = []
        self.closed_with: int | None = None

    async def send(self, frame: str) -> None:
        await self.open.wait()
        self.sent.append(frame)

    async def close(self, code: int) -> None:
        self.closed_with = code

    def push(self, frame: str) -> bool:
        if not self.open.is_set():
            return False
        self.sent.append(f"{frame}, pushed")
        return True

    def member(self) -> Member:
        return Member(self.send, self.close, person_id=1)

    def pushing_member(self) -> Member:
        return Member(self.send, self.close, person_id=1, push=self.push)


def run(scene: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(scene())


def test_a_socket_that_reads_has_the_frame_at_once() -> None:
    async def scene() -> None:
        line = Line()
        line.member().offer("one")
        assert line.sent == ["one"]  # before anything else could run

    run(scene)


def test_frames_wait_in_line_while_a_socket_is_slow() -> None:
    async def scene() -> None:
        line = Line()
        member = line.member()
        line.open.clear()
        for frame in ("one", "two", "three"):
            member.offer(frame)
        assert line.sent == []
        line.open.set()
        await asyncio.sleep(0.05)
        member.offer("four")
        assert line.sent == ["one", "two", "three", "four"]
        assert line.closed_with is None

    run(scene)


def test_a_socket_with_too_much_waiting_is_let_go() -> None:
    async def scene() -> None:
        line = Line()
        member = line.member()
        line.open.clear()
        for number in range(fanout.BACKLOG + 2):
            member.offer(str(number))
        await asyncio.sleep(0.05)
        assert line.closed_with == fanout.TRY_AGAIN
        member.offer("later")
        assert line.sent == []

    run(scene)


def test_a_socket_that_takes_too_long_is_let_go(monkeypatch: Any) -> None:
    monkeypatch.setattr(fanout, "PATIENCE", 0.05)

    async def scene() -> None:
        line = Line()
        member = line.member()
        line.open.clear()
        member.offer("one")
        await asyncio.sleep(0.2)
        assert line.closed_with == fanout.TRY_AGAIN

    run(scene)


def test_a_socket_that_broke_is_let_go() -> None:
    async def scene() -> None:
        line = Line()

        async def broken(_: str) -> None:
            raise ConnectionError

        Member(broken, line.close, person_id=1).offer("one")
        await asyncio.sleep(0.05)
        assert line.closed_with == fanout.TRY_AGAIN

    run(scene)


def test_a_server_that_can_push_is_given_the_frame_without_more_ado() -> None:
    async def scene() -> None:
        line = Line()
        line.pushing_member().offer("one")
        assert line.sent == ["one, pushed"]

    run(scene)


def test_nothing_is_pushed_past_what_waits_in_line() -> None:
    async def scene() -> None:
        line = Line()
        member = line.pushing_member()
        member.offer("one")
        line.open.clear()
        member.offer("two")
        line.open.set()
        member.offer("three")  # the socket would take it, but "two" has not gone yet
        await asyncio.sleep(0.05)
        member.offer("four")
        assert line.sent == ["one, pushed", "two", "three", "four, pushed"]
        assert line.closed_with is None

    run(scene)


def test_a_socket_whose_push_broke_is_let_go() -> None:
    async def scene() -> None:
        line = Line()

        def broken(_: str) -> bool:
            raise RuntimeError

        Member(line.send, line.close, person_id=1, push=broken).offer("one")
        await asyncio.sleep(0.05)
        assert line.sent == []
        assert line.closed_with == fanout.TRY_AGAIN

    run(scene)
