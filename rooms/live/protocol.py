"""The words of a room's socket, both ways. Pure.

In:  ``{"t": "say", "body": …, "client_id": …, "reply": …, "notes": […], "anyway": …}``,
``typing``, and ``read`` with the last place seen.
Out: ``news`` (a list of messages and changes), ``hb`` (a heartbeat), ``typing`` (somebody writes),
``said`` (stored, after the commit) and ``error``.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from peerhub.text import storable, uuid_of
from rooms.live.lines import Changed, Line, event_of

BODY = 2000  # characters of one message; the table's own limit
FURTHEST = 2**63 - 1  # the last place that the table can hold
# Close codes.
NOT_FOUND = 4404  # this room is not, or no longer, for this person
SIGN_IN = 4401  # the sign-in ended
LOOK_AGAIN = 4409  # what this person may do here has changed: come back and see


@dataclass(frozen=True)
class Say:
    """Somebody says something."""

    body: str
    client_id: UUID
    reply: int | None = None
    notes: tuple[str, ...] = ()
    anyway: bool = False


@dataclass(frozen=True)
class Typing:
    """Somebody is writing."""


@dataclass(frozen=True)
class Read:
    """Somebody has seen everything up to a place."""

    seq: int


def parsed(frame: dict[str, Any]) -> Say | Typing | Read | None:
    """The frame as what it means; None when it means nothing."""
    match frame:
        case {"t": "say", "body": str(body), "client_id": str(given)}:
            words = clean(body)
            client_id = uuid_of(given)
            return _say(words, client_id, frame) if words and client_id else None
        case {"t": "typing"}:
            return Typing()
        case {"t": "read", "seq": int(seq)} if 0 < seq <= FURTHEST:
            return Read(seq)
    return None


def _say(words: str, client_id: UUID, frame: dict[str, Any]) -> Say:
    reply, notes = frame.get("reply"), frame.get("notes")
    return Say(
        words,
        client_id,
        reply=reply if type(reply) is int and 0 < reply <= FURTHEST else None,
        notes=tuple(note for note in notes if isinstance(note, str))
        if isinstance(notes, list)
        else (),
        anyway=frame.get("anyway") is True,
    )


def clean(body: str) -> str:
    """``body`` as it is stored; empty when nothing is left or it is too long."""
    words = storable(body)
    return words if len(words) <= BODY else ""


def news(lines: Iterable[Line | Changed]) -> str:
    """Messages and changes as one frame."""
    return _frame({"t": "news", "events": [event_of(line) for line in lines]})


def heartbeat(seq: int, here: int, state: str, look: str) -> str:
    """The room's last place, how many are here, roughly, and whether it is open or quiet.

    ``look`` changes when the words about the room do: who hosts, until when, how slow it is.
    """
    return _frame({"t": "hb", "seq": seq, "here": here, "state": state, "look": look})


HELP = '{"t":"help"}'  # to one person alone: fetch where help is
TYPING = '{"t":"typing"}'  # nameless, the same for everybody


def said(say: Say, *, seq: int | None, show_help: bool, undo: int) -> dict[str, Any]:
    """The answer to ``say`` once it is stored; no ``seq``: a person reads it first.

    ``undo``: seconds in which it may be taken back.
    """
    answer = {"t": "said", "client_id": str(say.client_id), "seq": seq, "help": show_help}
    return answer | {"undo": undo}


def refused(say: Say, *, code: str, message: str = "", show_help: bool = False) -> dict[str, Any]:
    """Why ``say`` was not stored, in words for its author; without words it was our fault."""
    answer = {"t": "error", "code": code, "client_id": str(say.client_id), "help": show_help}
    return answer | {"message": message} if message else answer


def _frame(content: dict[str, Any]) -> str:
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False)
