"""What must hold after any fault, told from histories and the rows of PostgreSQL. Pure.

A history is what one browser did and saw: words it sent, answers it got, what came on each of its
sockets as it came, and its final view in the order in which it was shown. A view shows each place
once by itself, so the sockets are judged too. The rows are what is stored. Nothing here knows how
either came about, so the same judge is used for the product and for servers that are broken on
purpose.

* I1: acknowledged means stored exactly once, with the same words; places are 1..n, no gap.
* I2: every final view is the room's rows, in order, each once.
* I3: not acknowledged means stored once or not at all.
* On one socket each place comes at most once, and after all that stand before it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate


@dataclass(frozen=True)
class Row:
    """One stored place: a message, or (without words) a change of one. No place: held."""

    room: str
    seq: int | None
    client_id: str = ""
    body: str | None = None


@dataclass
class History:
    """One browser in one room."""

    who: str
    room: str
    sent: dict[str, str] = field(default_factory=dict)  # client id to words
    acked: dict[str, int | None] = field(default_factory=dict)  # client id to the place told
    seen: list[tuple[int, str | None]] = field(default_factory=list)  # as it was shown
    wire: list[list[int]] = field(default_factory=list)  # places of news, of each of its sockets


@dataclass(frozen=True)
class Verdict:
    """Counts of what is wrong; all zero when everything holds."""

    lost: int  # acknowledged, and not stored with the same words (I1)
    duplicated: int  # stored or shown more than once (I1, I2, I3)
    gaps: int  # places that are missing, doubled or beyond the end of a room (I1)
    disorder: int  # views, and acknowledged places, that tell another order than the rows (I2)
    missing_views: int  # stored places that a view never showed, over all views (I2)
    strange: int  # stored or shown, and never said by anybody here
    wire_disorder: int  # news that a socket got twice, or after news of a later place

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not any(vars(self).values())


def judge(histories: Sequence[History], rows: Iterable[Row]) -> Verdict:
    """Compare what people did and saw with what is stored."""
    by_room: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_room[row.room].append(row)
    rooms = {history.room for history in histories}
    said = {room: _said(histories, room) for room in rooms}
    seen = [_view(history, by_room[history.room]) for history in histories]
    return Verdict(
        lost=sum(_lost(history, by_room[history.room]) for history in histories),
        duplicated=sum(_stored_twice(by_room[room]) for room in rooms)
        + sum(view.twice for view in seen),
        gaps=sum(_gaps(by_room[room]) for room in rooms),
        disorder=sum(view.differs for view in seen)
        + sum(_misplaced(history, by_room[history.room]) for history in histories),
        missing_views=sum(view.missing for view in seen),
        strange=sum(_strange(by_room[room], said[room]) for room in rooms)
        + sum(view.strange for view in seen),
        wire_disorder=sum(_behind(places) for history in histories for places in history.wire),
    )


def _said(histories: Iterable[History], room: str) -> dict[str, str]:
    return {
        client_id: body
        for history in histories
        if history.room == room
        for client_id, body in history.sent.items()
    }


def _lost(history: History, rows: Sequence[Row]) -> int:
    stored = {row.body for row in rows if row.body is not None}
    return sum(history.sent[client_id] not in stored for client_id in history.acked)


def _stored_twice(rows: Sequence[Row]) -> int:
    """The same words, or the same client's id, more than once: people never repeat words here."""
    words = Counter(row.body for row in rows if row.body is not None)
    ids = Counter(row.client_id for row in rows if row.client_id)
    return max(sum(count - 1 for count in counts.values()) for counts in (words, ids))


def _gaps(rows: Sequence[Row]) -> int:
    places = [row.seq for row in rows if row.seq is not None]
    doubled = len(places) - len(set(places))
    return doubled + len(set(range(1, len(set(places)) + 1)) ^ set(places))


def _misplaced(history: History, rows: Sequence[Row]) -> int:
    """Acknowledged with another place than the one it has; with the words gone, it is lost."""
    places: defaultdict[str | None, set[int | None]] = defaultdict(set)
    for row in rows:
        places[row.body].add(row.seq)
    return sum(
        bool(places[history.sent[client_id]]) and seq not in places[history.sent[client_id]]
        for client_id, seq in history.acked.items()
    )


def _strange(rows: Sequence[Row], said: Mapping[str, str]) -> int:
    words = set(said.values())
    return sum(row.body is not None and row.body not in words for row in rows)


def _behind(places: Sequence[int]) -> int:
    """How many come after one that is as far, or further."""
    furthest = accumulate(places, max)
    return sum(place <= before for before, place in zip(furthest, places[1:], strict=False))


@dataclass(frozen=True)
class _View:
    twice: int
    missing: int
    strange: int
    differs: bool


def _view(history: History, rows: Sequence[Row]) -> _View:
    stored = {row.seq: row.body for row in rows if row.seq is not None}
    shown = [seq for seq, _ in history.seen]
    first = list(dict.fromkeys(shown))
    return _View(
        twice=len(shown) - len(first),
        missing=len(stored.keys() - set(shown)),
        strange=sum(seq not in stored for seq in first),
        differs=first != sorted(first)
        or any(seq in stored and stored[seq] != body for seq, body in history.seen),
    )
