"""What hosts and moderators see of a room while they look after it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from peerhub.topics.labels import note_labels
from rooms.hosting.shapes import Shape
from rooms.live.lines import to_the_minute
from rooms.live.models import Gone, Host, Message, Room
from rooms.roster.models import Shift, ThemedHour

LAST = 20  # messages on the page of tools


@dataclass(frozen=True)
class Told:
    """A message as those see it who look after the room."""

    seq: int
    name: str
    mask: str
    body: str  # "": its author took it away, or a moderator reads it first
    at: datetime
    by_host: bool
    hidden: bool
    waits: bool  # its author changed it, and a moderator reads it first
    gone: bool  # its author took it away
    notes: str


def shape_of(room: Room) -> Shape:
    """What a room is like now."""
    return Shape(
        name=room.name,
        purpose=room.purpose,
        size=room.size,
        hold_first=room.hold_first,
        prompts=tuple(room.prompts),
        notes=frozenset(room.content_notes.values_list("slug", flat=True)),
    )


@dataclass(frozen=True)
class Keeper:
    """A host of a room, and what they have before them there."""

    host: Host
    on_shift: bool
    coming: int  # shifts that nobody has begun
    hours: int  # themed hours that are announced with them


def keepers_of(room: Room, *, now: datetime) -> list[Keeper]:
    """The hosts of ``room`` by handle; the number of queries does not grow with them."""
    hosts = room.hosts.select_related("person", "room").order_by("person__handle")
    shifts = Shift.objects.filter(room=room)
    current = set(shifts.current(now=now).values_list("host", flat=True))
    coming = Counter(shifts.upcoming(now=now).values_list("host", flat=True))
    announced = ThemedHour.objects.filter(room=room, called_off=False, ends_at__gt=now)
    hours = Counter(announced.values_list("host", flat=True))
    return [
        Keeper(
            host=host,
            on_shift=host.person_id in current,
            coming=coming[host.person_id],
            hours=hours[host.person_id],
        )
        for host in hosts
    ]


def last_told(room: Room) -> list[Told]:
    """The newest messages of ``room``, the newest on top."""
    said = Message.objects.filter(room=room).exclude(gone=Gone.WITHDRAWN)
    return told(list(said.with_host().filter(seq__isnull=False).order_by("-seq")[:LAST]))


def told(messages: Sequence[Message]) -> list[Told]:
    """Messages as those see them who look after the room."""
    labels = note_labels()
    return [
        _told(message, [labels.get(slug, slug) for slug in message.notes]) for message in messages
    ]


def _told(message: Message, notes: Sequence[str]) -> Told:
    hidden = message.gone == Gone.HIDDEN
    waits = hidden and message.gone_by_id == message.mask.person_id
    gone = bool(message.gone) and not hidden
    return Told(
        seq=message.seq or 0,
        name=message.mask.name,
        mask=message.mask.public_id,
        body="" if gone or waits else message.body,
        at=to_the_minute(message.posted_at),
        by_host=message.by_host,
        hidden=hidden and not waits,
        waits=waits,
        gone=gone,
        notes=", ".join(notes),
    )
