"""Until when a background check counts. Pure.

A check tells of the past alone, so it ages, whatever its paper says. After how many months is the
installation's rule (``BACKGROUND_CHECK_MONTHS``); a paper can only make it shorter.
"""

import calendar
from datetime import date

MONTHS = 12  # of a year


def last_day(checked_on: date, *, months: int, paper: date | None = None) -> date:
    """The last day on which a check counts: so many months later, or the paper's own earlier day."""
    years, month = divmod(checked_on.month - 1 + months, MONTHS)
    year = checked_on.year + years
    length = calendar.monthrange(year, month + 1)[1]
    aged = date(year, month + 1, min(checked_on.day, length))
    return min(aged, paper) if paper is not None else aged
