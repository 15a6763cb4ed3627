"""Topics somebody looked for, and nobody was there. Who counts them offers how."""

from collections.abc import Callable, Collection
from datetime import datetime

# A root and a struggle by code; "" where only the other was asked for.
Pair = tuple[str, str]
Count = Callable[[Collection[Pair], datetime], None]

_counts: list[Count] = []


def offer(count: Count) -> None:
    """Let ``count`` count; twice changes nothing."""
    if count not in _counts:
        _counts.append(count)


def tell(pairs: Collection[Pair], *, now: datetime) -> None:
    """Say that somebody looked for each of ``pairs`` and was shown nobody. Never who."""
    for count in _counts:
        count(pairs, now)
