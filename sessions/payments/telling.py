"""What payments says of its entries on the page where members read the ledger line by line."""

from sessions.ledger.states import Kind
from sessions.payments.actions import entries
from sessions.prices.sums import in_dollars
from sessions.wallet.words import Say, Told


def _sum(told: Told) -> str:
    """What moved to or from the member's card."""
    return in_dollars(abs(sum(told.came(Kind.PAYER).values())))


def _paid(told: Told) -> str:
    return f"You paid {_sum(told)} by card for a session."


def _given_back(told: Told) -> str:
    return f"{_sum(told)} went back to your card."


def _bank(told: Told) -> str:
    return f"{_sum(told)} went back to you through your bank."


OWN: dict[str, Say] = {
    entries.CAPTURED: _paid,
    entries.REFUNDED: _given_back,
    entries.LOST: _bank,
}
