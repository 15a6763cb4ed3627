"""What two numbers of a session, and those of several, come to in words. Pure.

Source: handbook, domain 3.2, "Before/after one-liner": 0 to 10, the share of sessions that made it
lighter by 2 or more. The words name a count and judge nothing.
"""

from collections.abc import Iterable

HEAVIEST = 10
LIGHTER_BY = 2  # points
HEAVIER_BY = 3  # points from which we ask whether the person wants somebody
FEWEST = 3  # sessions; fewer say nothing

Pair = tuple[int, int]  # before, after


def is_lighter(pair: Pair) -> bool:
    """Whether it felt lighter afterwards."""
    before, after = pair
    return before - after >= LIGHTER_BY


def is_much_heavier(before: int | None, after: int | None) -> bool:
    """Whether it felt so much heavier afterwards that a kind word is due."""
    return before is not None and after is not None and after - before >= HEAVIER_BY


def sentence(pairs: Iterable[Pair]) -> str:
    """How many were lighter, of those that say it; "" where they are too few, or none was."""
    known = list(pairs)
    lighter = sum(is_lighter(pair) for pair in known)
    if len(known) < FEWEST or not lighter:
        return ""
    return f"A little lighter after {lighter} of {len(known)} sessions."
