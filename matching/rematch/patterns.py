"""Counts for supervisors, in which nobody can be found. Pure.

A count under eleven is never shown. Nor is a sum beside it, from which it could be worked out; where
only one count is so small, the next smallest is left out too.
"""

from collections.abc import Mapping
from dataclasses import dataclass

FEWEST = 11  # people; the handbook's bound for small cells (domain 4, 15)


@dataclass(frozen=True)
class Cell:
    """One line of the table; None: too few to show."""

    label: str
    count: int | None


def suppressed(counts: Mapping[str, int]) -> list[Cell]:
    """The counts by label, the small ones left out; zero is no person and may be shown."""
    small = {label for label, count in counts.items() if 0 < count < FEWEST}
    if len(small) == 1:
        others = [label for label in counts if label not in small and counts[label]]
        small |= set(sorted(others, key=lambda label: counts[label])[:1])
    return [Cell(label, None if label in small else count) for label, count in counts.items()]
