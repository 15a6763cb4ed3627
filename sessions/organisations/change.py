"""How much answers changed from the first to the last, over people who are counted once. Pure.

Everybody is in one figure at most, ever: whoever was counted is in no later one. So two figures
never differ by a few people; the later one is of eleven others. Decision 0060.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

from sessions.organisations.hiding import tells_of_many

APART = timedelta(weeks=8)  # between the first and the last; handbook, domain 3.2 and row 60
DIFFERING = 3  # people at least who differ from what most say

# Two-sided 95 percent, by degrees of freedom: NIST/SEMATECH e-Handbook of Statistical Methods,
# 1.3.6.7.2. Between two of them the one with fewer degrees is taken, which is the wider interval.
T_95 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),  # 1 to 10
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),  # 21 to 30
)
T_95_BEYOND = ((100, 1.984), (60, 2.000), (40, 2.021), (30, 2.042))


@dataclass(frozen=True)
class Interval:
    """A mean with its 95 percent interval, to one decimal."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Change:
    """How much the answers of so many people changed; below 0 there is less of it."""

    people: int
    interval: Interval


def difference(totals: Sequence[tuple[datetime, int]]) -> int | None:
    """The last less the first of one person, oldest first; None where they are not far apart."""
    if not totals:
        return None
    (began, first), (ended, last) = totals[0], totals[-1]
    return last - first if ended - began >= APART else None


def next_figure(
    found: Mapping[int, int], counted: Collection[int]
) -> tuple[Change, Collection[int]] | None:
    """The next figure and whom it counts; None while it has to wait.

    Args:
        found: the difference of everybody who may be counted, by person.
        counted: those who are in a figure already, whatever became of them.
    """
    new = {person: each for person, each in found.items() if person not in counted}
    shown = change(list(new.values()))
    return (shown, new.keys()) if shown else None


def change(differences: Sequence[int]) -> Change | None:
    """What may be shown of the differences of people who were never shown; None: wait for more.

    It waits where too few are there, where nearly all of it is one person's, and where all but two
    say the same: each of those two would know what everybody else said.
    """
    if not tells_of_many([abs(each) for each in differences]):
        return None
    ((_, same),) = Counter(differences).most_common(1)
    if len(differences) - same < DIFFERING:
        return None
    return Change(len(differences), interval(differences))


def interval(differences: Sequence[int]) -> Interval:
    """The t interval of paired differences: mean ± t · s / √n.

    NIST/SEMATECH e-Handbook of Statistical Methods, 7.3.1.1. ``differences``: two and more.
    """
    n = len(differences)
    mean = sum(differences) / n
    spread = sqrt(sum((each - mean) ** 2 for each in differences) / (n - 1))
    half = t_95(n - 1) * spread / sqrt(n)
    return Interval(*(_short(each) for each in (mean, mean - half, mean + half)))


def t_95(degrees: int) -> float:
    """How many standard errors to each side hold 95 percent."""
    if degrees <= len(T_95):
        return T_95[degrees - 1]
    return next(found for fewest, found in T_95_BEYOND if fewest <= degrees)


def _short(number: float) -> float:
    return round(number, 1) + 0.0  # no "-0.0"
