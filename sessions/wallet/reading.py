"""What a member reads of their free sessions, and what other slices ask."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.ledger.models import LedgerEntry, LedgerEntryQuerySet
from sessions.ledger.states import Kind
from sessions.wallet import words
from sessions.wallet.allowance import (
    Held,
    Source,
    borne_by,
    halves_of,
    month_after,
    month_of,
    name_of,
    pool_label,
    sessions,
)
from sessions.wallet.having import free, having, in_pool
from sessions.wallet.models import FreeUse, PoolPress
from sessions.wallet.states import UseState, Why


@dataclass(frozen=True)
class Month:
    """How many free sessions of half an hour are left in a month."""

    label: str
    left: int

    @property
    def name(self) -> str:
        """How people say it."""
        return name_of(self.label)

    @property
    def words(self) -> str:
        """How many are left."""
        return f"{sessions(self.left)} left".capitalize()


@dataclass(frozen=True)
class Line:
    """One entry of the ledger as its member reads it."""

    at: datetime
    day: str
    words: str
    free: int  # by how much it changed what is free, in half hours
    session: Booking | None


@dataclass(frozen=True)
class Taking:
    """What a session that is not booked yet would take."""

    asks: bool  # whether its specialist has a price
    needed: int
    month: str
    left: int
    from_pool: bool = False

    @property
    def is_borne(self) -> bool:
        """Whether nothing is paid for it."""
        return not self.asks or self.from_pool or self.left >= self.needed


def left(member: User, label: str, now: datetime) -> int:
    """Half hours that are free in a month, their places included; nobody pays while there are some."""
    return sum(each.held.halves for each in having(member, label, now))


def months(member: User, now: datetime) -> list[Month]:
    """This month and the next, on the member's clock."""
    this = month_of(now, member.zone)
    return [Month(each, left(member, each, now)) for each in (this, month_after(this))]


def lines(member: User, now: datetime, *, skip: int = 0, most: int | None = None) -> Sequence[Line]:
    """The ledger line by line, the latest first."""
    end = None if most is None else skip + most
    entries = list(_entries(member)[skip:end])
    about = _sessions(member, entries)
    return [_line(each, about.get(_session_of(each)), member, now) for each in entries]


def taking(booking: Booking, now: datetime) -> Taking:
    """What this session would take; it need not be booked."""
    member = booking.member
    month = month_of(booking.starts_at, member.zone)
    needed = halves_of(booking.ends_at - booking.starts_at)
    if booking.specialist.price_cents is None:
        return Taking(asks=False, needed=needed, month=month, left=0)
    found = free(having(member, month, now))
    has = sum(each.halves for each in found)
    pooled = has < needed and has_pressed(member) and _with_pool(needed, month, found)
    return Taking(asks=True, needed=needed, month=month, left=has, from_pool=pooled)


def could_be_pooled(booking: Booking, now: datetime) -> bool:
    """Whether the pool, with what is free, has enough for a session that is not booked yet."""
    month = month_of(booking.starts_at, booking.member.zone)
    found = free(having(booking.member, month, now))
    return _with_pool(halves_of(booking.ends_at - booking.starts_at), month, found)


def use_of(booking: Booking) -> FreeUse | None:
    """What a session takes of free ones; None where it takes nothing."""
    return FreeUse.objects.of(booking)


def gave_back(booking: Booking) -> bool:
    """Whether what the session took is its member's again."""
    use = use_of(booking)
    return use is not None and use.state == UseState.BACK


def borne_free(bookings: Collection[Booking]) -> dict[int, str]:
    """Why nobody is billed for these, by their keys, in words for our team; without others."""
    bearing = FreeUse.objects.filter(booking__in=bookings)
    rows = bearing.exclude(state=UseState.BACK, spared_at=None)
    return {
        key: "It does not count: nobody pays." if spared_at else "Free time bears it."
        for key, spared_at in rows.values_list("booking", "spared_at")
    }


def has_pressed(member: User) -> bool:
    """Whether they asked the pool to bear their next session."""
    return PoolPress.objects.filter(member=member).exists()


def _with_pool(needed: int, month: str, found: Sequence[Held]) -> bool:
    pool = Held(Source.POOL, pool_label(month), in_pool())
    return borne_by(needed, [*found, pool]) is not None


def _entries(member: User) -> LedgerEntryQuerySet:
    return LedgerEntry.objects.of(member).filter(why__in=words.known())


def _session_of(entry: LedgerEntry) -> str:
    """The public id in ``<what>:booking:<public id>:<n>``; "" where it is about no session."""
    parts = entry.reference.split(":")
    return parts[2] if len(parts) > 3 and parts[1] == "booking" else ""


def _sessions(member: User, entries: Iterable[LedgerEntry]) -> dict[str, Booking]:
    ids = {_session_of(each) for each in entries}
    rows = Booking.objects.filter(member=member, public_id__in=ids).select_related("free_use")
    return {each.public_id: each for each in rows}


def _line(entry: LedgerEntry, session: Booking | None, member: User, now: datetime) -> Line:
    told = words.Told(entry, session, member.zone, now)
    return Line(
        at=entry.at,
        day=words.day_of(entry.at, member.zone, now),
        words=words.say(told),
        free=sum(told.came(Kind.FREE).values()),
        session=session,
    )


@dataclass(frozen=True)
class Gift:
    """What somebody gave to the pool."""

    at: datetime
    halves: int


def gifts(most: int = 50) -> list[Gift]:
    """The latest first."""
    rows = LedgerEntry.objects.filter(why=Why.GIFT).order_by("-at", "-pk")
    lines = rows.filter(postings__account__kind=Kind.POOL)
    return [Gift(*row) for row in lines.values_list("at", "postings__amount")[:most]]
