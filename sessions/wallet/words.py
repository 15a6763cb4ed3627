"""The ledger in plain words: each slice says in its own what its entries tell.

No word here says what a session is about, with whom it is, or that anybody was in danger: it may be
read over a shoulder.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sessions.bookings.models import Booking
from sessions.ledger.models import LedgerEntry
from sessions.ledger.states import Kind
from sessions.wallet.allowance import MONTHS, in_words, month_of, name_of, pool_label, sessions
from sessions.wallet.states import Why


@dataclass(frozen=True)
class Told:
    """An entry, the session that it is about (None where it is about none), and who reads when."""

    entry: LedgerEntry
    session: Booking | None
    zone: ZoneInfo
    now: datetime

    @property
    def day(self) -> str:
        """The day of the session, on the reader's clock: "12 November"."""
        return (
            day_of(self.session.starts_at, self.zone, self.now) if self.session else "another day"
        )

    def came(self, kind: Kind) -> dict[str, int]:
        """What came to places of a kind, by their label; what went is below nothing."""
        lines = (each for each in self.entry.postings.all() if each.account.kind == kind)
        return {each.account.label: each.amount for each in lines}


Say = Callable[[Told], str]

_says: dict[str, Say] = {}


def offer(why: str, say: Say) -> None:
    """Let ``say`` tell of entries of this ``why``; entries that nobody tells of are on no page."""
    _says[why] = say


def known() -> Collection[str]:
    """What can be told."""
    return _says.keys()


def say(told: Told) -> str:
    """One entry in words."""
    return _says[told.entry.why](told)


def day_of(instant: datetime, zone: ZoneInfo, now: datetime) -> str:
    """As people say it: "12 November", with the year where it is another one."""
    local = instant.astimezone(zone)
    words = f"{local.day} {MONTHS[local.month - 1]}"
    return words if local.year == now.astimezone(zone).year else f"{words} {local.year}"


def _given(told: Told) -> str:
    ((label, halves),) = told.came(Kind.FREE).items()
    return f"{sessions(halves).capitalize()} for {name_of(label)}."


def _seat(told: Told) -> str:
    ((label, halves),) = told.came(Kind.FREE).items()
    return f"{in_words(halves).capitalize()} more for {name_of(label)}, from your place."


def _kept(told: Told) -> str:
    kept = told.came(Kind.KEPT)
    pooled = sum(halves for label, halves in kept.items() if _is_pool(label))
    number = sum(kept.values())
    words = in_words(number).capitalize()
    if pooled == number:
        words += " from the sponsors’ pool"
    elif pooled:
        words += f", {in_words(pooled)} of them from the sponsors’ pool,"
    words += f" kept for your session on {told.day}."
    stands = told.session and _is_last(told) and told.session.may_be_cancelled(now=told.now)
    if not stands:
        return words
    if pooled:
        return f"{words} Cancel it and it goes back to where it came from."
    return f"{words} Cancel it and {'they are' if number > 1 else 'it is'} yours again."


def _moved(told: Told) -> str:
    taken = {label: halves for label, halves in told.came(Kind.KEPT).items() if halves > 0}
    months = " and ".join(
        f"{in_words(halves)} of {name_of(label)}" for label, halves in _by_month(taken).items()
    )
    return f"Your session moved to another month. It takes {months} now. {_again(told)}"


def _cancelled(told: Told) -> str:
    return f"Your session on {told.day} is cancelled. {_again(told)}"


def _used(told: Told) -> str:
    number = sum(told.came(Kind.USED).values())
    return f"{in_words(number).capitalize()} used for your session on {told.day}."


def _missed(told: Told) -> str:
    number = sum(told.came(Kind.USED).values())
    used = f"{in_words(number)} {'are' if number > 1 else 'is'} used"
    return f"The time on {told.day} was kept for you, so {used}."


def _first(told: Told) -> str:
    return f"Your session on {told.day} did not take place. {_again(told)}"


def _away(told: Told) -> str:
    return f"On {told.day} you were there, and they were not. {_again(told)}"


def _unsaid(told: Told) -> str:
    number = sum(told.came(Kind.KEPT).values())
    kept = f"{in_words(number).capitalize()} {'are' if number > 1 else 'is'} kept for it again"
    return f"Somebody took back what they said of your session on {told.day}. {kept}."


def _spared(told: Told) -> str:
    return f"Your session on {told.day}: this one does not count. {_again(told)}"


def _carried(told: Told) -> str:
    moved = told.came(Kind.FREE)
    label, halves = next((each for each in moved.items() if each[1] > 0), ("", 0))
    return (
        f"Little was left of that month, so {in_words(halves)} {'are' if halves > 1 else 'is'} "
        f"free in {name_of(label)} instead."
    )


def _again(told: Told) -> str:
    """What was given back. A month that is over gives no sessions: what comes back to it moves on."""
    back = {label: halves for label, halves in told.came(Kind.FREE).items() if halves > 0}
    pooled = told.came(Kind.POOL).get("", 0)
    at = month_of(told.entry.at, told.zone)
    words = [
        f"{in_words(halves).capitalize()} of {name_of(label)}"
        + (f" {'are' if halves > 1 else 'is'} yours again." if label >= at else " came back.")
        for label, halves in _by_month(back).items()
    ]
    if pooled > 0:
        words.append(f"{in_words(pooled).capitalize()} went back to the sponsors’ pool.")
    return " ".join(words)


def _by_month(found: dict[str, int]) -> dict[str, int]:
    """Added up by month, whoever gave it."""
    sums: dict[str, int] = {}
    for label, halves in sorted(found.items()):
        month = label[:7]
        sums[month] = sums.get(month, 0) + halves
    return sums


def _is_pool(label: str) -> bool:
    return label == pool_label(label[:7])


def _is_last(told: Told) -> bool:
    """Whether nothing happened to what this session takes since."""
    use = getattr(told.session, "free_use", None)
    return use is not None and told.entry.reference.endswith(f":{use.told}")


OWN: dict[Why, Say] = {
    Why.GIVEN: _given,
    Why.SEAT: _seat,
    Why.KEPT: _kept,
    Why.MOVED: _moved,
    Why.CANCELLED: _cancelled,
    Why.USED: _used,
    Why.MISSED: _missed,
    Why.FIRST: _first,
    Why.AWAY: _away,
    Why.UNSAID: _unsaid,
    Why.SPARED: _spared,
    Why.CARRIED: _carried,
}
