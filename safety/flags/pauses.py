"""How long an account can be paused, and the kind reasons to choose from. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Lasts:
    """How long, and how the button says it."""

    key: str
    time: timedelta
    words: str


LASTS: Mapping[str, Lasts] = {
    each.key: each
    for each in (
        Lasts("24-hours", timedelta(hours=24), "for 24 hours"),
        Lasts("7-days", timedelta(days=7), "for 7 days"),
    )
}

REASONS: Mapping[str, str] = {
    "hurt": "Some words hurt people here. You may not have meant it that way.",
    "contact": "People here were asked to meet, for money, or for contact outside. They did not"
    " want that.",
    "names": "It told who somebody is, or where. We keep that out, so that all are safe.",
    "detail": "It told of ways to get hurt. That can be too much for somebody who reads it.",
    "again": "We asked you for a pause in a room before, and it went on.",
}


@dataclass(frozen=True)
class Rest:
    """A pause as a moderator chose it: how long, what the person is told, and by which house rule."""

    lasts: Lasts
    reason: str
    rule: str = ""
