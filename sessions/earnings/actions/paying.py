"""Pay a specialist what statements say: one person makes the payout, another one pays it."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Coalesce

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from sessions.earnings import policies
from sessions.earnings.models import REFERENCE, Payout, Statement
from sessions.ledger.actions import Move, Place, Reason, balance, post
from sessions.ledger.states import Kind

PAID_OUT = "paid_out"


class NotForYou(DomainError):
    """Not somebody who pays, or not the second person."""

    code: ClassVar[str] = "not_for_you"


class NothingToPay(DomainError):
    """No statement has anything that was not paid."""

    code: ClassVar[str] = "nothing_to_pay"


class NotWaiting(DomainError):
    """The payout does not wait any more, or names no transfer."""

    code: ClassVar[str] = "not_waiting"


def payable(profile: SpecialistProfile) -> int:
    """What statements say, without what was paid or waits; never more than there is."""
    said: int = Statement.objects.filter(specialist=profile).aggregate(
        cents=Coalesce(Sum("cents"), 0)
    )["cents"]
    standing = Payout.objects.standing().filter(specialist=profile)
    there = balance(Place(Kind.PAY, profile.person_id))
    return max(min(said - standing.cents(), there - standing.waiting().cents()), 0)


@transaction.atomic
def make(profile: SpecialistProfile, *, by: User, now: datetime) -> Payout:
    """Make a payout of all that is payable, for a second person to pay. Nothing moves yet.

    Raises:
        NotForYou: no administrator, or the specialist themself.
        NothingToPay: nothing is payable, or a payout waits already.
    """
    if not policies.may_pay(by, profile):
        raise NotForYou("Somebody else has to do this.")
    User.objects.locked(profile.person_id)
    waits = Payout.objects.waiting().filter(specialist=profile).exists()
    cents = payable(profile)
    if waits or not cents:
        raise NothingToPay("There is nothing to pay, or a payout waits already.")
    made = Payout.objects.create(specialist=profile, sum_cents=cents, made_by=by, made_at=now)
    record(Verb.PAYOUT_MADE, by=by, on=made, cents=cents)
    return made


@transaction.atomic
def release(payout: Payout, *, reference: str, by: User, now: datetime) -> Payout:
    """Say that it was paid at the bank, under this reference. Only now it moves in the ledger.

    Raises:
        NotForYou: whoever made it, no administrator, or the specialist themself.
        NotWaiting: it was paid or taken back, or the reference is missing.
        NotEnough: less is there than the payout says. Take it back, and make another one.
    """
    payout = _locked(payout)
    if not policies.may_pay(by, payout.specialist) or by.pk == payout.made_by_id:
        raise NotForYou("A second person pays: not who made it, and not who is paid.")
    _must_wait(payout)
    reference = " ".join(reference.split())[:REFERENCE]
    if not reference:
        raise NotWaiting("Write the reference of the transfer, as the bank shows it.")
    owner = payout.specialist.person_id
    move = Move(payout.sum_cents, Place(Kind.PAY, owner), Place(Kind.PAID_OUT, owner))
    post(Reason(f"{PAID_OUT}:payout:{payout.pk}", PAID_OUT), [move], now=now)
    payout.reference, payout.released_by, payout.released_at = reference, by, now
    payout.save(update_fields=["reference", "released_by", "released_at"])
    record(Verb.PAYOUT_RELEASED, by=by, on=payout, cents=payout.sum_cents)
    return payout


@transaction.atomic
def withdraw(payout: Payout, *, by: User, now: datetime) -> Payout:
    """Take back a payout that waits; what it held is payable again.

    Raises:
        NotForYou: no administrator, or the specialist themself.
        NotWaiting: it was paid, or taken back before.
    """
    payout = _locked(payout)
    if not policies.may_pay(by, payout.specialist):
        raise NotForYou("Somebody else has to do this.")
    _must_wait(payout)
    payout.withdrawn_by, payout.withdrawn_at = by, now
    payout.save(update_fields=["withdrawn_by", "withdrawn_at"])
    record(Verb.PAYOUT_WITHDRAWN, by=by, on=payout, cents=payout.sum_cents)
    return payout


def _locked(payout: Payout) -> Payout:
    User.objects.locked(payout.specialist.person_id)
    return Payout.objects.select_related("specialist__person").get(pk=payout.pk)


def _must_wait(payout: Payout) -> None:
    if payout.released_at is not None or payout.withdrawn_at is not None:
        raise NotWaiting("This payout was paid or taken back meanwhile.")
