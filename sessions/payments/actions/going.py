"""Go on with a payment: one step after the other, each of which can be cut off before and after it.

A step asks the card company, with no transaction open, and writes what it heard in one. Killed in
between, it is done again: what was asked has a key of ours, so it is done there once; what is
written follows from the state, so it is written once. Nothing is believed because of the order in
which it came: the thing itself is fetched.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F

from sessions.bookings import actions as bookings
from sessions.bookings.actions import How, NotBookable, SlotTaken, Wish
from sessions.bookings.covering import NotCovered
from sessions.bookings.states import Mode, Where
from sessions.payments import gateway
from sessions.payments.actions import entries, moving
from sessions.payments.actions.beginning import release
from sessions.payments.actions.orders import order_of
from sessions.payments.gateway import Away, Claim, Dispute, Hold, HoldState, No, Page, PageState
from sessions.payments.models import LEASE, Payment
from sessions.payments.states import ALLOWED, PaymentState, Trouble, Why

log = logging.getLogger(__name__)

STEPS = 8  # of one payment at one go
AT_ONCE = 20  # payments of one round
LOOK_AGAIN = timedelta(seconds=60)  # at a page on which somebody may be paying
WAITS = (5, 15, 60, 300, 900, 3600)  # seconds, while the card company does not answer
LATE = 8  # tries, after which a person of ours hears of it
S = PaymentState
Step = Callable[[Payment, datetime], bool]


def go_on(payment: Payment, *, now: datetime) -> Payment:
    """As far as it goes now. Where somebody else is at it, nothing is done. Twice changes nothing."""
    for _ in range(STEPS):
        held = _claim(payment, now)
        if held is None:
            break
        try:
            if not _STEPS[S(held.state)](held, now):
                break
        except (Away, No) as error:  # a no that no step expects is ours to look at
            _wait(held, str(error), now)
            break
    return Payment.objects.select_related("specialist__person", "booking").get(pk=payment.pk)


def go_on_with_due(*, now: datetime) -> int:
    """All that is due, the longest waiting first; returns how many were looked at."""
    due = list(Payment.objects.due(now=now).order_by("due_at", "pk")[:AT_ONCE])
    for payment in due:
        go_on(payment, now=now)
    return len(due)


@transaction.atomic
def _claim(payment: Payment, now: datetime) -> Payment | None:
    """Take it for a while. A try counts before it is made: one that kills us is not made for ever."""
    mine = Payment.objects.due(now=now).select_for_update(of=("self",), skip_locked=True)
    row = mine.select_related("member", "specialist__person", "booking").filter(pk=payment.pk)
    found = row.first()
    if found is not None:
        Payment.objects.filter(pk=found.pk).update(held_until=now + LEASE, tries=F("tries") + 1)
        found.tries, found.held_until = found.tries + 1, now + LEASE
    return found


def _wait(held: Payment, error: str, now: datetime) -> None:
    """The card company does not answer: again after a while, longer each time."""
    wait = WAITS[min(held.tries, len(WAITS)) - 1]

    def later(row: Payment) -> None:
        row.error, row.due_at = error[:64], now + timedelta(seconds=wait)
        if row.tries >= LATE and not row.trouble:
            moving.trouble(row, Trouble.AWAY, now=now)

    moving.change(held, later)
    log.warning("payment %d waits for an answer: %s", held.pk, error)


def _again_at(held: Payment, at: datetime | None) -> bool:
    def plan(row: Payment) -> None:
        row.due_at, row.tries = at, 0
        if row.trouble == Trouble.AWAY:
            row.trouble = Trouble.NONE

    moving.change(held, plan)
    return False


def _key(deed: str, held: Payment) -> str:
    """The same deed again is done once. What they refused has another one: they repeat a no for days."""
    number = f":{held.refusals}" if held.refusals else ""
    return f"{deed}:{held.public_id}{number}"


def _note_no(held: Payment) -> None:
    Payment.objects.filter(pk=held.pk).update(refusals=F("refusals") + 1)


# ---- before anything is taken


def _begun(held: Payment, now: datetime) -> bool:
    """Open the page, and see whether somebody paid there."""
    try:
        page = _page_of(held)
    except No:
        return moving.change(held, lambda row: release(row, Why.NO_PAGE, now=now))
    match page.state:
        case PageState.OPEN if now < held.closes_at:
            return _again_at(held, min(now + LOOK_AGAIN, held.closes_at))
        case PageState.OPEN:
            return moving.change(held, lambda row: release(row, Why.RAN_OUT, now=now))
        case PageState.WAITS if now < held.kept_until:
            return _again_at(held, min(now + LOOK_AGAIN, held.kept_until))
        case PageState.WAITS:
            return moving.change(held, lambda row: release(row, Why.RAN_OUT, now=now))
        case PageState.CLOSED:
            return moving.change(held, partial(moving.released, why=Why.RAN_OUT, now=now))
    return _promised(held, gateway.current().hold(page.hold_id), now)


def _page_of(held: Payment) -> Page:
    """The page as it stands; opened first where there is none. The same key gives the same page."""
    if held.page_id:
        return gateway.current().page(held.page_id)
    page = gateway.current().begin(order_of(held))

    def keep(row: Payment) -> None:
        row.page_id = page.id

    moving.change(held, keep)
    held.page_id = page.id
    return page


def _promised(held: Payment, hold: Hold, now: datetime) -> bool:
    """Somebody paid; it must be this payment and this sum."""
    if hold.state == HoldState.LET_GO:
        return moving.change(held, partial(moving.released, why=Why.CARD, now=now))
    if (hold.cents, hold.reference) != (held.cents, held.public_id):
        log.error("payment %d has a promise of another sum", held.pk)
        return moving.change(held, lambda row: release(row, Why.AMOUNT, now=now))
    return moving.change(held, partial(moving.authorised, hold=hold, now=now))


@transaction.atomic
def _authorised(held: Payment, now: datetime) -> bool:
    """Book, with the payment, in one transaction: both or neither."""
    row = moving.locked(held)
    if row.state != S.AUTHORISED:
        return False
    wish = Wish(row.specialist, row.member, row.starts_at, row.ends_at)
    how = How(Mode(row.mode), row.note, Where(row.where) if row.where else None)
    why = Why.FREE  # it is booked, and nobody asked this payment: somebody else bears it
    try:
        bookings.fulfil(wish, how, now=now)
    except (SlotTaken, NotBookable, NotCovered):
        why = Why.SLOT_GONE
    row.refresh_from_db()
    if row.state == S.AUTHORISED:
        release(row, why, now=now)
    Payment.objects.filter(pk=row.pk).update(held_until=None)
    return True


# ---- taking it, or not


def _booked(held: Payment, now: datetime) -> bool:
    """Take it. A no is no reason to cancel anybody's session: a person looks."""
    try:
        hold = gateway.current().take(held.hold_id, key=_key("take", held))
    except No:
        _note_no(held)
        hold = gateway.current().hold(held.hold_id)
    if hold.state == HoldState.TAKEN:
        return _written(held, hold, now)

    def say(row: Payment) -> None:
        row.due_at = None
        moving.trouble(row, Trouble.CAPTURE, tried=True, now=now)

    moving.change(held, say)
    return False


