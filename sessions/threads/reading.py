"""What pages show of a thread to one of the two: lines, stretches of them, the list of all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from peerhub.accounts.models import User
from peerhub.ui.moments import zone_name
from sessions.bookings.models import Booking
from sessions.threads.actions import in_words
from sessions.threads.hours import Stretch
from sessions.threads.models import Expectation, Keeping, Line, LineChange, Thread
from sessions.threads.standing import Standing, standing_of
from sessions.threads.states import Gone, Side, Usual

PAGE = 40  # lines of one page
NEWS = 50  # lines and changes of one answer


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One line as one of the two sees it."""

    seq: int | None
    is_own: bool
    name: str  # of whoever wrote it
    words: str
    at: datetime
    gone: str
    is_held: bool  # a person reads it first
    is_old: bool  # its words were kept long enough, and are gone
    client_id: UUID | None  # own ones only
    may_undo: bool
    is_seen: bool  # the last one that the other has seen, and lets it be known


@dataclass(frozen=True)
class Log:
    """A stretch of what was written, oldest first."""

    lines: Sequence[Shown]
    held: Sequence[Shown]  # own ones, which a person reads first, or has read and kept
    older: int | None  # read on before this place; None: it began here
    last: int  # everything up to this place is in here, or before it
    is_latest: bool

    @property
    def upto(self) -> int:
        """The place up to which whoever looks at this sees everything, or saw it before."""
        if self.is_latest:
            return self.last
        return max((line.seq for line in self.lines if line.seq), default=0)


@dataclass(frozen=True)
class Event:
    """What stands at a place: a line, or that an earlier one is not what it was.

    ``shown``: the line as it is now; None where it was taken back before anybody saw it.
    """

    seq: int
    line: int
    shown: Shown | None


@dataclass(frozen=True)
class News:
    """What came after a place, in order."""

    events: Sequence[Event]
    more: bool
    last: int
    seen: int  # the last own place that the other has seen, and lets it be known


@dataclass(frozen=True, kw_only=True)
class Page:
    """A thread as one of the two sees it at an instant, with all that stands around the field."""

    thread: Thread
    side: Side
    log: Log
    standing: Standing
    expectation: Expectation | None
    keeping: Keeping
    now: datetime
    reader: User
    draft: str
    errors: Sequence[str] = ()
    client_id: UUID = field(default_factory=uuid4)

    @property
    def other(self) -> User:
        """The other one."""
        return self.thread.person_on(self.side.other)

    @property
    def is_member(self) -> bool:
        """Whether the reader is the member of the two."""
        return self.side == Side.MEMBER

    @property
    def why(self) -> str:
        """Why nothing can be written now; "" where it can."""
        return in_words(self.standing.why) if self.standing.why else ""

    @property
    def usual(self) -> str:
        """When the specialist usually answers, as the end of a sentence; "" not said."""
        kept = self.expectation.usual if self.expectation else ""
        return str(Usual(kept).label) if kept else ""

    @property
    def stretches(self) -> Sequence[Stretch]:
        """When the specialist reads here, on the reader's clock."""
        hours = self.expectation.hours if self.expectation else None
        if hours is None:
            return ()
        own = self.thread.specialist.person.zone
        return hours.seen_from(self.reader.zone, own=own, now=self.now)

    @property
    def zone(self) -> str:
        """The reader's clock by name."""
        return zone_name(self.now.astimezone(self.reader.zone))


@dataclass(frozen=True)
class Entry:
    """One pair in the list; without a thread, the session through which one comes to be."""

    person: User
    thread: Thread | None
    booking: Booking | None = None

    @property
    def has_new(self) -> bool:
        """Whether the other one wrote something that no page has shown yet."""
        return self.thread is not None and self.thread.has_new


def page_of(thread: Thread, reader: User, *, now: datetime, before: int | None = None) -> Page:
    """The newest lines, or those before a place."""
    side = thread.side_of(reader)
    keeping = Keeping.objects.get(thread=thread, side=side)
    return Page(
        thread=thread,
        side=side,
        log=_log(thread, side, now=now, before=before),
        standing=standing_of(thread, reader, now=now),
        expectation=Expectation.objects.filter(profile=thread.specialist_id).first(),
        keeping=keeping,
        now=now,
        reader=reader,
        draft=keeping.draft,
    )


