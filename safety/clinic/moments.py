"""When a member first met somebody here, and how it went on. Those who know offer it.

Safety sits below sessions and never asks it; sessions offers an answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Moments:
    """What happened here with one member: dates and a number, nothing of what was said."""

    first_contact: datetime | None = None  # when somebody here first wrote or spoke with them
    first_session: datetime | None = None  # that they went to
    attended: int = 0  # sessions they went to


Lookup = Callable[[int, datetime], Moments]

_lookups: list[Lookup] = []


def offer(lookup: Lookup) -> None:
    """Let ``lookup`` say what happened with the member of an id; twice changes nothing."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def of(member_id: int, now: datetime) -> Moments:
    """What all of them know together: the earliest first times, and all sessions."""
    found = [lookup(member_id, now) for lookup in _lookups]
    return Moments(
        first_contact=min((at for each in found if (at := each.first_contact)), default=None),
        first_session=min((at for each in found if (at := each.first_session)), default=None),
        attended=sum(each.attended for each in found),
    )
