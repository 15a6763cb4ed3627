"""The figures in words: what stands in the page, the print and the file alike. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sessions.organisations.hiding import step_in_words

HIDDEN = "not shown"
TOGETHER = "Groups that are too small alone, together"
INSTRUMENTS: Mapping[str, tuple[str, str]] = {
    "ucla-3": ("Loneliness", "UCLA-3, 3 to 9 points"),
    "phq-2": ("Low mood", "PHQ-2, 0 to 6 points"),
    "hrqol-4": ("Unhealthy days", "HRQOL-4, 0 to 30 days"),
}
USE_HEAD = ("Month", "Group", "People who used their place so far", "Had a session", "Sessions", "Hours",
            "Began outside office hours")  # fmt: skip
CHANGE_HEAD = ("Counted in", "What", "Measured by", "People", "Mean change", "95% interval")


@dataclass(frozen=True, kw_only=True)
class UseLine:
    """A row of the first table."""

    month: date
    group: str
    places: int | None
    active: int | None
    sessions: int | None
    hours: int | None
    outside: int | None

    @property
    def month_words(self) -> str:
        """Such as "October 2026"."""
        return f"{self.month:%B %Y}"

    @property
    def cells(self) -> Sequence[tuple[str, str]]:
        """What stands under each heading after the group."""
        said = (
            _step(self.places),
            _step(self.active),
            _about(self.sessions),
            _about(self.hours),
            _about(self.outside, "%"),
        )
        return list(zip(USE_HEAD[2:], said, strict=True))


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """A row of the second."""

    month: date
    instrument: str
    people: int
    mean: Decimal
    low: Decimal
    high: Decimal

    @property
    def month_words(self) -> str:
        """Such as "October 2026"."""
        return f"{self.month:%B %Y}"

    @property
    def name(self) -> str:
        """What it is about."""
        return INSTRUMENTS[self.instrument][0]

    @property
    def cells(self) -> Sequence[tuple[str, str]]:
        """What stands under each heading after what it is about."""
        between = f"{signed(self.low)} to {signed(self.high)}"
        by = INSTRUMENTS[self.instrument][1]
        return list(
            zip(CHANGE_HEAD[2:], (by, str(self.people), signed(self.mean), between), strict=True)
        )


def signed(number: Decimal) -> str:
    """With its sign, as letters show it: "−1.2"."""
    sign = "−" if number < 0 else "+" if number > 0 else ""
    return f"{sign}{abs(number)}"


def _step(low: int | None) -> str:
    return HIDDEN if low is None else step_in_words(low)


def _about(number: int | None, unit: str = "") -> str:
    return HIDDEN if number is None else f"about {number}{unit}"
