"""Many speak at once: what waits for one room goes into the database together. Pure.

While one group is being stored, the next one gathers; at a gentle rate each message goes alone
and at once. The row of the room is locked once for a group instead of once for each message.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from peerhub.loops import EachLoop

TOGETHER = 64  # messages of one transaction
REST = 0.005  # seconds between two groups: what was stored is told first, and more may gather
WAITING = 1000  # messages of one room that may wait; beyond it people are asked to slow down

W = TypeVar("W")
A = TypeVar("A")
Store = Callable[[int, Sequence[W]], Awaitable[Sequence[A]]]


class TooMany(Exception):
    """More is waiting than can be stored in reasonable time."""


class Writer(Generic[W, A]):
    """What waits to be stored in one room, and the task that stores it."""

    def __init__(self, room_id: int, store: Store[W, A], over: Callable[[], object]) -> None:
        self._room_id = room_id
        self._over = over  # nothing waits any more
        self._store = store
        self._waiting: deque[tuple[W, asyncio.Future[A]]] = deque()
        self._working: asyncio.Task[None] | None = None

    async def write(self, words: W) -> A:
        """Store ``words`` with whatever waits; gives their own answer after the commit.

        Raises:
            TooMany: more is waiting than can be stored in reasonable time.
            Exception: what storing raised; then nothing of the group is stored.
        """
        if len(self._waiting) >= WAITING:
            raise TooMany
        answer: asyncio.Future[A] = asyncio.get_running_loop().create_future()
        self._waiting.append((words, answer))
        if self._working is None:
            self._working = asyncio.create_task(self._work())
        return await answer

    async def _work(self) -> None:
        try:
            while self._waiting:
                count = min(TOGETHER, len(self._waiting))
                group = [self._waiting.popleft() for _ in range(count)]
                await self._store_group(group)
                await asyncio.sleep(REST)
        finally:
            self._working = None
            self._over()

    async def _store_group(self, group: Sequence[tuple[W, asyncio.Future[A]]]) -> None:
        try:
            answers = await self._store(self._room_id, [words for words, _ in group])
        except Exception as error:  # noqa: BLE001 - each of them is told
            for _, waiting in group:
                if not waiting.done():
                    waiting.set_exception(error)
            return
        for (_, waiting), answer in zip(group, answers, strict=True):
            if not waiting.done():
                waiting.set_result(answer)


class Writers(Generic[W, A]):
    """The writers of this process, by event loop and room."""

    def __init__(self, store: Store[W, A]) -> None:
        self._store = store
        self._by_loop: EachLoop[dict[int, Writer[W, A]]] = EachLoop(dict)

    async def write(self, room_id: int, words: W) -> A:
        """Store ``words`` in a room; see ``Writer.write``."""
        writers = self._by_loop.own
        if room_id not in writers:
            writers[room_id] = Writer(room_id, self._store, partial(writers.pop, room_id, None))
        return await writers[room_id].write(words)
