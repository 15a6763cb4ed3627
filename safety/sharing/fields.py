"""What a member can share with somebody who cares for them: one thing, one tick.

Sharing asks, keeps and hands on, and knows nothing of what is shared. A slice that has something
offers a field; a page of ticks asks all of them, in the order of being offered. What nobody ticked
is never read, so it cannot be handed on by accident.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from peerhub.accounts.models import User

# The lines as somebody would get them now, in plain words; none where there is nothing to say.
Read = Callable[[User, datetime], Sequence[str]]
# The same for one person who gets it; None for somebody outside.
ReadFor = Callable[[User, User | None, datetime], Sequence[str]]


@dataclass(frozen=True)
class Field:
    """One thing that can be ticked."""

    key: str  # kept with the tick, never changed: "sessions.attended"
    label: str  # what the member ticks: "How many sessions I went to, as a number"
    read: Read
    # Whether it can touch the use of substances. Then a notice goes with it (42 CFR 2.32).
    about_substances: bool = False
    # Where it says something else to each who gets it; ``read`` is then for the page of ticks.
    read_for: ReadFor | None = None


_fields: dict[str, Field] = {}


def offer(field: Field) -> None:
    """Let members share ``field``; a second one with its key takes the place of the first."""
    _fields[field.key] = field


def offered() -> list[Field]:
    """All fields, in the order of being offered."""
    return list(_fields.values())


def get(key: str) -> Field | None:
    """The field of this key, if anybody offers it still."""
    return _fields.get(key)
