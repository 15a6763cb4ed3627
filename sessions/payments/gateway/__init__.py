"""What we ask of the card company, and what we read of its answers: nothing else passes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings

CURRENCY = "usd"
NAME = "Session"  # of what is paid for, as the card company shows it: it says nothing


class Away(Exception):
    """No answer, or none that can be trusted: it may be done or not, so it is asked again."""


class No(Exception):
    """They answered that it cannot be done."""


class Forged(Exception):
    """What came does not come from the card company, or is old."""


class PageState(StrEnum):
    """Where the page stands on which somebody pays."""

    OPEN = "open"
    CLOSED = "closed"  # its time is over, and nothing was paid
    WAITS = "waits"  # they paid in a way that takes a while
    DONE = "done"


class HoldState(StrEnum):
    """Where the money stands that a card promised."""

    WAITS = "waits"
    PROMISED = "promised"
    TAKEN = "taken"
    LET_GO = "let go"


class Claim(StrEnum):
    """What a payer's bank says of a payment that they say is not theirs."""

    NONE = ""
    OPEN = "open"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True)
class Order:
    """What is to be paid. ``reference`` is our payment's public id, and all that they learn of it."""

    reference: str
    cents: int
    closes_at: datetime
    back_to: str  # a whole address of ours


@dataclass(frozen=True)
class Page:
    """The page on which somebody pays."""

    id: str
    state: PageState
    url: str = ""  # while it is open
    hold_id: str = ""  # once somebody paid


@dataclass(frozen=True)
class Hold:
    """Money that a card promised, and what became of it."""

    id: str
    state: HoldState
    cents: int
    reference: str
    given_back: int = 0  # cents
    fee: int | None = None  # cents; None while nobody knows
    is_disputed: bool = False


@dataclass(frozen=True)
class Dispute:
    """How it stands, and what it cost beside the money itself."""

    claim: Claim
    fee: int = 0


@dataclass(frozen=True)
class Notice:
    """An event: it only says where to look."""

    id: str
    kind: str
    page_id: str = ""
    hold_id: str = ""
    reference: str = ""  # our own, where it says one


class Gateway(Protocol):
    """Each deed that changes something has a key of ours: the same again is done once.

    All raise ``Away`` where nobody knows, and ``No`` where they refuse.
    """

    def begin(self, order: Order) -> Page:
        """Open a page on which this can be paid."""

    def page(self, page_id: str) -> Page:
        """The page as it stands."""

    def close(self, page_id: str) -> None:
        """Let nobody pay there any more."""

    def hold(self, hold_id: str) -> Hold:
        """The money as it stands."""

    def take(self, hold_id: str, *, key: str) -> Hold:
        """Take what was promised."""

    def let_go(self, hold_id: str, *, key: str) -> None:
        """Take nothing."""

    def give_back(self, hold_id: str, *, key: str) -> None:
        """Give all of it back."""

    def dispute(self, hold_id: str) -> Dispute:
        """What the payer's bank says of it, the latest word."""

    def opened(self, body: bytes, signature: str) -> Notice:
        """An event that came to us; raises ``Forged``."""

    def since(self, at: datetime) -> Sequence[Notice]:
        """What happened from then on, the latest first: events that never came are there as well."""


_chosen: list[Gateway] = []


def is_set_up() -> bool:
    """Whether somebody can pay here at all."""
    return bool(settings.STRIPE_SECRET_KEY and settings.STRIPE_WEBHOOK_SECRET)


def use(gateway: Gateway | None) -> None:
    """Another one from now on, for tests; None: that of the settings."""
    _chosen[:] = [gateway] if gateway else []


def current() -> Gateway:
    """The one to ask. The library takes a fifth of a second to load, and is loaded when it is needed."""
    if not _chosen:
        made = import_module("sessions.payments.gateway.stripes").from_settings()
        _chosen.append(cast("Gateway", made))
    return _chosen[0]
