"""How long we wait before a page is tried again, and when we stop. Pure."""

from datetime import timedelta

# Quick at first: a pager that restarts is back within seconds. In all about 20 minutes, after
# which the next step of the same case has long sent a page of its own.
WAITS = tuple(timedelta(seconds=seconds) for seconds in (5, 10, 20, 45, 90, 180, 300, 600))
TRIES = len(WAITS) + 1


def wait_after(tries: int) -> timedelta | None:
    """How long after ``tries`` tries that failed; None: it is given up."""
    return WAITS[tries - 1] if tries < TRIES else None
