"""Does the audit say today what it said when it was sealed? The first broken place, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from peerhub.audit.chain import FIRST, Head, digest, key_from
from peerhub.audit.events import ChainBroken
from peerhub.audit.models import Entry, Link
from peerhub.audit.sealing import SEALED_WITHIN, as_sealed, unsealed
from peerhub.events import publish

BATCH = 2000  # links looked at with one question
# A transaction that took longer than this before its commit looks like a row put in afterwards.
LATE = SEALED_WITHIN * 2


@dataclass(frozen=True)
class Verdict:
    """What was verified.

    Attributes:
        links: how many entries are as they were sealed.
        since: when the first of them was written; None when there is none.
        head: the end of what holds; None when there is nothing.
        waiting: entries too new to be sealed.
        broken_at: the first broken place; None when all holds.
        why: what is wrong there, in words.
    """

    links: int
    since: datetime | None
    head: Head | None
    waiting: int
    broken_at: int | None = None
    why: str = ""


class _Broken(Exception):
    def __init__(self, place: int, why: str) -> None:
        super().__init__(why)
        self.place, self.why = place, why


class _Walk:
    """Goes along the chain and remembers how far it held."""

    def __init__(self) -> None:
        self.key = key_from(settings.FIELD_KEY)
        self.place, self.digest = 0, FIRST
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
            entries = Entry.objects.in_bulk([link.entry_id for link in batch])
            for link in batch:
                self._step(link, entries.get(link.entry_id))
                if known.pop(link.place, link.digest) != link.digest:
                    raise _Broken(link.place, "it is not the head that was remembered")
        if known:
            gone = min(known)
            raise _Broken(self.place + 1, f"the end is missing: place {gone} was remembered")

    def _step(self, link: Link, entry: Entry | None) -> None:
        place = self.place + 1
        if link.place != place:
            raise _Broken(place, "a link is missing")
        if link.before != self.digest:
            raise _Broken(place, "it does not hang on the one before")
        if entry is None:
            raise _Broken(place, f"entry {link.entry_id} was deleted")
        made = digest(self.digest, place, link.sealed_at, as_sealed(entry), key=self.key)
        if made != link.digest:
            raise _Broken(place, f"entry {entry.pk}, or its link, was changed")
        if link.sealed_at != self.round_at:
            self.former_round, self.round_at = self.round_at, link.sealed_at
        if self.former_round is not None and entry.at < self.former_round - LATE:
            raise _Broken(place, f"entry {entry.pk} was put in later than it says")
        self.place, self.digest = place, link.digest
        self.since = self.since or entry.at


def verify(*, now: datetime, remembered: Sequence[Head] = ()) -> Verdict:
    """Walk the whole chain.

    Args:
        now: an aware instant.
        remembered: heads that were kept outside; each must still be in the chain.
    """
    walk, broken = _Walk(), None
    bare = unsealed(everywhere=True)
    late = bare.filter(at__lt=now - SEALED_WITHIN).first()
    try:
        walk.all(remembered)
    except _Broken as found:
        broken = found
    if broken is None and late is not None:
        broken = _Broken(walk.place + 1, f"entry {late.pk} was not sealed in time")
    head = Head(walk.place, walk.digest) if walk.place else None
    waiting = bare.filter(at__gte=now - SEALED_WITHIN).count()
    if broken is None:
        return Verdict(walk.place, walk.since, head, waiting)
    return Verdict(walk.place, walk.since, head, waiting, broken.place, broken.why)


def watch_over(*, now: datetime, remembered: Sequence[Head] = ()) -> Verdict:
    """``verify``, and tell when it does not hold."""
    verdict = verify(now=now, remembered=remembered)
    if verdict.broken_at is not None:
        publish(ChainBroken(place=verdict.broken_at, found_at=now))
    return verdict


def _batches() -> Iterator[list[Link]]:
    after = -(2**62)
    while batch := list(Link.objects.filter(place__gt=after).order_by("place")[:BATCH]):
        yield batch
        after = batch[-1].place
