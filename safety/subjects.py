"""How safety sees what other apps own: a reference, and an adapter that the owner offers.

A flag keeps ``SubjectRef("rooms.message", "4711")``. To show what was said around it, or to let a
held message out, safety asks the adapter of that kind; it never imports the owner.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

CONTEXT = 10  # lines before and lines after


@dataclass(frozen=True)
class SubjectRef:
    """Something a person wrote, by kind and id: ``SubjectRef("rooms.message", "4711")``."""

    kind: str
    id: str


@dataclass(frozen=True)
class Line:
    """One line of what was said around it.

    ``who`` is the name shown there (a mask, a handle). ``gone`` says in words why others do not
    see it (any more); "" where they do. ``picture``: what was drawn with it, as SVG of its owner's.
    """

    who: str
    words: str
    at: datetime
    gone: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Wording:
    """What a text said before its author changed it, and until when it said so.

    ``picture``: what was drawn with it and taken away then, as SVG of its owner's.
    """

    words: str
    until: datetime
    picture: str = ""


@dataclass(frozen=True)
class Snapshot:
    """A text as it was when somebody reported it, whatever became of it since.

    ``strand`` names its writer as others see them there, "" where nothing does. ``drawing``: what
    was drawn with it, as its owner stores it (JSON); ``Subject.picture`` makes it visible.
    """

    words: str
    author_id: int
    place: str
    strand: str = ""
    drawing: Any = None


class Subject(Protocol):
    """What an owner offers for one kind. Subclass it to inherit the defaults."""

    can_hide: bool = False  # ``hide`` and ``show`` do something
    can_mute: bool = False  # so do ``mute``, ``unmute``, ``end_mute`` and ``muted_until``

    def context(self, subject_id: str) -> Sequence[Line]:
        """Lines around it in order of time, it included: at most ``CONTEXT`` on each side."""
        del subject_id
        return ()

    def formers(self, subject_id: str) -> Sequence[Wording]:
        """What it said before, in order of time; nothing where it was never changed."""
        del subject_id
        return ()

    def place(self, subject_id: str) -> str:
        """Where it was written, in words for staff: "Room: After a loss"."""
        del subject_id
        return ""

    def companions(self, subject_id: str) -> Sequence[int]:
        """Ids of the specialists who were there and could read it: it may have been hard for them."""
        del subject_id
        return ()

    def others(self, subject_id: str) -> Sequence[int]:
        """Ids of those whose words in ``context`` were for one person: each look is told to them."""
        del subject_id
        return ()

    def parties(self, subject_id: str) -> Sequence[int]:
        """Ids of those whom it was said to or beside: they do not judge what our team did about it."""
        del subject_id
        return ()

    def release(self, subject_id: str, now: datetime) -> None:
        """Let others see a text that was held for a person to read first."""
        del subject_id, now

    def keep_unseen(self, subject_id: str, by_id: int, now: datetime) -> None:
        """A person has read a held text and lets nobody see it: it waits no longer."""
        del subject_id, by_id, now

    def was_read(self, subject_id: str, words: str) -> bool:
        """Whether somebody of ours read these very words in a review, and had nothing to say."""
        del subject_id, words
        return False

    def snapshot(self, subject_id: str) -> Snapshot | None:
        """What it says and whose it is, also when it is shown to nobody any more."""
        del subject_id
        return None

    def is_seen(self, subject_id: str) -> bool | None:
        """Whether those for whom it was written can see it now; None where its owner cannot say."""
        del subject_id
        return None

    def picture(self, drawing: Any) -> str:
        """The ``drawing`` of a snapshot as SVG that a page can hold; "" for none."""
        del drawing
        return ""

    def hide(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Let nobody see it any more, because a person decided so."""
        del subject_id, by_id, now

    def show(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Undo ``hide``."""
        del subject_id, by_id, now

    def mute(self, subject_id: str, reason: str, until: datetime, by_id: int, now: datetime) -> str:
        """Let its author read there and not write, until an instant; they are told the reason.

        Returns what ``end_mute`` names this very mute by; "" where nobody was made silent.
        """
        del subject_id, reason, until, by_id, now
        return ""

    def unmute(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Undo ``mute``."""
        del subject_id, by_id, now

    def end_mute(self, key: str, by_id: int, now: datetime) -> None:
        """End one mute; what else keeps its author from writing there stays."""
        del key, by_id, now

    def muted_until(self, subject_id: str, now: datetime) -> datetime | None:
        """Until when its author cannot write there; None where they can."""
        del subject_id, now
        return None


class _Unknown(Subject):
    """Stands in for a kind that nobody offered."""


_adapters: dict[str, Subject] = {}
_unknown = _Unknown()


def offer(kind: str, adapter: Subject) -> None:
    """Let safety open subjects of ``kind`` through ``adapter``; a later offer replaces it."""
    _adapters[kind] = adapter


def adapter_for(kind: str) -> Subject:
    """The adapter of ``kind``, or one that knows nothing."""
    return _adapters.get(kind, _unknown)
