"""Who needs what next, why and by when: the order of a specialist's day. Pure.

What is late comes first, the longest first; then what is due next; what has no time comes last. The
spans are ours, drawn from what the field asks (handbook, domain 3.4 and 1F 58): a note within two
days, a word when nothing is booked for ten days and before the two are strangers again after four
weeks, supervision every month.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

DAY = timedelta(days=1)
NOTE_WITHIN = 2 * DAY  # of the end of a session
PROMISE_SHOWN = 3 * DAY  # before its day is over
QUIET, QUIET_MOST = 10 * DAY, 14 * DAY  # since the last session, with nothing booked
SUPERVISION_EVERY, SUPERVISION_SHOWN = 30 * DAY, 7 * DAY


class Kind(IntEnum):
    """What is needed; at the same time the lower number comes first."""

    HAND_OVER = 0
    NOTE = 1
    PROMISE = 2
    REQUEST = 3
    NEXT_SESSION = 4
    SUPERVISION = 5


@dataclass(frozen=True)
class Unwritten:
    """A session that is over and has no signed note."""

    key: str  # its address
    ended_at: datetime
    has_draft: bool


@dataclass(frozen=True)
class Promised:
    """A promise that is open."""

    words: str
    due_at: datetime | None  # the last second of its day


@dataclass(frozen=True)
class About:
    """What is known of one person of a specialist."""

    member_id: int
    name: str
    last_ended_at: datetime | None = None
    next_at: datetime | None = None
    unwritten: Sequence[Unwritten] = ()
    promised: Sequence[Promised] = ()


@dataclass(frozen=True)
class Desk:
    """What waits for a specialist beside their people.

    Attributes:
        requests: people who ask for someone, whom they may answer.
        hand_overs: keys of hand-overs that wait for their answer.
        supervised_at: when they and their supervisor last wrote of a talk, or began; None without one.
    """

    requests: int = 0
    hand_overs: Sequence[str] = ()
    supervised_at: datetime | None = None


@dataclass(frozen=True)
class Need:
    """One line of the list: the reason in words, by when, and where its one action leads."""

    kind: Kind
    reason: str
    due_at: datetime | None
    key: str  # of the page: a session, a member, a hand-over
    name: str = ""

    @property
    def what(self) -> str:
        """The kind as templates compare it."""
        return self.kind.name.lower()

    def is_late(self, *, now: datetime) -> bool:
        """Whether its time is over."""
        return self.due_at is not None and self.due_at < now


def needs(people: Iterable[About], desk: Desk, *, now: datetime) -> list[Need]:
    """All that is needed, in the order in which to do it."""
    found = [each for about in people for each in _of(about, now)] + _beside(desk, now)
    return sorted(found, key=_order)


def _order(need: Need) -> tuple[bool, float, Kind, str, str]:
    due = need.due_at
    return (due is None, due.timestamp() if due else 0.0, need.kind, need.name, need.key)


def _of(about: About, now: datetime) -> list[Need]:
    name = about.name
    found = [
        Need(
            Kind.NOTE,
            f"The note about your session with {name} is "
            + ("a draft. It waits for you to sign it." if each.has_draft else "not written yet."),
            each.ended_at + NOTE_WITHIN,
            each.key,
            name,
        )
        for each in about.unwritten
    ]
    found += [
        Need(
            Kind.PROMISE,
            f"You promised {name}: “{each.words}”",
            each.due_at,
            str(about.member_id),
            name,
        )
        for each in about.promised
        if each.due_at is not None and each.due_at - PROMISE_SHOWN <= now
    ]
    last = about.last_ended_at
    if last is not None and about.next_at is None and last + QUIET <= now:
        days = (now - last) // DAY
        reason = f"It is {days} days since you met {name}, and nothing is booked."
        found.append(Need(Kind.NEXT_SESSION, reason, last + QUIET_MOST, str(about.member_id), name))
    return found


def _beside(desk: Desk, now: datetime) -> list[Need]:
    found = [
        Need(Kind.HAND_OVER, "A peer would like to hand somebody over to you.", None, key)
        for key in desk.hand_overs
    ]
    if desk.requests:
        who = "Somebody asks" if desk.requests == 1 else f"{desk.requests} people ask"
        found.append(Need(Kind.REQUEST, f"{who} for a peer, and you could fit.", None, ""))
    last = desk.supervised_at
    if last is not None and last + SUPERVISION_EVERY - SUPERVISION_SHOWN <= now:
        days = (now - last) // DAY
        reason = f"Your last entry in the supervision log is {days} days old."
        found.append(Need(Kind.SUPERVISION, reason, last + SUPERVISION_EVERY, ""))
    return found
