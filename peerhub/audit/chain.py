"""How audit entries, and the lines of who looked, hang together: each carries a keyed digest of itself and of the one before. Pure.

Keyed, because whoever can write to the database could compute a plain digest of all rows anew. The
key is not in the database.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FIRST = "0" * 64  # stands before the first


@dataclass(frozen=True)
class Sealed:
    """All of an entry that is sealed."""

    id: int
    at: datetime
    verb: str
    actor_id: int | None
    subject_kind: str
    subject_id: str
    details: Mapping[str, Any]

    def told(self) -> list[object]:
        """The fields in the order in which they are sealed."""
        return [
            *(self.id, _instant(self.at), self.verb, self.actor_id),
            *(self.subject_kind, self.subject_id, self.details),
        ]


@dataclass(frozen=True)
class SealedLook:
    """All of a line of who looked that is sealed."""

    id: int
    written_at: datetime
    at: datetime
    person_id: int
    who: str
    what: str
    why: str

    def told(self) -> list[object]:
        """The fields in order; the word before them keeps a line from passing for an entry."""
        return [
            *("look", self.id, _instant(self.written_at), _instant(self.at)),
            *(self.person_id, self.who, self.what, self.why),
        ]


@dataclass(frozen=True)
class Head:
    """The last place of a chain, to be remembered outside of the database."""

    place: int
    digest: str

    def __str__(self) -> str:
        return f"{self.place}:{self.digest}"


def head_from(words: str) -> Head:
    """Read what ``str(head)`` wrote.

    Raises:
        ValueError: it is nothing of the kind.
    """
    place, _, digest = words.strip().partition(":")
    if len(digest) != len(FIRST) or not set(digest) <= set("0123456789abcdef"):
        raise ValueError("a head looks like 4711:and-64-digits-from-0-to-f")
    return Head(int(place), digest)


def digest(
    before: str, place: int, sealed_at: datetime, row: Sealed | SealedLook, *, key: bytes
) -> str:
    """HMAC-SHA256 over a canonical form: JSON with sorted names, instants in UTC."""
    told = [before, place, _instant(sealed_at), *row.told()]
    written = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, written.encode(), hashlib.sha256).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
