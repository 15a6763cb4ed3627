"""What the gate of billing goes by, and what it says. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sessions.insurance.payers import Terms
from sessions.insurance.units import left_of, units_of, within

ONE = 1  # people in a session of two: the member


class Who(StrEnum):
    """Who can put it right."""

    MEMBER = "The member"
    SPECIALIST = "The peer specialist"
    SUPERVISOR = "The supervisor"
    BILLING = "Our billing team"
    NOBODY = "Nobody"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that the gate knows of one session."""

    day: date  # on the member's calendar
    today: date
    # The member's choice.
    live: bool
    signature: bool
    to_bill: bool
    to_treat: bool
    substances: bool  # they agreed that what touches substances is told
    chosen_on: date
    # What the plan and others told us.
    member_number: bool
    eligible: str
    diagnosis: str = ""  # verified by a clinician
    authorised: tuple[date, date] | None = None
    authorised_units: int | None = None  # that are left of it; None: it has no number
    ordered_on: date | None = None
    release: bool = False
    organisation: bool = False  # the managed care organisation
    referrer: bool = False
    # The session.
    held: bool
    way: str
    where: str
    minutes: int | None
    signed: bool
    to_co_sign: bool
    co_signed: bool
    certificate: bool
    free: str = ""  # why somebody else pays for it, or nobody has to
    billed: bool = False
    used_day: int = 0  # units of other sessions
    used_year: int = 0
    # People.
    supervised: bool
    peers_of_supervisor: int = 1
    members_of_peer: int = 1
    group: int = ONE

    def units(self, terms: Terms) -> int:
        """How many the payer would pay for: what the minutes are, less what a cap takes away."""
        if not self.minutes or self.minutes < 1:
            return 0
        left = (left_of(terms.a_day, [self.used_day]), left_of(terms.a_year, [self.used_year]))
        return within(units_of(self.minutes, terms.rule), *left)


@dataclass(frozen=True)
class Finding:
    """One thing that is missing, or may be."""

    key: str
    stops: bool
    words: str
    todo: str
    who: Who

    @property
    def help(self) -> str:
        """Who can do what: "Our billing team: Ask the plan …"."""
        return self.todo if self.who == Who.NOBODY else f"{self.who}: {self.todo}"
