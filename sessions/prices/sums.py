"""How a price is counted: for other lengths, by a share, and what of it a specialist gets. Pure.

All sums are whole US cents; what does not divide is rounded in favour of whoever pays, and pay is
rounded in favour of whoever earns.
"""

from dataclasses import dataclass
from datetime import date

USUAL = 30  # minutes that a price is for
DOLLAR = 100
LEAST = 50  # a card cannot be charged less than this (Stripe's least sum in US dollars)
SHARES = (0, 25, 50, 75, 100)  # percent of the price that a member can pay


@dataclass(frozen=True)
class Terms:
    """What holds for sessions that begin on a day or later."""

    since: date
    most: int  # that 30 minutes can cost
    floor: int  # that is paid for 30 minutes, whoever bears them
    share: int  # percent of what a member paid that PeerHub keeps
    share_most: int  # that it keeps of 30 minutes


# The band: handbook, domain 1C row 23 and 3.4, after what one comparable service asks ($65).
#
# The floor, with its reasons. Peer specialists are counted by the Bureau of Labor Statistics among
# community health workers (SOC 21-1094), whose median wage was $24.93 an hour (Occupational
# Employment and Wage Statistics, May 2025). Thirty minutes with a member are forty-five of work:
# fifteen more are for the note and for the rest that this platform itself asks for (``RESTED``).
# 0.75 x $24.93 = $18.70, rounded up to the dollar. Beside it: North Carolina's Medicaid paid an
# agency $23.94 for the same time in 2019 (H0038, two units; domain 3.4), of which it bore its costs.
#
# What PeerHub keeps covers cards, supervision and the floor of others. A cap, because a dear
# session costs it no more than a cheap one.
TERMS = (Terms(date(2026, 1, 1), most=65 * DOLLAR, floor=1900, share=15, share_most=600),)


@dataclass(frozen=True)
class Pay:
    """What a specialist gets for a session: the floor, and what comes on top of it."""

    base: int
    above: int

    @property
    def cents(self) -> int:
        """Both."""
        return self.base + self.above


def terms(on: date) -> Terms:
    """What holds on a day; before the first day, what held first."""
    return next((each for each in reversed(TERMS) if each.since <= on), TERMS[0])


def for_minutes(cents: int, minutes: int) -> int:
    """What so many minutes cost: 15 are half of the price, 60 are two."""
    return cents * minutes // USUAL


def to_pay(price: int, share: int) -> int:
    """What a member with this share pays of a price; too little for a card is nothing."""
    cents = price * share // 100
    return cents if cents >= LEAST else 0


def floor_for(minutes: int, held: Terms) -> int:
    """The least that is paid for so many minutes."""
    return -(-held.floor * minutes // USUAL)


def pay_for(paid: int, minutes: int, held: Terms) -> Pay:
    """What a session comes to, of which a member paid so much: never less than the floor."""
    kept = min(paid * held.share // 100, for_minutes(held.share_most, minutes))
    base = floor_for(minutes, held)
    return Pay(base, max(paid - kept - base, 0))


def in_digits(cents: int) -> str:
    """For tables and files: 30.00, 7.50, -19.00."""
    sign, (dollars, rest) = "-" if cents < 0 else "", divmod(abs(cents), DOLLAR)
    return f"{sign}{dollars}.{rest:02}"


def in_dollars(cents: int) -> str:
    """As a reader says it: $30, $7.50, less than nothing with its sign."""
    sign, (dollars, rest) = "−" if cents < 0 else "", divmod(abs(cents), DOLLAR)
    return f"{sign}${dollars:,}.{rest:02}" if rest else f"{sign}${dollars:,}"
