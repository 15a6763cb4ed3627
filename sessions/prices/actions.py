"""What people do about prices: ask for one, say which share they can pay; and what held is kept."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.models import SpecialistProfile
from matching.peers import actions as peers
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from sessions.bookings.models import Booking
from sessions.prices import policies
from sessions.prices.models import OwnShare, PriceChange, Quoted
from sessions.prices.reading import quote
from sessions.prices.sums import in_dollars, terms


class NotYourPrice(DomainError):
    """Somebody else's price."""

    code: ClassVar[str] = "not_your_price"
    status: ClassVar[int] = 404


class OutsideOfTheBand(DomainError):
    """More than a session can cost here, or not in whole dollars."""

    code: ClassVar[str] = "outside_of_the_band"


class NoSuchShare(DomainError):
    """A share that nobody can choose."""

    code: ClassVar[str] = "no_such_share"


@transaction.atomic
def set_price(
    profile: SpecialistProfile,
    cents: int | None,
    *,
    is_paid: bool = True,
    by: User,
    now: datetime,
) -> None:
    """From now on the specialist asks so much for 30 minutes, or nothing. The same changes nothing.

    What is booked stays as it was quoted.

    Args:
        profile: whose price it is.
        cents: whole dollars within the band; None, or 0, asks nothing.
        is_paid: for who asks nothing, whether they are paid the floor.
        by: the specialist.
        now: an aware instant.

    Raises:
        NotYourPrice: somebody else's.
        OutsideOfTheBand: more than the band, or not in whole dollars.
    """
    if not policies.may_set_price(by, profile):
        raise NotYourPrice("We could not find that price.")
    cents = cents or None
    on = now.astimezone(by.zone).date()
    if cents is not None and not policies.is_in_band(cents, on=on):
        most = in_dollars(terms(on).most)
        raise OutsideOfTheBand(f"30 minutes cost whole dollars here, {most} at most.")
    User.objects.locked(profile.person_id)
    profile.refresh_from_db(fields=["price_cents"])
    last = PriceChange.objects.of(profile).first()
    paid = is_paid or cents is not None
    was = (profile.price_cents, last is None or last.is_paid)
    if was == (cents, paid) and last is not None:
        return
    PriceChange.objects.create(specialist=profile, cents=cents, is_paid=paid, by=by, at=now)
    if profile.price_cents != cents:
        peers.set_price(profile, cents)
    record(Verb.PRICE_SET, by=by, on=profile, cents=cents, paid=paid)


@transaction.atomic
def declare(member: User, share_percent: int | None, *, now: datetime) -> None:
    """Keep which share of prices the member can pay, on their word alone; None forgets it.

    What led to it is asked nowhere and kept nowhere. What is booked stays as it was quoted.

    Raises:
        NoSuchShare: not one of ``SHARES``.
    """
    if share_percent is None:
        if OwnShare.objects.filter(member=member).delete()[0]:
            record(Verb.SHARE_FORGOTTEN, by=member, on=member)
        return
    if not policies.is_share(share_percent):
        raise NoSuchShare("Please choose one of the five shares.")
    OwnShare.objects.update_or_create(
        member=member, defaults={"percent": share_percent, "said_at": now}
    )
    record(Verb.SHARE_SAID, by=member, on=member)  # that, and not which one


def keep_quote(booking: Booking, *, now: datetime) -> Quoted | None:
    """Write down what a session costs its member, in the transaction that books it. Twice: once.

    None where its specialist asks nothing: nothing is written then.
    """
    if booking.specialist.price_cents is None:
        return None
    found = quote(booking.specialist, booking.member, booking.minutes)
    kept, _ = Quoted.objects.get_or_create(
        booking=booking,
        defaults={
            "price_cents": found.price_cents,
            "share_percent": found.share_percent,
            "to_pay_cents": found.to_pay_cents,
            "at": now,
        },
    )
    return kept
