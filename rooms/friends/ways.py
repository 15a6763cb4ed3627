"""Where people come across each other, and from where one asks to be friends.

There is no search for people, and no page that says whether a name exists: whoever asks names
something that they may read, and the owner of it says whose it is. Friends know none of the owners.
"""

from collections.abc import Callable
from datetime import datetime

from peerhub.accounts.models import User

# Given: the reader, the public id and when. None: they may not see it, or it is not there.
Author = Callable[[User, str, datetime], User | None]

_ways: dict[str, Author] = {}


def offer(kind: str, author: Author) -> None:
    """Let people ask from things of ``kind``, a short word that stands in addresses."""
    _ways[kind] = author


def author_of(kind: str, public_id: str, *, reader: User, now: datetime) -> User | None:
    """Whose it is, if the reader may see it."""
    author = _ways.get(kind)
    return author(reader, public_id, now) if author is not None else None
