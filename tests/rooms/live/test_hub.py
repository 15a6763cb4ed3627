"""A hub looks when it is told to, catches up whole, and wakes for what it was told of."""

import asyncio
from collections.abc import AsyncIterator, Collection
from datetime import UTC, datetime

from rooms.live.fanout import Member
from rooms.live.hub import LOOK, SLICE, Hub, Pulse
from rooms.live.lines import Changed, Line

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Table:
    """Stands for the database: what was said, and how often somebody looked."""

    def __init__(self, said: int = 0) -> None:
        self.said = said
        self.looks = 0
        self.gone: dict[Member, int] = {}
        self.room_look = ""
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def start(self, room: str) -> int:
        del room
        return self.said

    async def news(self, room: str, after: int, count: int) -> list[Line | Changed]:
        del room
        return [
            Line(seq=seq, mask="m", name="Blue Heron", body=str(seq), at=AT, host=False)
            for seq in range(after + 1, min(self.said, after + count) + 1)
        ]

    async def pulse(self, room: str, members: Collection[Member], people: int) -> Pulse:
        del room, members, people
        self.looks += 1
        await self.may_answer.wait()
        return Pulse(last_seq=self.said, here=0, state="open", gone=self.gone, look=self.room_look)

    async def hints(self, room: str) -> AsyncIterator[int]:
        del room
        await asyncio.Event().wait()
        yield 0


class Ear:
    """A socket that keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.closed: list[int] = []
        self.member = Member(self._hear, self._close, person_id=1)

    async def _hear(self, frame: str) -> None:
        self.heard.append(frame)

    async def _close(self, code: int) -> None:
        self.closed.append(code)


async def _until(holds: object) -> None:
    async with asyncio.timeout(2):
        while not holds():  # type: ignore[operator]
            await asyncio.sleep(0.005)


def test_what_happens_while_it_looks_is_looked_at_again() -> None:
    async def scene() -> int:
        table, ear = Table(), Ear()
        table.may_answer.clear()
        hub = Hub("room", table)
        await hub.join(ear.member)
        await _until(lambda: table.looks == 1)
        hub.hint(LOOK)  # somebody closed the room just now
        table.may_answer.set()
        await _until(lambda: table.looks == 2)
        hub.leave(ear.member)
        return table.looks

    assert asyncio.run(scene()) == 2


def test_a_look_is_told_to_all_only_when_the_room_itself_changed() -> None:
    """Else the end of one sign-in would show in all rooms of one person at the same moment."""

    async def scene() -> tuple[int, int, list[int]]:
        table, ear, other = Table(), Ear(), Ear()
        hub = Hub("room", table)
        await hub.join(ear.member)
        await hub.join(other.member)
        await _until(lambda: table.looks == 1)
        await asyncio.sleep(0.01)
        before = len(ear.heard)
        table.gone = {other.member: 4401}
        hub.hint(LOOK)
        await _until(lambda: other.closed)
        await asyncio.sleep(0.05)
        silent = len(ear.heard) - before
        table.gone, table.room_look = {}, "somebody hosts"
        hub.hint(LOOK)
        await _until(lambda: len(ear.heard) > before)
        told = len(ear.heard) - before
        hub.leave(ear.member)
        hub.leave(other.member)
        return silent, told, other.closed

    assert asyncio.run(scene()) == (0, 1, [4401])


def test_everything_it_was_told_of_arrives_in_pages() -> None:
    async def scene() -> int:
        table, ear = Table(), Ear()
        hub = Hub("room", table)
        await hub.join(ear.member)
        await _until(lambda: table.looks == 1)
        table.said = 450
        hub.hint(450)
        await _until(lambda: sum(frame.count('{"seq":') for frame in ear.heard) >= 450)
        hub.leave(ear.member)
        return sum(frame.count('{"seq":') for frame in ear.heard)

    assert asyncio.run(scene()) == 450


def crowded(table: Table) -> tuple[Hub, list[Ear]]:
    """A hub, and the people of a room who need more than one slice."""
    return Hub("room", table), [Ear() for _ in range(SLICE + 2)]


async def join_all(hub: Hub, ears: list[Ear]) -> None:
    """Until each has had a first heartbeat; then nothing was heard."""
    for ear in ears:
        await hub.join(ear.member)
    await _until(lambda: all(ear.heard for ear in ears))
    for ear in ears:
        ear.heard.clear()


def test_a_large_room_is_told_in_slices_and_who_leaves_between_hears_no_more() -> None:
    async def scene() -> tuple[int, list[int]]:
        table = Table()
        hub, ears = crowded(table)
        await join_all(hub, ears)
        between: list[int] = []

        def others_turn() -> None:
            if not sum(len(ear.heard) for ear in ears):
                hub.loop.call_soon(others_turn)
                return
            between.append(sum(len(ear.heard) for ear in ears))
            hub.leave(next(ear.member for ear in ears if not ear.heard))

        table.said = 1
        hub.hint(1)
        others_turn()
        await _until(lambda: sum(len(ear.heard) for ear in ears) > SLICE)
        heard = sorted(len(ear.heard) for ear in ears)
        for ear in ears:
            hub.leave(ear.member)
        (first,) = between
        return first, heard

    assert asyncio.run(scene()) == (SLICE, [0, *[1] * (SLICE + 1)])


def test_a_heartbeat_never_overtakes_the_news_that_it_counts() -> None:
    """Else a page would think that it had missed something, and ask for it."""

    async def scene() -> list[list[str]]:
        table = Table()
        hub, ears = crowded(table)
        await join_all(hub, ears)
        news = asyncio.create_task(hub._send("news"))
        await asyncio.sleep(0)
        await hub._send("heartbeat")
        await news
        for ear in ears:
            hub.leave(ear.member)
        return [ear.heard for ear in ears]

    assert asyncio.run(scene()) == [["news", "heartbeat"]] * (SLICE + 2)
