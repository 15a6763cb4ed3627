"""What a session costs its member. Whoever knows of scales offers that; without, the price itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from matching.models import SpecialistProfile
from peerhub.accounts.models import User

PRICED = 30  # minutes for which a specialist names a price


class Quoted(Protocol):
    """What is shown, and what is paid."""

    @property
    def price_cents(self) -> int | None:
        """What it costs; None where nothing is asked."""

    @property
    def share_percent(self) -> int:
        """How much of it this member pays."""

    @property
    def to_pay_cents(self) -> int:
        """What this member pays."""


@dataclass(frozen=True)
class Full:
    """The price as it is."""

    price_cents: int
    share_percent: int = 100

    @property
    def to_pay_cents(self) -> int:
        """All of it."""
        return self.price_cents


Quote = Callable[[SpecialistProfile, User, int], Quoted]

_asked: list[Quote] = []


def offer(quote: Quote) -> None:
    """Let ``quote`` say it; the latest offer counts, and twice changes nothing."""
    if quote not in _asked:
        _asked.append(quote)


def quote(profile: SpecialistProfile, member: User, minutes: int) -> Quoted:
    """What so many minutes cost this member; half an hour is what a price is for."""
    if _asked:
        return _asked[-1](profile, member, minutes)
    return Full((profile.price_cents or 0) * minutes // PRICED)
