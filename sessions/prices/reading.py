"""What a session with somebody costs a member, before anything is booked."""

from dataclasses import dataclass

from matching.models import SpecialistProfile
from matching.price_words import Words
from peerhub.accounts.models import User
from sessions.prices.models import OwnShare, PriceChange
from sessions.prices.sums import SHARES, for_minutes, in_dollars, to_pay

ASKS_NOTHING = "Asks nothing."
PAYS_NOTHING = "You pay nothing."
PARTS = {25: "a quarter", 50: "half", 75: "three quarters"}


@dataclass(frozen=True)
class Quote:
    """A price for so many minutes, and what one member pays of it."""

    price_cents: int | None  # None: asks nothing
    share_percent: int
    to_pay_cents: int
    words: str  # for the member, and for nobody else: their share is in it


def quote(profile: SpecialistProfile, member: User | None, minutes: int) -> Quote:
    """What it costs this member now; a visitor, None, reads the whole price."""
    return quoted(profile.price_cents, share_of(member), minutes)


def quoted(cents: int | None, share: int, minutes: int) -> Quote:
    """The same, for whoever knows both; ``cents`` is the price of 30 minutes."""
    if cents is None:
        return Quote(None, share, 0, ASKS_NOTHING)
    price = for_minutes(cents, minutes)
    due = to_pay(price, share)
    return Quote(price, share, due, _words(price, share, due, minutes))


def words_for(member: User | None) -> Words:
    """How prices read for them; their share is asked for once."""
    share = share_of(member)
    return lambda cents, minutes: quoted(cents, share, minutes).words


def share_of(member: User | None) -> int:
    """Percent that they pay."""
    return OwnShare.objects.of(member) if member is not None else SHARES[-1]


def wants_pay(profile: SpecialistProfile) -> bool:
    """Whether a specialist is paid for their time: everybody who did not say otherwise."""
    last = PriceChange.objects.of(profile).values_list("is_paid", flat=True).first()
    return last is not False


def _words(price: int, share: int, due: int, minutes: int) -> str:
    said = f"{in_dollars(price)} for {minutes} minutes."
    if share == SHARES[-1]:
        return said
    return f"{said} {f'You pay {PARTS[share]}: {in_dollars(due)}.' if due else PAYS_NOTHING}"
