"""For how long a specialist's question whether a session can move stands, and what is kept for it. Pure."""

from datetime import datetime, timedelta

ASKED_FOR = timedelta(hours=24)  # as long as any time is kept for a member who decides
LEAST = timedelta(hours=1)  # nobody is asked who has less than this to answer


def answer_by(
    old: datetime, new: datetime, *, free_until: timedelta, notice: timedelta, now: datetime
) -> datetime | None:
    """Until when the member can answer; None where there is too little time left to ask.

    A day, and never beyond the moment from which the old time could not be changed any more or the
    new one not be booked: the answer must not come too late for either.

    Args:
        old: when the session starts.
        new: when it would start.
        free_until: how long before its start a session can be changed.
        notice: how long before its start a session must be booked.
        now: an aware instant.
    """
    until = min(now + ASKED_FOR, old - free_until, new - notice)
    return until if until - now >= LEAST else None


def to_keep(old: datetime, new: datetime, length: timedelta) -> tuple[datetime, datetime]:
    """The minutes of the new time that the session does not have already."""
    if new < old < new + length:
        return new, old
    if old < new < old + length:
        return old + length, new + length
    return new, new + length
