"""How long people really wait for a first proposal. Pure.

The honest median counts those who are still waiting too: the estimator of Kaplan and Meier (1958),
with a person who still waits, or who took the request back before an answer, as one who waited at
least so long. Leaving them out would make every queue look quick.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

FEWEST = 5  # answers, before we say anything
WINDOW = timedelta(weeks=8)  # requests asked within it count


@dataclass(frozen=True)
class Wait:
    """How long one person waited; ``answered`` False: they had no proposal until then."""

    lasted: timedelta
    answered: bool


def median(waits: Iterable[Wait]) -> timedelta | None:
    """The time by which half have a first proposal; None: too few answers, or less than half."""
    counted = list(waits)
    if sum(wait.answered for wait in counted) < FEWEST:
        return None
    still_waiting = 1.0
    for at in sorted({wait.lasted for wait in counted if wait.answered}):
        at_risk = sum(wait.lasted >= at for wait in counted)
        answered = sum(wait.answered and wait.lasted == at for wait in counted)
        still_waiting *= 1 - answered / at_risk
        if still_waiting <= 0.5:
            return at
    return None


def in_words(time: timedelta | None) -> str:
    """As a sentence, rounded up: nobody should hope for less than it took."""
    if time is None:
        return "We do not know yet how long it takes."
    hours = -(-time // timedelta(hours=1))
    if hours <= 1:
        return "In the last weeks, half of the people had a first answer within an hour."
    if hours <= 36:
        return f"In the last weeks, half of the people had a first answer within {hours} hours."
    days = -(-time // timedelta(days=1))
    return f"In the last weeks, half of the people had a first answer within {days} days."
