"""To whom a post can be shown besides where it stands: each place that takes posts offers itself.

The wall does not know friends' letters or rooms. What goes there is a line with a link; whoever
opens it sees the post only if they may see it on the wall.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from peerhub.accounts.models import User


class Target(Protocol):
    """A place that takes posts."""

    # "friend", "room": as forms write it.
    key: str
    # What the form asks: "Into which room?"
    label: str
    # Whether people go by another name there. Then nobody shares there what stands on the wall
    # under their own handle: it would say whose mask it is.
    is_masked: bool

    def choices(self, person: User, *, now: datetime) -> Sequence[tuple[str, str]]:
        """Where this person can share to: as the form writes it, and in words."""

    def send(self, person: User, to: str, words: str, *, now: datetime) -> str:
        """Put ``words`` there in the person's name; gives the address of where it stands.

        Raises:
            DomainError: why not.
        """


_targets: dict[str, Target] = {}


def offer(target: Target) -> None:
    """Let posts be shared to ``target``; a later offer with the same key replaces it."""
    _targets[target.key] = target


def targets() -> Sequence[Target]:
    """All that were offered."""
    return tuple(_targets.values())
