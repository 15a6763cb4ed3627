"""Begin to pay for a session, and let it go again."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.events import publish
from safety.flags import actions as flags
from safety.subjects import SubjectRef
from sessions.bookings import actions as bookings
from sessions.bookings.actions import PLACE, How, NotBookable, Wish
from sessions.bookings.states import offers
from sessions.payments import free, gateway
from sessions.payments.events import PaymentWoken
from sessions.payments.models import PAGE_FOR, Payment
from sessions.payments.states import PaymentState, Why
from sessions.prices.reading import quote

SUBJECT = "sessions.payment"


class StillFree(DomainError):
    """There is free time left: it comes before any payment."""

    code: ClassVar[str] = "still_free"


class NothingToPay(DomainError):
    """The session costs this member nothing."""

    code: ClassVar[str] = "nothing_to_pay"


class PaymentsOff(DomainError):
    """Nobody can pay here."""

    code: ClassVar[str] = "payments_off"


@dataclass(frozen=True)
class Begun:
    """A payment that can be paid now, and whether its note calls for help on the next page."""

    payment: Payment
    show_help: bool = False


def begin(wish: Wish, how: How, *, now: datetime) -> Begun:
    """Write the payment and keep its time; nothing is asked of the card company yet.

    What it costs is our own price at this moment. The same wish again gives the same payment; a
    wish for another time lets the older one go. The note is read for danger when it is stored: who
    never pays is heard all the same.

    Raises:
        PaymentsOff, StillFree, NothingToPay: there is no way to pay, or no need.
        NotBookable, SlotTaken: as when one books.
    """
    if not gateway.is_set_up():
        raise PaymentsOff("Paying is not possible here. Nothing was booked, and nothing was taken.")
    with bookings.whole_or_taken():
        return _begin(wish, how, now)


@transaction.atomic
def let_go(payment: Payment, *, by: User, now: datetime) -> None:
    """Its member does not want to pay: the time is free again at once. Twice changes nothing.

    Raises:
        NotBookable: it is somebody else's.
    """
    if payment.member_id != by.pk:
        raise NotBookable("We could not find that payment.")
    User.objects.all_locked(payment.member_id, payment.specialist.person_id)
    row = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    if row.state == PaymentState.BEGUN:
        release(row, Why.LET_GO, now=now)


def release(row: Payment, why: Why, *, now: datetime) -> None:
    """Take nothing: the row and both people are locked. The card is told in a moment."""
    row.move_to(PaymentState.RELEASING, now=now, why=why)
    row.keep_note("")
    row.due_at = now
    free_the_time(row, now=now)
    row.save()
    publish(PaymentWoken(payment_id=row.pk))


def free_the_time(row: Payment, *, now: datetime) -> None:
    """Somebody else can have it; what was offered to the member stays theirs. The caller saves the row.

    Once: what is kept then by a later payment, or offered since, is not this one's to let go.
    """
    if row.keeps_time:
        bookings.take_offer_back(row.member, row.starts_at, until=row.kept_until, now=now)
        row.keeps_time = False


def _begin(wish: Wish, how: How, now: datetime) -> Begun:
    User.objects.all_locked(wish.member.pk, wish.profile.person_id)
    profile = bookings.shown(wish, now)
    if not offers(profile.ways, how.mode):
        raise NotBookable("This person cannot be booked in this way.")
    minutes = int(wish.length.total_seconds()) // 60
    cents = quote(profile, wish.member, minutes).to_pay_cents
    if cents <= 0:
        raise NothingToPay("This session costs you nothing. You can book it as it is.")
    if free.left(wish.member, wish.starts_at, now):
        raise StillFree("You have free time left in that month. It comes before any payment.")
    older = Payment.objects.select_for_update(of=("self",)).open_of(wish.member).first()
    if older is not None and _is_for(older, wish, cents, now):
        return _again(older, how, now)
    if older is not None:
        release(older, Why.LET_GO, now=now)
    row = Payment(
        member=wish.member,
        specialist=profile,
        starts_at=wish.starts_at,
        minutes=minutes,
        mode=how.mode,
        where=how.where or "",
        cents=cents,
        begun_at=now,
        changed_at=now,
        closes_at=now + PAGE_FOR,
        due_at=now,
    )
    row.keeps_time = bookings.keep_while_paying(wish, until=row.kept_until, now=now)
    row.keep_note(how.note)
    row.save()
    row.changes.create(state=row.state, at=now)
    record(Verb.PAYMENT_BEGUN, by=wish.member, on=row)
    return Begun(row, _watch(row, how.note, now))


def _is_for(older: Payment, wish: Wish, cents: int, now: datetime) -> bool:
    """Whether it is this very payment, and somebody can still pay it."""
    same = (older.specialist_id, older.starts_at, older.ends_at, older.cents)
    wanted = (wish.profile.pk, wish.starts_at, wish.ends_at, cents)
    return same == wanted and now < older.closes_at


def _again(row: Payment, how: How, now: datetime) -> Begun:
    """Words that came late are words too."""
    row.mode, row.where = how.mode, how.where or ""
    row.keep_note(how.note)
    row.save(update_fields=["mode", "where", "sealed_note"])
    return Begun(row, _watch(row, how.note, now))


def _watch(row: Payment, note: str, now: datetime) -> bool:
    if not note:
        return False
    subject = SubjectRef(SUBJECT, str(row.pk))
    return flags.watch(note, author=row.member, subject=subject, place=PLACE, now=now).show_help
