"""The words of a room's socket, both ways. Pure.

In:  ``{"t": "say", "body": …, "client_id": …}``.
Out: ``news`` (a list of messages), ``hb`` (a heartbeat), ``said`` (stored, after the commit) and
``error``.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rooms.live.lines import Line, event_of

BODY = 2000  # characters of one message; the table's own limit
NOT_FOUND = 4404  # close code: this room is not, or no longer, for this person


@dataclass(frozen=True)
class Say:
    """Somebody says something."""

    body: str
    client_id: UUID


def parsed(frame: dict[str, Any]) -> Say | None:
    """The frame as a ``Say``; None when it is anything else."""
    match frame:
        case {"t": "say", "body": str(body), "client_id": str(given)}:
            words = clean(body)
            client_id = uuid_of(given)
            return Say(words, client_id) if words and client_id else None
    return None


def clean(body: str) -> str:
    """``body`` as it is stored; empty when nothing is left or it is too long.

    PostgreSQL knows neither a zero byte nor half of a surrogate pair, which a browser leaves
    behind where it cuts a picture in two: the words around it still count.
    """
    words = body.replace("\r\n", "\n").replace("\0", "").strip()
    words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return words if len(words) <= BODY else ""


def uuid_of(given: str) -> UUID | None:
    """A client's id of its message, or None."""
    try:
        return UUID(given)
    except ValueError:
        return None


def news(lines: Iterable[Line]) -> str:
    """Messages as one frame."""
    return _frame({"t": "news", "events": [event_of(line) for line in lines]})


def heartbeat(seq: int, here: int) -> str:
    """The room's last place and how many are here, roughly."""
    return _frame({"t": "hb", "seq": seq, "here": here})


def said(say: Say, *, seq: int | None, show_help: bool) -> dict[str, Any]:
    """The answer to ``say`` once it is stored; no ``seq``: a person reads it first."""
    return {"t": "said", "client_id": str(say.client_id), "seq": seq, "help": show_help}


def refused(say: Say, *, code: str, message: str) -> dict[str, Any]:
    """Why ``say`` was not stored, in words for its author."""
    return {"t": "error", "code": code, "message": message, "client_id": str(say.client_id)}


def _frame(content: dict[str, Any]) -> str:
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False)
