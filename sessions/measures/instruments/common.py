"""Answers that several instruments share, and how often each may be offered. Pure."""

from datetime import timedelta

from sessions.measures.instruments.shape import Option

WEEK = timedelta(weeks=1)
# Not again before the time is over that the questions ask about (handbook, domain 3.2).
TWO_WEEKS, FOUR_WEEKS, THIRTY_DAYS = 2 * WEEK, 4 * WEEK, timedelta(days=30)

YES_NO = (Option(1, "Yes"), Option(0, "No"))
HOW_MUCH = tuple(
    Option(value, label)
    for value, label in enumerate(
        ("Not at all", "A little bit", "Moderately", "Quite a bit", "Extremely")
    )
)
HOW_OFTEN = (
    Option(0, "Not at all", "LA6568-5"),
    Option(1, "Several days", "LA6569-3"),
    Option(2, "More than half the days", "LA6570-1"),
    Option(3, "Nearly every day", "LA6571-9"),
)


def keys(first: int, last: int, before: str = "") -> tuple[str, ...]:
    """From "1" to "20", or with something before: from "p1" to "p6"."""
    return tuple(f"{before}{number}" for number in range(first, last + 1))
