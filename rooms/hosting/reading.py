"""What hosts and moderators see of a room while they look after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from peerhub.topics.labels import note_labels
from rooms.live.models import Gone, Message, Room

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
        at=message.posted_at,
        by_host=message.by_host,
        hidden=hidden and not waits,
        waits=waits,
        gone=gone,
        notes=", ".join(notes),
    )
