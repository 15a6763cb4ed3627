"""What slices about money listen to and offer: free sessions, prices, payments, pay, and plans that may pay."""

from matching import price_words
from peerhub import crypto
from peerhub.events import subscribe
from peerhub.ui import waits
from safety import subjects
from safety.flags.events import FlagRaised
from sessions.bookings import covering, parts
from sessions.bookings.parts import Place
from sessions.earnings import handlers as earnings
from sessions.insurance import actions as insurance
from sessions.insurance import handlers as insurance_parts
from sessions.organisations import handlers as organisations
from sessions.payments import actions as payments
from sessions.payments import handlers as on_payments
from sessions.payments import shown as paid_parts
from sessions.payments import telling as paid_words
from sessions.payments.events import PaymentCaptured, PaymentWoken
from sessions.payments.subject import NoteSubject as PaymentNoteSubject
from sessions.prices import handlers as prices
from sessions.prices import reading as price_reading
from sessions.wallet import actions as wallet
from sessions.wallet import handlers as wallet_handlers
from sessions.wallet import seats
from sessions.wallet import shown as wallet_parts
from sessions.wallet import words as wallet_words


def connect() -> None:
    """Each slice in turn; who bears a session last, in one place."""
    _wallet()
    _prices()
    _payments()
    _insurance()
    _covering()


def _wallet() -> None:
    """Free sessions: places that are paid for add to them, danger takes none, and pages say what is taken."""
    seats.offer(organisations.free_sessions_of)
    for why, say in wallet_words.OWN.items():
        wallet_words.offer(why, say)
    subscribe(FlagRaised, wallet_handlers.spare_what_was_about_danger)
    parts.offer(Place.SLOT, wallet_parts.what_it_takes)
    parts.offer(Place.BEFORE, wallet_parts.what_it_took)
    parts.offer(Place.CANCEL, wallet_parts.what_it_took)
    parts.offer(Place.AFTER, wallet_parts.what_it_took)


def _prices() -> None:
    """What a session costs whoever reads, wherever matching and bookings show somebody's time."""
    price_words.offer(price_reading.words_for)


def _payments() -> None:
    """Paying by card: what is done in a moment, notes that wait, and how the ledger tells of it."""
    subscribe(PaymentWoken, on_payments.nudge)
    subjects.offer(payments.SUBJECT, PaymentNoteSubject())
    crypto.offer("notes that wait for a payment", payments.seal_anew)
    subscribe(PaymentCaptured, earnings.count_in)
    for why, say in paid_words.OWN.items():
        wallet_words.offer(why, say)
    for place in (Place.BEFORE, Place.CANCEL, Place.AFTER, Place.CANCELLED):
        parts.offer(place, paid_parts.what_was_paid)
    waits.offer("/payments/looked-after/", on_payments.in_trouble)


def _insurance() -> None:
    """What a plan may pay for: sealed, and on the page of a session only what is its specialist's to do."""
    crypto.offer("what plans were let know", insurance.seal_anew)
    parts.offer(Place.AFTER, insurance_parts.on_session)


def _covering() -> None:
    """Who bears a session, and what follows for the pay: the whole order of it stands here.

    Nobody pays while something free bears it, and the sponsors' pool is asked last. Earnings follow
    at both ends: pay goes back before anybody gives anything back, and is paid once it is known
    whether somebody did.
    """
    for bear in (
        prices.keep_quote,
        wallet.asks_nothing,
        wallet.bear_free,
        prices.bear,
        payments.bears,
        wallet.bear_pool,
    ):
        covering.offer(bear)
    for follow in (earnings.before, wallet.follow, payments.follow, earnings.after):
        covering.offer_follow(follow)
