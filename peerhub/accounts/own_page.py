"""Parts of a person's own page that apps bring, before everything else on it.

Accounts knows nothing of what they say. An app that has something for the page of one person
offers a part; the page asks all of them, in the order of being offered.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from peerhub.accounts.models import User


@dataclass(frozen=True)
class Part:
    """What the page shows: a template, which finds its words as ``part``."""

    template: str
    words: Mapping[str, Any] = field(default_factory=dict)


# None where there is nothing for this person.
Bring = Callable[[User, datetime], Part | None]

_brought: list[Bring] = []


def offer(bring: Bring) -> None:
    """Let ``bring`` add to people's own pages; twice changes nothing."""
    if bring not in _brought:
        _brought.append(bring)


def parts(person: User, *, now: datetime) -> Sequence[Part]:
    """What there is for this person now."""
    found = (bring(person, now) for bring in _brought)
    return [part for part in found if part is not None]
