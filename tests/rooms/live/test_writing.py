"""What waits is stored together, each gets their own answer, and nobody waits for ever."""

import asyncio
from collections.abc import Sequence

import pytest

from rooms.live import writing
from rooms.live.writing import TooMany, Writers


class Table:
    """Stands for the database: takes its time, and remembers the groups."""

    def __init__(self) -> None:
        self.groups: list[list[str]] = []
        self.free = asyncio.Event()

    async def store(self, room: int, words: Sequence[str]) -> list[str]:
        """Answer each with its own words, loudly; refuse a group with a curse in it."""
        self.groups.append(list(words))
        await self.free.wait()
        if "curse" in words:
            raise ValueError(room)
        return [each.upper() for each in words]


def test_what_comes_during_a_commit_goes_into_the_next_one_together() -> None:
    async def scene() -> None:
        table = Table()
        writers: Writers[str, str] = Writers(table.store)
        told = [asyncio.create_task(writers.write(1, words)) for words in ("a", "b", "c")]
        await asyncio.sleep(0)
        told += [asyncio.create_task(writers.write(1, words)) for words in ("d", "e")]
        await asyncio.sleep(0.01)
        table.free.set()

        assert await asyncio.gather(*told) == ["A", "B", "C", "D", "E"]
        assert table.groups in ([["a"], ["b", "c", "d", "e"]], [["a", "b", "c"], ["d", "e"]])

    asyncio.run(scene())


def test_after_a_group_there_is_time_to_tell_it_and_more_gathers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writing, "REST", 0.05)

    async def scene() -> None:
        table = Table()
        table.free.set()
        writers: Writers[str, str] = Writers(table.store)
        assert await writers.write(1, "a") == "A"  # nobody waits for the rest
        b = asyncio.create_task(writers.write(1, "b"))
        await asyncio.sleep(0.01)
        c = asyncio.create_task(writers.write(1, "c"))
        assert [await b, await c] == ["B", "C"]
        assert table.groups == [["a"], ["b", "c"]]
        await asyncio.sleep(0.1)
        assert await writers.write(1, "d") == "D"
        assert table.groups == [["a"], ["b", "c"], ["d"]]

    asyncio.run(scene())


def test_rooms_do_not_wait_for_each_other() -> None:
    async def scene() -> None:
        slow, quick = Table(), Table()
        quick.free.set()

        async def store(room: int, words: Sequence[str]) -> list[str]:
            return await (slow if room == 1 else quick).store(room, words)

        writers: Writers[str, str] = Writers(store)
        waiting = asyncio.create_task(writers.write(1, "a"))
        await asyncio.sleep(0)

        assert await writers.write(2, "b") == "B"
        assert not waiting.done()
        slow.free.set()
        assert await waiting == "A"

    asyncio.run(scene())


def test_when_storing_fails_each_of_the_group_is_told_and_the_next_group_goes_on() -> None:
    async def scene() -> None:
        table = Table()
        table.free.set()
        writers: Writers[str, str] = Writers(table.store)
        told = await asyncio.gather(
            *(writers.write(1, words) for words in ("a", "curse")), return_exceptions=True
        )

        assert "curse" not in [each for each in told if isinstance(each, str)]
        assert any(isinstance(each, ValueError) for each in told)
        assert await writers.write(1, "b") == "B"

    asyncio.run(scene())


def test_too_many_waiting_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "WAITING", 2)

    async def scene() -> None:
        table = Table()
        writers: Writers[str, str] = Writers(table.store)
        told = [asyncio.create_task(writers.write(1, "a"))]
        await asyncio.sleep(0.01)  # "a" is being stored
        told += [asyncio.create_task(writers.write(1, words)) for words in ("b", "c")]
        await asyncio.sleep(0.01)

        with pytest.raises(TooMany):
            await writers.write(1, "d")
        table.free.set()
        assert await asyncio.gather(*told) == ["A", "B", "C"]

    asyncio.run(scene())


def test_somebody_who_leaves_does_not_keep_the_others_from_their_answer() -> None:
    async def scene() -> None:
        table = Table()
        writers: Writers[str, str] = Writers(table.store)
        gone = asyncio.create_task(writers.write(1, "a"))
        stays = asyncio.create_task(writers.write(1, "b"))
        await asyncio.sleep(0.01)
        gone.cancel()
        table.free.set()

        assert await stays == "B"
        assert [words for group in table.groups for words in group] == ["a", "b"]

    asyncio.run(scene())


def test_a_room_that_fell_silent_is_forgotten() -> None:
    async def scene() -> list[int]:
        table = Table()
        table.free.set()
        writers: Writers[str, str] = Writers(table.store)
        assert await writers.write(1, "a") == "A"
        await asyncio.sleep(2 * writing.REST + 0.05)
        return list(writers._by_loop.own)

    assert asyncio.run(scene()) == []
