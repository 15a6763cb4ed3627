"""What a page of the session room may say, and what of it is passed on to the other one. Pure.

Frames are rebuilt field by field: nothing that a page made up travels. Sound and picture never
come here; they go from browser to browser, sealed, through the relay.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sessions.calls.sdp import NotAllowed, clean, clean_candidate

SEAT = re.compile(r"[A-Za-z0-9-]{8,36}")
MID = re.compile(r"[A-Za-z0-9_-]{1,16}")
WAYS = frozenset({"text", "listen", "voice"})
PLAIN = frozenset({"bye", "pause", "resume", "end", "relay"})


@dataclass(frozen=True)
class Join:
    """Take a seat. ``seat`` is a random word of the page: after a lost line it is the same."""

    seat: str
    way: str


@dataclass(frozen=True)
class Change:
    """Take part in another way from now on."""

    way: str


@dataclass(frozen=True)
class Caption:
    """Captions are on for this page from now on, or off. Their words never come here."""

    on: bool


@dataclass(frozen=True)
class More:
    """Five more minutes would be good, or not any more. It is not passed on."""

    on: bool


@dataclass(frozen=True)
class Say:
    """One word without anything in it: bye, pause, resume, end, or relay (a new credential)."""

    word: str


@dataclass(frozen=True)
class Pass:
    """Something for the other page, cleaned."""

    frame: dict[str, Any]


Understood = Join | Change | Caption | More | Say | Pass


def parsed(frame: dict[str, Any], *, kinds: Collection[str]) -> Understood | None:
    """What a frame means; None where it means nothing or carries what it must not.

    Args:
        frame: as it came.
        kinds: which media the session may carry. With none, only words about the room pass.
    """
    match frame:
        case {"t": "join", "seat": str(seat), "way": str(way)}:
            return Join(seat, way) if SEAT.fullmatch(seat) and way in WAYS else None
        case {"t": "way", "way": str(way)}:
            return Change(way) if way in WAYS else None
        case {"t": "captions", "on": bool(on)} if kinds:
            return Caption(on)
        case {"t": "more", "on": bool(on)}:
            return More(on)
        case {"t": str(word)} if word in PLAIN:
            return Say(word)
        case {"t": str(), "call": str(call)} if kinds and SEAT.fullmatch(call):
            return _for_the_other(frame, call, kinds)
    return None


def _for_the_other(frame: dict[str, Any], call: str, kinds: Collection[str]) -> Understood | None:
    match frame:
        case {"t": "offer" | "answer" as kind, "sdp": str(words)}:
            try:
                return Pass({"t": kind, "call": call, "sdp": clean(words, kinds=kinds)})
            except NotAllowed:
                return None
        case {"t": "candidate", "candidate": str(words), "mid": str(mid)}:
            cleaned = clean_candidate(words)
            if cleaned is None or not MID.fullmatch(mid):
                return None
            return Pass({"t": "candidate", "call": call, "candidate": cleaned, "mid": mid})
        case {"t": "media", "mic": bool(mic), "camera": bool(camera)}:
            return Pass({"t": "media", "call": call, "mic": mic, "camera": camera})
    return None
