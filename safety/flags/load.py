"""How much somebody has carried today, and whether a break is due. Pure.

It is read off the timelines that are written anyway; nothing is measured for it. Bounds are for a
gentle word, never for a block.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from safety.flags.ladder import holds

MINUTE = timedelta(minutes=1)
BREAK = 15 * MINUTE  # without any act: then somebody has rested
HEAVY = 3  # heavy cases without a break in between
LONG = 60 * MINUTE  # at cases without a break in between


@dataclass(frozen=True)
class Work:
    """One act of one person in one case."""

    at: datetime
    flag_id: int
    level: int


@dataclass(frozen=True)
class Load:
    """What came of a day until now.

    Attributes:
        heavy: cases of level 3 or more.
        spent: time at cases, breaks left out.
        break_due: it was a lot since the last break.
    """

    heavy: int = 0
    spent: timedelta = timedelta()
    break_due: bool = False


def load(works: Iterable[Work], *, now: datetime) -> Load:
    """The load of one person from the acts of a day, in any order."""
    spent = stretch = timedelta()
    all_heavy: set[int] = set()
    heavy: set[int] = set()  # since the last break
    last: datetime | None = None
    for work in sorted(works, key=lambda each: each.at):
        gap = work.at - last if last is not None else BREAK
        if gap >= BREAK:
            stretch, heavy = timedelta(), set()
        else:
            stretch += gap
            spent += gap
        if holds(work.level):
            heavy.add(work.flag_id)
            all_heavy.add(work.flag_id)
        last = work.at
    if last is None or now - last >= BREAK:
        return Load(len(all_heavy), spent)
    tail = max(timedelta(), now - last)
    is_due = len(heavy) >= HEAVY or stretch + tail >= LONG
    return Load(len(all_heavy), spent + tail, is_due)
