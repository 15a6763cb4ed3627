"""Who may write in a thread now, and why not. Asked anew each time: nothing of it is kept.

Source: handbook, domain 1C row 27 (messages between sessions), with limits of our own.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from matching.models import SetAside
from peerhub.accounts.blocking import are_apart
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from sessions.bookings.companions import GOES_ON
from sessions.bookings.doors import OPENS, STAYS
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.threads.models import Line, Thread
from sessions.threads.states import Side

A_DAY = 30  # lines of a member, on a day of their own clock, outside of sessions
SAID_FROM = 10  # left of them: from here on the page says how many

MEETING = (BookingState.BOOKED, BookingState.HELD)


class Why(Enum):
    """Why somebody cannot write; what became of the other person is told to nobody."""

    RESTS = "rests"  # a block, a closed account, a change of peer: the same words for all
    NO_SESSION = "no_session"  # the two neither met nor are about to
    LONG_AGO = "long_ago"  # a specialist whose last session with the member is too long ago
    ENOUGH = "enough"  # a member wrote as much as a day holds


@dataclass(frozen=True)
class Standing:
    """Whether somebody may write, and how much."""

    why: Why | None = None
    left: int | None = None  # lines of today; None: nobody counts

    @property
    def may_write(self) -> bool:
        """Whether words are taken now."""
        return self.why is None

    @property
    def said_left(self) -> int | None:
        """How many are left, where the page says it."""
        return self.left if self.left is not None and self.left <= SAID_FROM else None


def standing_of(thread: Thread, person: User, *, now: datetime) -> Standing:
    """How one of the two stands in the thread at ``now``."""
    member, specialist = thread.member, thread.specialist.person
    if not (member.is_active and specialist.is_active) or are_apart(member.pk, specialist.pk):
        return Standing(Why.RESTS)
    if Role.SPECIALIST not in specialist.roles:
        return Standing(Why.RESTS)
    pair = Booking.objects.filter(member=member, specialist=thread.specialist_id).settled()
    sessions = list(pair.values_list("starts_at", "ends_at", "state"))
    if not sessions:
        return Standing(Why.NO_SESSION)
    meeting = [(start, end) for start, end, state in sessions if state in MEETING]
    if _went_on(thread) and not any(now < end + STAYS for _, end in meeting):
        return Standing(Why.RESTS)
    if thread.side_of(person) == Side.SPECIALIST:
        last = max(end for _, end, _ in sessions)
        return Standing(None if now < last + GOES_ON else Why.LONG_AGO)
    if any(start - OPENS <= now < end + STAYS for start, end in meeting):
        return Standing()  # they are in a session: nobody counts
    left = max(0, A_DAY - _today(thread, member, now=now))
    return Standing(None if left else Why.ENOUGH, left)


def _went_on(thread: Thread) -> bool:
    """Whether the member went on with someone else."""
    return SetAside.objects.filter(
        member=thread.member_id, specialist=thread.specialist_id
    ).exists()


def _today(thread: Thread, member: User, *, now: datetime) -> int:
    local = now.astimezone(member.zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return Line.objects.filter(thread=thread, at__gte=midnight).by(Side.MEMBER).count()
