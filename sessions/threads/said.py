"""Who listens to every word of a conversation, inside the transaction that stores it.

For what must be there when the words are: a word that pauses a session. A listener that raises
stores nothing; it must be quick, and it waits for nobody.
"""

from collections.abc import Callable
from datetime import datetime

from peerhub.accounts.models import User
from sessions.threads.models import Thread

Listener = Callable[[Thread, User, str, datetime], None]

_listeners: list[Listener] = []


def offer(listener: Listener) -> None:
    """Let ``listener`` hear the thread, who wrote, the words and when; twice changes nothing."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(thread: Thread, author: User, words: str, *, now: datetime) -> None:
    """Tell all of them of a new line, also of one that a person reads before the other does."""
    for listener in _listeners:
        listener(thread, author, words, now)
