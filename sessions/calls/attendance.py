"""Who was there, and how long: sums over visits. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

Visit = tuple[datetime, datetime]  # from, until (exclusive)

MINUTE = timedelta(minutes=1)
MET_FROM = 5 * MINUTE  # together for at least this long, and we would say that two people met


@dataclass(frozen=True)
class Attendance:
    """How long each of two people was in the room, and how long both were."""

    member: timedelta
    specialist: timedelta
    together: timedelta

    @property
    def met(self) -> bool | None:
        """Whether the visits say that they met; None where they do not say it.

        A visit that we did not see is no proof of absence: without a script, or on the telephone,
        two people can meet all the same. So nobody is ever said to have missed a session unless
        the other one came.
        """
        if self.together >= MET_FROM:
            return True
        came = (self.member > timedelta(), self.specialist > timedelta())
        return False if came.count(True) == 1 else None


def merged(visits: Iterable[Visit]) -> list[Visit]:
    """The same moments as stretches in order that do not touch each other; empty ones are none."""
    found: list[Visit] = []
    for start, end in sorted(visits):
        if end <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def shared(one: Iterable[Visit], other: Iterable[Visit]) -> list[Visit]:
    """The moments that are in both."""
    both = [
        (max(start, their_start), min(end, their_end))
        for start, end in merged(one)
        for their_start, their_end in merged(other)
    ]
    return merged(both)


def lasted(visits: Iterable[Visit]) -> timedelta:
    """How long they are, each moment counted once."""
    return sum((end - start for start, end in merged(visits)), timedelta())


def attendance(member: Sequence[Visit], specialist: Sequence[Visit]) -> Attendance:
    """What the visits of two people add up to."""
    return Attendance(lasted(member), lasted(specialist), lasted(shared(member, specialist)))


def in_minutes(length: timedelta) -> int:
    """Whole minutes; what has begun is not counted, and nothing is rounded up."""
    return length // MINUTE
