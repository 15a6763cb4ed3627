"""The lines of "Who looked" as they are shown: by day, and what happened again told once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from peerhub.audit.models import Disclosure


@dataclass(frozen=True)
class Look:
    """One line; ``times`` more than 1 where the same was done again on that day."""

    sentence: str
    at: datetime  # the last time
    times: int


@dataclass(frozen=True)
class Day:
    """The looks of one day on the reader's clock, newest first."""

    at: datetime  # an instant of the day
    looks: Sequence[Look]


def by_day(lines: Iterable[Disclosure], zone: ZoneInfo) -> list[Day]:
    """``lines`` (newest first) by day in ``zone``."""

    def day_of(line: Disclosure) -> date:
        return line.at.astimezone(zone).date()

    days = [list(of_day) for _, of_day in groupby(lines, key=day_of)]
    return [Day(at=of_day[0].at, looks=_told_once(of_day)) for of_day in days]


def _told_once(lines: Sequence[Disclosure]) -> list[Look]:
    """Working on a case opens its page again and again; the person reads that once a day."""
    looks: dict[str, list[Disclosure]] = {}
    for line in lines:
        looks.setdefault(line.sentence, []).append(line)
    return [Look(words, same[0].at, len(same)) for words, same in looks.items()]
