"""Several at the same moment, each on a connection of its own."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections

WITHIN = 60  # seconds for all of them


@dataclass(frozen=True)
class Came:
    """What one of them came to: what it gave, or what it raised."""

    gave: Any = None
    error: Exception | None = None

    def __str__(self) -> str:
        """What it gave, or the name of what it raised."""
        return str(self.gave) if self.error is None else type(self.error).__name__


def together(*acts: Callable[[], object]) -> list[Came]:
    """Run ``acts`` at the same moment; what each came to, in their order."""
    ready = threading.Barrier(len(acts))
    came = [Came()] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        ready.wait()
        try:
            came[place] = Came(act())
        except Exception as error:  # noqa: BLE001 - whoever asked looks at it
            came[place] = Came(error=error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WITHIN)
        assert not thread.is_alive()
    return came


def all_gave(*acts: Callable[[], object]) -> list[Any]:
    """``together``, where none may raise: what each gave."""
    came = together(*acts)
    for each in came:
        if each.error is not None:
            raise each.error
    return [each.gave for each in came]
