"""What somebody's own numbers say, in one or two plain sentences. Pure.

It tells where most of them lie and how the last three are beside those before. It never says
better or worse, names no cause, and compares with nobody else. What "a little" is, is ours: a
twentieth of the scale on each side is no news, a quarter of it is more than a little.
"""

from collections.abc import Sequence
from math import ceil
from statistics import fmean

from peerhub.ui.scales import plain

FEWEST = 5  # numbers; fewer are told one by one
LAST = 3
MOSTLY = 2 / 3
SAME, LITTLE = 0.1, 0.25  # parts of the whole scale


def sentence(values: Sequence[float], *, low: float, high: float) -> str:
    """The sentence above a line; "" where there is nothing."""
    if not values:
        return ""
    if len(values) == 1:
        return f"One number: {plain(values[0])}."
    if len(values) < FEWEST:
        said = [plain(value) for value in values]
        return f"{len(said)} numbers: {', '.join(said[:-1])} and {said[-1]}."
    least, most = mostly(values)
    where = plain(least) if least == most else f"between {plain(least)} and {plain(most)}"
    return f"Mostly {where}. {_lately(values, high - low)}".rstrip()


def mostly(values: Sequence[float]) -> tuple[float, float]:
    """The shortest stretch that holds two thirds of them; of equal ones that which holds most."""
    ordered = sorted(values)
    count = ceil(len(ordered) * MOSTLY)

    def order(way: tuple[float, float]) -> tuple[float, int, float]:
        low, high = way
        return high - low, -sum(low <= value <= high for value in ordered), low

    return min(zip(ordered, ordered[count - 1 :], strict=False), key=order)


def _lately(values: Sequence[float], scale: float) -> str:
    """How the last three are beside the others; "" where those are fewer than three."""
    before, last = values[:-LAST], values[-LAST:]
    if len(before) < LAST:
        return ""
    change = fmean(last) - fmean(before)
    if abs(change) < SAME * scale:
        return "The last three are about the same as before."
    which = "lower" if change < 0 else "higher"
    little = "" if abs(change) >= LITTLE * scale else "a little "
    return f"The last three are {little}{which} than before."
