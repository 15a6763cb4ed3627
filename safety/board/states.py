"""Where a request to switch a rule stands."""

from enum import StrEnum


class Standing(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"  # for a second person
    AGREED = "agreed"  # in effect since
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"  # by who asked