def _written(held: Payment, hold: Hold, now: datetime) -> bool:
    """Into the ledger; where it was cancelled while we asked, it is written all the same."""
    if moving.change(held, partial(moving.captured, hold=hold, now=now)):
        return True
    other = Payment.objects.get(pk=held.pk)
    if other.state == S.RELEASING:
        return moving.change(other, partial(moving.captured, hold=hold, now=now))
    return False


def _releasing(held: Payment, now: datetime) -> bool:
    """Let nobody pay any more, and let the promise go."""
    if not held.page_id:
        return moving.change(held, partial(moving.released, why=Why.NO_PAGE, now=now))
    page = gateway.current().page(held.page_id)
    if page.state == PageState.OPEN:
        try:
            gateway.current().close(held.page_id)
        except No:  # paid, or closed, at this moment
            return _again_at(held, now + timedelta(seconds=WAITS[0]))
        page = gateway.current().page(held.page_id)
    if page.hold_id:
        hold = gateway.current().hold(page.hold_id)
        if hold.state in {HoldState.PROMISED, HoldState.WAITS}:
            hold = _let_go(held, hold)
        if hold.state == HoldState.TAKEN:
            return moving.change(held, partial(moving.captured, hold=hold, now=now))
        if hold.state != HoldState.LET_GO:
            return _again_at(held, now + LOOK_AGAIN)
    return moving.change(held, partial(moving.released, why=Why.LET_GO, now=now))


