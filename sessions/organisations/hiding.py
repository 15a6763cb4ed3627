"""Figures of one month that tell of many people and never of a few. Pure.

One rule stands above the others: **nobody is in two figures of the same kind**. Every cohort of
eleven people or more has a row; those that are smaller have one row together, if they are eleven
people together; everybody else is in no figure at all. There is no total. So nothing that is shown
is part of something else that is shown, and there is nothing to subtract: complementary suppression
(CMS, cell size suppression policy) has no cell left to work on. Decision 0060 has the attacks.

People are counted in steps, sessions and hours are rounded, so that the difference between two
months, two rows or two columns is never a number of a few people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from matching.fairness.hiding import FEWEST
from peerhub.weeks import SATURDAY

STEP = 10  # people are shown as "11 to 20", "21 to 30", …
SESSIONS, HOURS, PERCENT = 10, 5, 5  # rounded to so many
REST = 20  # percent of the largest that all but the largest two must come to


@dataclass(frozen=True, kw_only=True)
class Met:
    """One session that was had."""

    minutes: int
    outside: bool  # of the organisation's office hours


@dataclass(frozen=True, kw_only=True)
class Use:
    """One member who has used their place, in one month, without anything that says who; never kept."""

    cohort: int
    sessions: Sequence[Met] = ()


@dataclass(frozen=True, kw_only=True)
class Row:
    """A cohort as it may be shown, or the small ones together; None: not shown."""

    cohort: int | None  # None: those that are too small alone
    places: int  # the low end of a step
    active: int | None  # likewise; whoever had a session
    sessions: int | None
    hours: int | None
    outside: int | None  # percent of the sessions


def is_outside(at: datetime, *, zone: ZoneInfo, opens: time, closes: time) -> bool:
    """Whether a session begins when the office is closed: at weekends, too early or too late."""
    there = at.astimezone(zone)
    return there.weekday() >= SATURDAY or not opens <= there.time() < closes


def month_of(uses: Iterable[Use]) -> list[Row]:
    """The rows of one month, cohorts in their order, the small ones together at the end.

    A cohort without a row is hidden, and so is how many are in it.
    """
    by_cohort: dict[int, list[Use]] = {}
    for use in uses:
        by_cohort.setdefault(use.cohort, []).append(use)
    rows, small = [], []
    for cohort, people in sorted(by_cohort.items()):
        if len(people) >= FEWEST:
            rows.append(_row(cohort, people))
        else:
            small += people
    if len(small) >= FEWEST:
        rows.append(_row(None, small))
    return rows


def step_of(people: int) -> int | None:
    """The low end of the step in which a number of people lies; None below eleven."""
    return None if people < FEWEST else FEWEST + (people - FEWEST) // STEP * STEP


def step_in_words(low: int) -> str:
    """A step as it is shown."""
    return f"{low} to {low + STEP - 1}"


def tells_of_many(values: Sequence[int]) -> bool:
    """Whether a sum is of eleven people and more, and not nearly all of it one person's.

    The p% rule: the second largest knows their own part; what they know of the largest by it must
    be off by ``REST`` percent and more. Willenborg and de Waal 2001, Elements of Statistical
    Disclosure Control; the Federal Committee on Statistical Methodology's working paper 22, 2005.
    """
    if len(values) < FEWEST:
        return False
    *others, _second, largest = sorted(values)
    return 100 * sum(others) >= REST * largest


def _row(cohort: int | None, people: Sequence[Use]) -> Row:
    """The row of eleven people and more."""
    active = [each.sessions for each in people if each.sessions]
    counts = [len(each) for each in active]
    minutes = [sum(one.minutes for one in each) for each in active]
    return Row(
        cohort=cohort,
        places=step_of(len(people)) or FEWEST,
        active=step_of(len(active)),
        sessions=_near(sum(counts), SESSIONS) if tells_of_many(counts) else None,
        hours=_near(sum(minutes) / 60, HOURS) if tells_of_many(minutes) else None,
        outside=_share(active),
    )


def _share(active: Sequence[Sequence[Met]]) -> int | None:
    """How many of a hundred sessions began outside; both sides tell of many, or nothing is shown."""
    outside = [sum(one.outside for one in each) for each in active]
    inside = [len(each) - out for each, out in zip(active, outside, strict=True)]
    if not all(tells_of_many([count for count in side if count]) for side in (outside, inside)):
        return None
    return _near(100 * sum(outside) / (sum(outside) + sum(inside)), PERCENT)


def _near(number: float, step: int) -> int:
    """The nearest multiple of ``step``; halves go up."""
    return int((number + step / 2) // step * step)
