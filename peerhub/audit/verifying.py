"""Does the audit say today what it said when it was sealed? The first broken place, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from peerhub.audit.chain import FIRST, Head, Sealed, SealedLook, digest
from peerhub.audit.events import ChainBroken
from peerhub.audit.models import Disclosure, Entry, Link
from peerhub.audit.sealing import PURPOSE, SEALED_WITHIN, as_sealed, unsealed, unsealed_looks
from peerhub.crypto import key_for
from peerhub.events import publish

BATCH = 2000  # links looked at with one question
# A transaction that took longer than this before its commit looks like a row put in afterwards.
LATE = SEALED_WITHIN * 2


@dataclass(frozen=True)
class Verdict:
    """What was verified.

    Attributes:
        links: how many entries and lines of who looked are as they were sealed.
        looks: how many of these are lines of who looked.
        since: when the first of them was written; None when there is none.
        head: the end of what holds; None when there is nothing.
        waiting: entries and lines too new to be sealed.
        broken_at: the first broken place; None when all holds.
        why: what is wrong there, in words.
    """

    links: int
    since: datetime | None
    head: Head | None
    waiting: int
    broken_at: int | None = None
    why: str = ""
    looks: int = 0


@dataclass(frozen=True)
class _Row:
    """What a link holds: its name in words, when it was written, its sealed fields."""

    name: str
    written_at: datetime
    sealed: Sealed | SealedLook


class _Broken(Exception):
    def __init__(self, place: int, why: str) -> None:
        super().__init__(why)
        self.place, self.why = place, why


class _Walk:
    """Goes along the chain and remembers how far it held."""

    def __init__(self) -> None:
        self.key = key_for(PURPOSE)
        self.place, self.digest, self.looks = 0, FIRST, 0
        self.since: datetime | None = None
        self.round_at: datetime | None = None  # when the sealer worked last
        self.former_round: datetime | None = None  # and the time before

    def all(self, remembered: Sequence[Head]) -> None:
        """Look at every link.

        Raises:
            _Broken: at the first one that does not hold.
        """
        known = {head.place: head.digest for head in remembered}
        for batch in _batches():
            rows = _rows(batch)
            for link in batch:
                self._step(link, rows.get(link.place))
                if known.pop(link.place, link.digest) != link.digest:
                    raise _Broken(link.place, "it is not the head that was remembered")
        if known:
            gone = min(known)
            raise _Broken(self.place + 1, f"the end is missing: place {gone} was remembered")

    def _step(self, link: Link, row: _Row | None) -> None:
        place = self.place + 1
        if link.place != place:
            raise _Broken(place, "a link is missing")
        if link.before != self.digest:
            raise _Broken(place, "it does not hang on the one before")
        if row is None:
            raise _Broken(place, f"{_name(link)} was deleted")
        made = digest(self.digest, place, link.sealed_at, row.sealed, key=self.key)
        if made != link.digest:
            raise _Broken(place, f"{row.name}, or its link, was changed")
        if link.sealed_at != self.round_at:
            self.former_round, self.round_at = self.round_at, link.sealed_at
        if self.former_round is not None and row.written_at < self.former_round - LATE:
            raise _Broken(place, f"{row.name} was put in later than it says")
        self.place, self.digest = place, link.digest
        self.looks += link.disclosure_id is not None
        self.since = self.since or row.written_at


def verify(*, now: datetime, remembered: Sequence[Head] = ()) -> Verdict:
    """Walk the whole chain.

    Args:
        now: an aware instant.
        remembered: heads that were kept outside; each must still be in the chain.
    """
    walk, broken = _Walk(), None
    bare, looks = unsealed(everywhere=True), unsealed_looks(everywhere=True)
    due = now - SEALED_WITHIN
    late = [f"entry {one.pk}" for one in bare.filter(at__lt=due)[:1]]
    late += [f"line {one.pk} of who looked" for one in looks.filter(written_at__lt=due)[:1]]
    try:
        walk.all(remembered)
    except _Broken as found:
        broken = found
    if broken is None and late:
        broken = _Broken(walk.place + 1, f"{late[0]} was not sealed in time")
    return Verdict(
        links=walk.place,
        looks=walk.looks,
        since=walk.since,
        head=Head(walk.place, walk.digest) if walk.place else None,
        waiting=bare.filter(at__gte=due).count() + looks.filter(written_at__gte=due).count(),
        broken_at=broken.place if broken else None,
        why=broken.why if broken else "",
    )


def watch_over(*, now: datetime, remembered: Sequence[Head] = ()) -> Verdict:
    """``verify``, and tell when it does not hold."""
    verdict = verify(now=now, remembered=remembered)
    if verdict.broken_at is not None:
        publish(ChainBroken(place=verdict.broken_at, found_at=now))
    return verdict


def _rows(batch: Sequence[Link]) -> dict[int, _Row]:
    """What stands at each place of ``batch``; places whose row is gone are left out."""
    entries = Entry.objects.in_bulk([one.entry_id for one in batch if one.entry_id])
    looks = Disclosure.objects.in_bulk([one.disclosure_id for one in batch if one.disclosure_id])
    rows: dict[int, _Row] = {}
    for link in batch:
        if (entry := entries.get(link.entry_id or 0)) is not None:
            rows[link.place] = _Row(_name(link), entry.at, as_sealed(entry))
        elif (look := looks.get(link.disclosure_id or 0)) is not None:
            rows[link.place] = _Row(_name(link), look.written_at, as_sealed(look))
    return rows


def _name(link: Link) -> str:
    if link.entry_id is not None:
        return f"entry {link.entry_id}"
    return f"line {link.disclosure_id} of who looked"


def _batches() -> Iterator[list[Link]]:
    after = -(2**62)
    while batch := list(Link.objects.filter(place__gt=after).order_by("place")[:BATCH]):
        yield batch
        after = batch[-1].place
