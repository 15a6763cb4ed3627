"""What a page, the API and a hub read: lines and pages of them, in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from peerhub.accounts.models import User
from rooms.live import presence
from rooms.live.lines import Line, to_the_minute
from rooms.live.models import Message, Room
from rooms.masks.models import Mask

PAGE = 40  # messages of one page


def line_of(message: Message) -> Line:
    """``message`` as people see it."""
    return Line(
        seq=message.seq,
        mask=message.mask.public_id,
        name=message.mask.name,
        body=message.body,
        at=to_the_minute(message.posted_at),
        host=message.by_host,
    )


def lines_of(messages: Iterable[Message]) -> list[Line]:
    """Messages as people see them."""
    return [line_of(message) for message in messages]


@dataclass(frozen=True)
class Log:
    """A stretch of what was said, oldest first."""

    lines: Sequence[Line]
    held: Sequence[Line]  # the reader's own, which a person reads first
    older: int | None  # read on before this place; None: it began here
    last: int  # the last place shown; 0 when there is none
    is_latest: bool


def log_before(room: Room, mask: Mask, *, before: int | None) -> Log:
    """The page of ``room`` before a place (None: the latest), for who wears ``mask``."""
    said = Message.objects.filter(room=room).with_host()
    newest_first = list(said.before(before, PAGE + 1))
    shown = lines_of(reversed(newest_first[:PAGE]))
    return Log(
        lines=shown,
        held=held_lines(mask) if before is None else (),
        older=shown[0].seq if len(newest_first) > PAGE else None,
        last=(shown[-1].seq or 0) if shown else 0,
        is_latest=before is None,
    )


def held_lines(mask: Mask) -> list[Line]:
    """What ``mask`` said that a person reads before the others do."""
    held = Message.objects.filter(mask=mask, seq=None).with_host().order_by("posted_at", "pk")
    return lines_of(held)


@dataclass(frozen=True)
class Entry:
    """A room in the list of rooms."""

    room: Room
    here: str
    hosts: Sequence[str]
    notes: Sequence[str]
    entered: bool


def directory(person: User, *, now: datetime) -> list[Entry]:
    """The open rooms, those first in which ``person`` has been, then by name."""
    entered = set(Mask.objects.filter(person=person).values_list("room_id", flat=True))
    rooms = (
        Room.objects.open()
        .with_here(now=now)
        .prefetch_related("content_notes", "hosts__person")
        .order_by("name")
    )
    entries = [
        Entry(
            room=room,
            here=presence.in_words(room.here),
            hosts=sorted(host.person.handle for host in room.hosts.all()),
            notes=[note.label for note in room.content_notes.all()],
            entered=room.pk in entered,
        )
        for room in rooms
    ]
    return sorted(entries, key=lambda entry: not entry.entered)


def hosts_of(room: Room) -> list[str]:
    """The handles of those who keep ``room``."""
    return sorted(room.hosts.values_list("person__handle", flat=True))
