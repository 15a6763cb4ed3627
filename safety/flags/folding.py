"""The order of the list, what is folded into one row, and what stands on which page. Pure.

Several flags of one strand (one mask in one room) are one row. A row is as urgent as the most
urgent of what is folded into it, and its answer is due when the first of them is due. What one
person holds and what nobody holds are never in one row: a claim must not hide what waits.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

PAGE = 50  # rows: about what fits into a shift
TOP = 5  # the level that is never on a later page


@dataclass(frozen=True)
class Slip:
    """All that place and fold of one flag depend on. ``holder``: who is on it now, by id."""

    id: int
    level: int
    due_at: datetime
    raised_at: datetime
    strand: str
    holder: int | None
    kinds: tuple[str, ...] = ()

    @property
    def urgency(self) -> tuple[int, datetime, datetime, int]:
        """Sorts the most urgent first: level, then answer-by, then the oldest."""
        return -self.level, self.due_at, self.raised_at, self.id


@dataclass(frozen=True)
class Fold:
    """One row of the list: the most urgent flag of a strand, and the others of it."""

    head: Slip
    others: Sequence[Slip] = ()

    @property
    def due_at(self) -> datetime:
        """When the first of them is due."""
        return min(slip.due_at for slip in (self.head, *self.others))

    @property
    def raised_at(self) -> datetime:
        """Since when the oldest of them waits."""
        return min(slip.raised_at for slip in (self.head, *self.others))

    @property
    def urgency(self) -> tuple[int, datetime, datetime, int]:
        """As of a slip, for the whole row."""
        return -self.head.level, self.due_at, self.raised_at, self.head.id


@dataclass(frozen=True)
class Page:
    """The rows of one page, its number and how many pages there are."""

    folds: Sequence[Fold]
    number: int
    count: int

    @property
    def before(self) -> int:
        """The number of the page before."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The number of the next page."""
        return self.number + 1


def fold(slips: Iterable[Slip]) -> list[Fold]:
    """The rows of the list, most urgent first; no flag is left out."""
    strands: defaultdict[tuple[str, int | None], list[Slip]] = defaultdict(list)
    for slip in sorted(slips, key=lambda slip: slip.urgency):
        strands[slip.strand, slip.holder].append(slip)
    rows = [Fold(head, others) for head, *others in strands.values()]
    return sorted(rows, key=lambda row: row.urgency)


def apart(slips: Iterable[Slip]) -> list[Fold]:
    """The same without folding: each flag a row of its own."""
    return [Fold(slip) for slip in sorted(slips, key=lambda slip: slip.urgency)]


def page(rows: Sequence[Fold], number: int, *, size: int = PAGE) -> Page:
    """Page ``number``, or the last where there are not so many.

    The first page grows as far as it must: nothing of level 5 is on a later one.
    """
    first = max(size, sum(row.head.level >= TOP for row in rows))
    count = 1 + ceil(max(0, len(rows) - first) / size)
    number = min(max(1, number), count)
    if number == 1:
        return Page(rows[:first], 1, count)
    begin = first + (number - 2) * size
    return Page(rows[begin : begin + size], number, count)


def oldest(slips: Iterable[Slip]) -> datetime | None:
    """Since when the one that waits longest has waited; None where nothing waits."""
    return min((slip.raised_at for slip in slips), default=None)
