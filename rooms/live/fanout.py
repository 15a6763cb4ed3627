"""One socket as its hub sees it: quick to send to, and dropped when it does not read. Pure."""

import asyncio
import types
from collections import deque
from collections.abc import Callable, Coroutine, Generator
from typing import Any

from peerhub.push import Push

BACKLOG = 256  # frames that may wait for one slow socket
PATIENCE = 5.0  # seconds that one send may take
TRY_AGAIN = 1013  # close code: come back and catch up

Send = Callable[[str], Coroutine[Any, Any, None]]
Close = Callable[[int], Coroutine[Any, Any, None]]


class Member:
    """A socket in a room.

    A socket that reads takes a frame on the spot: by ``push``, where the server has that, or by a
    ``send`` that ends without waiting. Only when it has to wait does it become a task, and later
    frames stand in line behind it.
    """

    __slots__ = (  # a hub goes through thousands of these 40 times a second
        "__weakref__",
        "_close",
        "_leaving",
        "_line",
        "_push",
        "_send",
        "_writing",
        "bound",
        "mask",
        "person_id",
        "session",
    )

    def __init__(
        self,
        send: Send,
        close: Close,
        *,
        person_id: int,
        mask: int = 0,
        session: str = "",
        bound: int = 0,
        push: Push | None = None,
    ) -> None:
        self.person_id = person_id
        self.mask = mask  # row of the mask that the person wears here
        self.session = session  # key of the sign-in that opened the socket
        self.bound = bound  # row of what a host asked of the person when it was opened; 0: nothing
        self._push = push  # sends at once or says that it cannot; not every server has it
        self._send = send
        self._close = close
        self._line: deque[str] = deque()
        self._writing: asyncio.Task[None] | None = None
        self._leaving: asyncio.Task[None] | None = None

    def offer(self, frame: str) -> None:
        """Send ``frame``, now or after those that wait; give the socket up when too many do."""
        if self._leaving is not None:
            return
        if self._writing is not None:
            self._line.append(frame)
            if len(self._line) > BACKLOG:
                self.dismiss(TRY_AGAIN)
            return
        try:
            if self._push is not None and self._push(frame):
                return
            step = self._send(frame)
            waits_for = step.send(None)
        except StopIteration:
            return
        except Exception:  # noqa: BLE001 - the socket is gone
            self.dismiss(TRY_AGAIN)
            return
        self._writing = asyncio.create_task(self._write(step, waits_for))

    def dismiss(self, code: int) -> None:
        """Close the socket, without waiting for it."""
        self.stop()
        if self._leaving is None:
            self._leaving = asyncio.create_task(self._close_quietly(code))

    def stop(self) -> None:
        """Forget what waits."""
        self._line.clear()
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None

    async def _write(self, step: Coroutine[Any, Any, None], waits_for: Any) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await _rest_of(step, waits_for)
            while self._line:
                async with asyncio.timeout(PATIENCE):
                    await self._send(self._line.popleft())
            self._writing = None
        except Exception:  # noqa: BLE001 - too slow, or gone
            self._writing = None
            self.dismiss(TRY_AGAIN)

    async def _close_quietly(self, code: int) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._close(code)
        except Exception:  # noqa: BLE001 - gone already
            return


@types.coroutine
def _rest_of(step: Coroutine[Any, Any, None], waits_for: Any) -> Generator[Any, Any, None]:
    """Go on with a coroutine that was begun by hand and now waits for something."""
    try:
        while True:
            try:
                got = yield waits_for
            except BaseException as error:  # noqa: BLE001 - a cancellation belongs to the coroutine
                waits_for = step.throw(error)
            else:
                waits_for = step.send(got)
    except StopIteration:
        return
