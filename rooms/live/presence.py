"""How many people are here, told so roughly that nobody's coming and going can be seen. Pure."""

from collections.abc import Callable

LINGER = (30.0, 90.0)  # seconds for which somebody who went is still counted
FEW = 3  # below it: "few"
STEP = 5
MANY = 20
BIG_STEP = 10


def rounded(count: int) -> int:
    """``count`` as it may leave the server: 0 for hardly anybody, then steps of 5, above 20 of 10."""
    if count < FEW:
        return 0
    step = STEP if count < MANY else BIG_STEP
    return max(STEP, (count + step // 2) // step * step)


def in_words(count: int) -> str:
    """A sentence piece: "few people here", "about 10 people here"."""
    near = rounded(count)
    return f"about {near} people here" if near else "few people here"


class Lingering:
    """A count that rises at once and falls a while later, by chance.

    Who went at the same moment in two rooms shows in neither at that moment (the handbook's
    reliability 1.11).
    """

    def __init__(self, drawn: Callable[[float, float], float]) -> None:
        """``drawn``: a number by chance between two others."""
        self._drawn = drawn
        self._count = 0
        self._falls_at = 0.0  # seconds; 0: nobody went

    def of(self, count: int, *, now: float) -> int:
        """The count to tell when ``count`` are there; ``now`` in seconds of any clock."""
        if count >= self._count:
            self._count, self._falls_at = count, 0.0
        elif not self._falls_at:
            self._falls_at = now + self._drawn(*LINGER)
        elif now >= self._falls_at:
            self._count, self._falls_at = count, 0.0
        return self._count
