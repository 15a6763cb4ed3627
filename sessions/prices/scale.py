"""Which share is usual for a household: the poverty guidelines, as dated data. Pure.

Nobody is asked what they have. A page shows these lines for a household of some size, a member reads
where they are, and says a share. The steps are those of the handbook, domain 3.4: the first is where
Medicaid ends in states that widened it (42 U.S.C. 1396a(a)(10)(A)(i)(VIII), 133 and 5 percent), the
last where help with premiums of health plans ended (26 U.S.C. 36B).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

STEPS = ((138, 0), (200, 25), (300, 50), (400, 75))  # percent of the guideline, percent to pay
WHOLE = 100
PEOPLE_MOST = 12  # that a page offers; the guideline itself goes on


class Region(StrEnum):
    """Where a guideline holds."""

    STATES = "states"
    ALASKA = "alaska"
    HAWAII = "hawaii"


@dataclass(frozen=True)
class Guideline:
    """One year's guidelines: dollars a year for the first person, and for each further one."""

    since: date
    source: str
    sums: Mapping[Region, tuple[int, int]]


# Of the Department of Health and Human Services, each January. The newest is the last.
GUIDELINES = (
    Guideline(
        date(2025, 1, 17),
        "Annual Update of the HHS Poverty Guidelines, 90 FR 5917, document 2025-01377",
        {
            Region.STATES: (15_650, 5_500),
            Region.ALASKA: (19_550, 6_880),
            Region.HAWAII: (17_990, 6_330),
        },
    ),
    Guideline(
        date(2026, 1, 15),
        "Annual Update of the HHS Poverty Guidelines for 2026",
        {
            Region.STATES: (15_960, 5_680),
            Region.ALASKA: (19_950, 7_100),
            Region.HAWAII: (18_360, 6_530),
        },
    ),
)


@dataclass(frozen=True)
class Range:
    """Yearly dollars of a household, from more than one sum up to another, and the usual share."""

    more_than: int | None
    up_to: int | None
    share: int


def guideline(people: int, region: Region, on: date) -> int:
    """Dollars a year for a household of so many people, as last published by then."""
    year = next((each for each in reversed(GUIDELINES) if each.since <= on), GUIDELINES[0])
    first, further = year.sums[region]
    return first + further * (max(people, 1) - 1)


def ranges(people: int, region: Region, on: date) -> list[Range]:
    """All ranges for a household, the lowest first."""
    line = guideline(people, region, on)
    ends = [line * percent // 100 for percent, _ in STEPS]
    shares = [*(share for _, share in STEPS), WHOLE]
    return [
        Range(low, high, share)
        for low, high, share in zip([None, *ends], [*ends, None], shares, strict=True)
    ]


def share_for(income: int, people: int, region: Region, on: date) -> int:
    """The share that is usual with so many dollars a year; on a boundary the lower one."""
    return next(
        each.share
        for each in ranges(people, region, on)
        if each.up_to is None or income <= each.up_to
    )
