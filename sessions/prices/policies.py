"""Who sets a price, and between what."""

from datetime import date

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.prices.sums import DOLLAR, SHARES, terms


def may_set_price(person: User, profile: SpecialistProfile) -> bool:
    """The specialist, and nobody for them."""
    return person.pk == profile.person_id


def is_in_band(cents: int, *, on: date) -> bool:
    """Whether 30 minutes may cost so much: whole dollars, above nothing."""
    return 0 < cents <= terms(on).most and cents % DOLLAR == 0


def is_share(percent: int) -> bool:
    """Whether a member can pay this share."""
    return percent in SHARES
