"""What check-ins come to, for the member and for a supervisor."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.alliance import policies
from sessions.alliance.models import MEMORY, AllianceCheckIn
from sessions.alliance.signals import Answers, Look, looks, signals
from sessions.bookings.models import Booking, MeetingWord

BACK = timedelta(weeks=8)  # that a supervisor's page looks back

WHY = {
    Look.NOT_FREE: "Somebody did not feel free to slow down, stop or say no.",
    Look.IN_A_ROW: "Somebody says twice in a row that it does not go well for them.",
}
NEXT = {
    Look.NOT_FREE: (
        "Look today. Ask the member whether they want to meet somebody else, or meet in another way."
        " Do not bring it up with the specialist as something that one person said: speak of pace and"
        " of saying no the next time you talk anyway."
    ),
    Look.IN_A_ROW: (
        "Look this week. The member was asked each time whether they would like to change something."
        " With the specialist, speak of how sessions go in general, at your usual time."
    ),
}


@dataclass(frozen=True)
class Pattern:
    """A check-in that a supervisor should look at, and why."""

    check_in: AllianceCheckIn
    why: frozenset[Look]

    @property
    def is_done(self) -> bool:
        """Whether somebody has looked and done what is next."""
        return hasattr(self.check_in, "look")

    @property
    def lines(self) -> list[str]:
        """Why, in words; they name no member."""
        return [WHY[each] for each in Look if each in self.why]

    @property
    def steps(self) -> list[str]:
        """What is next, in words."""
        return [NEXT[each] for each in Look if each in self.why]


def offers_change(booking: Booking) -> bool:
    """Whether the member's last words ask for an offer to change something."""
    return bool(signals(_history(booking)))


def looks_after(check_in: AllianceCheckIn) -> frozenset[Look]:
    """Why a supervisor looks at this check-in; empty: there is no reason."""
    return looks(_history(check_in.booking))


def patterns_for(supervisor: User, *, now: datetime) -> list[Pattern]:
    """All that this supervisor should look at, what is not done first, then the latest."""
    rows = policies.seen_by(supervisor).with_people().select_related("look")
    rows = rows.filter(booking__starts_at__gt=now - BACK - MEMORY)
    pairs: defaultdict[tuple[int, int], list[AllianceCheckIn]] = defaultdict(list)
    for check_in in rows.order_by("booking__starts_at", "pk"):
        pairs[check_in.booking.member_id, check_in.booking.specialist_id].append(check_in)
    found = [
        Pattern(check_in, why)
        for row in pairs.values()
        for place, check_in in enumerate(row)
        if check_in.said_at > now - BACK and (why := looks(_lately(row[:place], check_in)))
    ]
    found.sort(key=lambda each: (not each.is_done, each.check_in.said_at), reverse=True)
    return found


def waiting(person: User, now: datetime) -> int:
    """How much of it is not done."""
    return sum(not each.is_done for each in patterns_for(person, now=now))


def often_away(supervisor: User, *, now: datetime) -> list[SpecialistProfile]:
    """Whom of those this supervisor looks after they should ask how they are, by name."""
    away = MeetingWord.objects.often_away(now=now)
    theirs = SpecialistProfile.objects.filter(
        person__in=away,
        person__supervisions__supervisor=supervisor,
        person__supervisions__ended_at=None,
    )
    return sorted(theirs.select_related("person").distinct(), key=lambda each: each.name)


def _lately(before: list[AllianceCheckIn], check_in: AllianceCheckIn) -> list[Answers]:
    """What ``AllianceCheckIn.objects.until`` finds, of rows that are here already."""
    since = check_in.booking.starts_at - MEMORY
    return [each.answers for each in (*before, check_in) if each.booking.starts_at > since]


def _history(booking: Booking) -> list[Answers]:
    return [each.answers for each in AllianceCheckIn.objects.until(booking)]
