"""What payers ask for, from which day on. Data, read by people: change it in a review. Pure.

A change of terms is another ``Terms`` with its own first day; one that is here stays, as sessions of
earlier days go by it. Nothing in it is a promise of a real payer: the plans are examples, and before
a real one is added, somebody reads its own manual and names it as ``source``.

Sources: North Carolina's service definition of peer support, 2019 (handbook, domain P51: H0038 at
$11.97 and HQ at $2.88 a unit, 24 units without an authorisation, one supervisor to eight peers, one
peer to fifteen members, groups of twelve, an order signed on the first day at the latest); modifiers
and places of service as CMS lists them (handbook, domain 3.4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sessions.insurance.units import Rule

CODE = "H0038"  # "Self-help/peer services, per 15 minutes"
GROUP = "HQ"
HEALTH, SUBSTANCES = "HE", "HF"  # programs: mental health, use of substances
# Where the member was: place of service of CMS, by what they said when they booked.
PLACES: Mapping[str, str] = {"home": "10", "elsewhere": "02"}
OF_SUBSTANCES = tuple(f"F{number}" for number in range(10, 20))  # chapters of ICD-10


class Asks(StrEnum):
    """When a prior authorisation is needed."""

    NEVER = "never"
    AFTER = "after"  # the units that need none
    ALWAYS = "always"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What one payer asks for from ``since`` on."""

    since: date
    source: str
    rule: Rule
    rate: Decimal  # dollars a unit
    group_rate: Decimal
    # How people met, and the modifiers that say so. A way that is not here is not paid for.
    ways: Mapping[str, tuple[str, ...]]
    peer: tuple[str, ...] = ()  # HM: less than a bachelor's degree
    says_program: bool = True  # HE or HF
    a_day: int | None = None  # units
    a_year: int | None = None
    unmanaged: int | None = None  # units of a year that need no authorisation
    authorisation: Asks = Asks.NEVER
    order: bool = False  # a service order is needed, not only asked for
    co_sign: bool = False
    peers_of_supervisor: int = 8
    members_of_peer: int = 15
    group: int = 12

    def cents(self, units: int, *, group: bool = False) -> int:
        """What so many units cost."""
        return int((self.group_rate if group else self.rate) * 100) * units

    def pays_for(self, way: str) -> bool:
        """Whether a session that was held in this way is paid for."""
        return way in self.ways

    def modifiers(self, way: str, *, diagnosis: str, group: bool = False) -> list[str]:
        """What stands after the code, in the order of a claim: group, program, peer, way."""
        program = SUBSTANCES if about_substances(diagnosis) else HEALTH
        return [
            *([GROUP] if group else []),
            *([program] if self.says_program else []),
            *self.peer,
            *self.ways[way],
        ]


@dataclass(frozen=True, kw_only=True)
class Payer:
    """A plan that pays, and its terms, the oldest first."""

    key: str
    name: str
    payer_id: str  # made up, as long as no real one is here
    terms: Sequence[Terms] = field(default_factory=tuple)

    def on(self, day: date) -> Terms | None:
        """What it asked for on a day; None before its first one."""
        return next((each for each in reversed(self.terms) if each.since <= day), None)


PAYERS = (
    Payer(
        key="example-a",
        name="Example Plan A",
        payer_id="EXAMPLE-A",
        terms=(
            Terms(
                since=date(2019, 8, 1),
                source="Example, after North Carolina 2019 (P51); no way but the telephone and video.",
                rule=Rule.FULL,
                rate=Decimal("11.97"),
                group_rate=Decimal("2.88"),
                ways={"audio": ("93",), "video": ("95",)},
                peer=("HM",),
                a_day=16,
                unmanaged=24,
                authorisation=Asks.AFTER,
                order=True,
            ),
        ),
    ),
    Payer(
        key="example-b",
        name="Example Plan B",
        payer_id="EXAMPLE-B",
        terms=(
            Terms(
                since=date(2024, 1, 1),
                source="Example: another way of counting, GT for video, a co-signature, a cap a year.",
                rule=Rule.MIDPOINT,
                rate=Decimal("14.00"),
                group_rate=Decimal("3.50"),
                ways={"audio": ("93",), "video": ("GT",)},
                a_day=8,
                a_year=200,
                authorisation=Asks.ALWAYS,
                co_sign=True,
            ),
            Terms(
                since=date(2027, 1, 1),
                source="Example: the same plan, which pays more from 2027 on.",
                rule=Rule.MIDPOINT,
                rate=Decimal("14.50"),
                group_rate=Decimal("3.60"),
                ways={"audio": ("93",), "video": ("GT",)},
                a_day=8,
                a_year=200,
                authorisation=Asks.ALWAYS,
                co_sign=True,
            ),
        ),
    ),
)
BY_KEY = {each.key: each for each in PAYERS}


def about_substances(diagnosis: str) -> bool:
    """Whether a code of ICD-10 is of the use of substances (F10 to F19)."""
    return diagnosis.upper().startswith(OF_SUBSTANCES)
