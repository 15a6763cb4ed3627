"""What runs beside the servers is started again when it ends by itself, and only then."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerhub.stack.children import Children
from tests.journeys.machine import eventually

ENDS = ["sh", "-c", "echo began; exit 3"]
STAYS = ["sh", "-c", "echo began; exec sleep 60"]
STUBBORN = ["sh", "-c", "echo began; trap '' TERM; while :; do sleep 0.1; done"]


class Clock:
    """Moves when told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class House:
    """Children in a folder, a clock of our own, and what they said."""

    def __init__(self, folder: Path, **commands: list[str]) -> None:
        self.folder, self.said, self.clock = folder, [], Clock()
        self.children = Children(commands, os.environ, folder, folder, self.said.append, self.clock)
        self.children.start()

    said: list[str]

    def starts(self, name: str) -> int:
        return (self.folder / f"{name}.log").read_text().count("began")

    def ends(self, name: str, *, starts: int) -> None:
        """Wait until it was started so often and has ended."""
        eventually(lambda: self.starts(name) == starts, within=10, what="it began")
        eventually(lambda: not self.children.runs(name), within=10, what="it ended")

    def later(self, seconds: float) -> None:
        self.clock.now += seconds
        self.children.mend()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path, ends=ENDS, stays=STAYS)
    yield house
    house.children.stop()


def test_what_ends_is_started_again_at_once_then_later_and_later(house: House) -> None:
    house.ends("ends", starts=1)
    house.later(0)  # at once
    for starts, wait in [(2, 1), (3, 2), (4, 4), (5, 8), (6, 16), (7, 30), (8, 30)]:
        house.ends("ends", starts=starts)
        house.later(0)
        house.later(wait - 0.1)
        assert house.starts("ends") == starts
        house.later(0.1)

    assert house.starts("stays") == 1
    log = house.folder / "ends.log"
    assert house.said[:2] == [
        f"ends ended by itself (3), and is started again now: see {log}",
        f"ends ended by itself (3), and is started again in 1 s: see {log}",
    ]


def test_after_a_good_minute_an_end_is_like_the_first(house: House) -> None:
    house.ends("ends", starts=1)
    house.later(0)
    house.ends("ends", starts=2)

    house.later(61)

    house.ends("ends", starts=3)
    assert house.said[-1].endswith(f"started again now: see {house.folder / 'ends.log'}")


def test_what_is_stopped_stays_stopped_and_what_runs_is_let_alone(house: House) -> None:
    eventually(lambda: house.starts("stays") == 1, within=10, what="it began")
    house.later(600)
    assert house.children.runs("stays")

    house.children.stop()

    assert not house.children.runs("stays")
    assert [words for words in house.said if words.startswith("stays")] == []


def test_what_will_not_end_is_killed_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peerhub.stack.children.STOP_TIME", 0.5)
    house = House(tmp_path, stubborn=STUBBORN)
    eventually(lambda: house.starts("stubborn") == 1, within=10, what="it began")

    house.children.stop()

    assert house.said == ["stubborn did not end in 0.5 s and was killed"]
    assert not house.children.runs("stubborn")
