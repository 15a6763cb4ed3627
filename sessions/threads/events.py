"""What happened in the conversation of two people."""

from dataclasses import dataclass

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class LineWritten(Event):
    """Somebody wrote something that is stored; the other may still have to wait for it."""

    thread_id: int
    line_id: int
    author_id: int


@dataclass(frozen=True, kw_only=True)
class PlaceTaken(Event):
    """Something new, or a change, may be read in the thread with this public id, at this place."""

    thread: str
    seq: int


@dataclass(frozen=True, kw_only=True)
class WordsSeen(Event):
    """One side has seen what stands up to this place, and lets the other know."""

    thread: str
    side: str
    seq: int