def _let_go(held: Payment, hold: Hold) -> Hold:
    try:
        gateway.current().let_go(hold.id, key=_key("let-go", held))
    except No:  # it changed meanwhile, or it cannot be let go while it waits
        _note_no(held)
    return gateway.current().hold(hold.id)


def _released(held: Payment, now: datetime) -> bool:
    """Nothing is to do, unless a promise came late."""
    if held.page_id:
        page = gateway.current().page(held.page_id)
        hold = gateway.current().hold(page.hold_id) if page.hold_id else None
        if hold is not None and hold.state in {HoldState.PROMISED, HoldState.TAKEN}:
            return moving.change(held, lambda row: release(row, Why(row.why), now=now))
    return _again_at(held, None)


# ---- and back


def _refund_asked(held: Payment, now: datetime) -> bool:
    """Give it back, once: what went back by another hand is seen first.

    They refuse where a bank has it or took it; what that bank says counts then. Anything else that
    is refused, a person looks at.
    """
    hold = gateway.current().hold(held.hold_id)
    if hold.given_back < held.cents:
        try:
            gateway.current().give_back(held.hold_id, key=_key("back", held))
        except No:
            _note_no(held)
        hold = gateway.current().hold(held.hold_id)
    if hold.given_back < held.cents:
        return _settled(held, now)

    def see(row: Payment) -> None:
        moving.refunded(row, now=now)
        row.due_at = now if hold.is_disputed else None  # what that cost is looked at next

    return moving.change(held, see)


def _settled(held: Payment, now: datetime) -> bool:
    """Look whether something changed: a bank, somebody's hand at the card company's own pages, a fee."""
    hold = gateway.current().hold(held.hold_id)
    found = gateway.current().dispute(held.hold_id) if hold.is_disputed else None

    def see(row: Payment) -> None:
        row.due_at = None
        moving.note_fee(row, hold.fee, now=now)
        if found is not None:
            _claimed(row, found, now)
        if held.state == row.state == S.REFUND_ASKED:  # refused, and no bank has it
            moving.trouble(row, Trouble.REFUND, tried=True, now=now)
        elif hold.given_back >= row.cents and row.state in {S.CAPTURED, S.WON}:
            moving.refunded(row, Why.ELSEWHERE, now=now)
        elif 0 < hold.given_back < row.cents:
            moving.trouble(row, Trouble.PARTLY, now=now)
        if row.trouble == Trouble.AWAY:
            row.trouble = Trouble.NONE

    moving.change(held, see)
    return False


def _claimed(row: Payment, found: Dispute, now: datetime) -> None:
    """What the payer's bank says, and what it costs us that they were asked."""
    entries.dispute_fee(row, found.fee, now=now)
    state = _CLAIMED.get(found.claim)
    if state is None or state not in ALLOWED[S(row.state)]:
        return
    if state == S.DISPUTED:
        moving.disputed(row, now=now)
    else:
        moving.decided(row, state, now=now)


_CLAIMED = {Claim.OPEN: S.DISPUTED, Claim.WON: S.WON, Claim.LOST: S.LOST}
_STEPS: Mapping[PaymentState, Step] = {
    S.BEGUN: _begun,
    S.AUTHORISED: _authorised,
    S.BOOKED: _booked,
    S.RELEASING: _releasing,
    S.RELEASED: _released,
    S.REFUND_ASKED: _refund_asked,
    **dict.fromkeys((S.CAPTURED, S.REFUNDED, S.DISPUTED, S.WON, S.LOST), _settled),
}