def news_of(thread: Thread, reader: User, *, after: int, now: datetime) -> News:
    """What has a place after ``after``, without a hole: what stands behind one is left for later.

    Lines and changes are read one after the other, and more may be written between.
    """
    side, seen = thread.side_of(reader), seen_by_other(thread, reader)
    there = Line.objects.filter(thread=thread).said()
    found = {line.seq: line for line in there.filter(seq__gt=after).order_by("seq")[: NEWS + 1]}
    changes = LineChange.objects.filter(thread=thread, seq__gt=after).select_related("line")
    found |= {change.seq: change.line for change in changes.order_by("seq")[: NEWS + 1]}
    events: list[Event] = []
    for place in range(after + 1, after + 1 + NEWS):
        if place not in found:
            break
        line = found[place]
        is_nothing = line.gone == Gone.WITHDRAWN and line.seen_at is None
        shown = None if is_nothing else _shown(thread, side, line, now=now, seen=seen)
        events.append(Event(place, line.seq or 0, shown))
    return News(events, len(found) > len(events), thread.last_seq, seen)


def one(thread: Thread, reader: User, seq: int, *, now: datetime) -> Shown | None:
    """The line at a place, as the reader sees it."""
    line = Line.objects.filter(thread=thread).shown().filter(seq=seq).first()
    if line is None:
        return None
    seen = seen_by_other(thread, reader)
    return _shown(thread, thread.side_of(reader), line, now=now, seen=seen)


def held_line(line: Line, thread: Thread, reader: User, *, now: datetime) -> Shown:
    """A line of one's own that a person reads first."""
    return _shown(thread, thread.side_of(reader), line, now=now, seen=0)


def seen_by_other(thread: Thread, reader: User) -> int:
    """The last own place that the other one has seen; 0 also where they do not let it be known."""
    side = thread.side_of(reader)
    theirs = Keeping.objects.filter(thread=thread, side=side.other, tells_seen=True)
    return Line.objects.filter(thread=thread).by(side).seen_upto() if theirs.exists() else 0


def entries(person: User) -> list[Entry]:
    """All pairs of a person: those with something new first, then as they were opened.

    A pair that never looked for its thread has none yet.
    """
    threads = list(Thread.objects.for_person(person).with_people().with_new_for(person))
    known = {(thread.member_id, thread.specialist_id) for thread in threads}
    found = [Entry(thread.person_on(thread.side_of(person).other), thread) for thread in threads]
    booked = Booking.objects.for_person(person).with_people().settled().order_by("starts_at", "pk")
    for booking in booked:
        pair = (booking.member_id, booking.specialist_id)
        if pair not in known:
            known.add(pair)
            is_member = booking.member_id == person.pk
            other = booking.specialist.person if is_member else booking.member
            found.append(Entry(other, None, booking))
    return sorted(found, key=lambda each: (not each.has_new, each.person.handle))


def count_new(person: User) -> int:
    """In how many threads something new waits for a person."""
    return Thread.objects.for_person(person).new_to(person).count()


def _log(thread: Thread, side: Side, *, now: datetime, before: int | None) -> Log:
    there = Line.objects.filter(thread=thread)
    said = there.shown().filter(seq__lte=thread.last_seq)
    if before is not None:
        said = said.filter(seq__lt=before)
    found = list(said.order_by("-seq")[: PAGE + 1])
    lines = found[:PAGE][::-1]
    seen = _seen(thread, side)
    kept = there.by(side).filter(seq=None).exclude(gone__in=(Gone.WITHDRAWN, Gone.DELETED))
    held = kept.order_by("at", "pk") if before is None else ()
    return Log(
        lines=_all_shown(thread, side, lines, now=now, seen=seen),
        held=_all_shown(thread, side, held, now=now, seen=0),
        older=lines[0].seq if len(found) > PAGE else None,
        last=thread.last_seq,
        is_latest=before is None,
    )


def _seen(thread: Thread, side: Side) -> int:
    return seen_by_other(thread, thread.person_on(side))


def _all_shown(
    thread: Thread, side: Side, lines: Iterable[Line], *, now: datetime, seen: int
) -> list[Shown]:
    return [_shown(thread, side, line, now=now, seen=seen) for line in lines]


def _shown(thread: Thread, side: Side, line: Line, *, now: datetime, seen: int) -> Shown:
    is_own = line.side == side
    return Shown(
        seq=line.seq,
        is_own=is_own,
        name=thread.person_on(Side(line.side)).handle,
        words="" if line.gone and line.seq is not None else line.words,
        at=line.at,
        gone=line.gone,
        is_held=line.held,
        is_old=line.emptied_at is not None,
        client_id=line.client_id if is_own else None,
        may_undo=is_own and line.may_be_undone(now=now),
        is_seen=is_own and line.seq is not None and line.seq == seen,
    )
