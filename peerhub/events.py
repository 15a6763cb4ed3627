"""Announcements inside one process: past-tense facts, told after the commit.

The bus is no queue. What must survive is a row; an event only wakes people (docs/decisions/0001).
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from django.db import transaction

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact: frozen, named in the past tense, made of ids and plain values."""


E = TypeVar("E", bound=Event)
_listeners: defaultdict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(kind: type[E], listener: Callable[[E], None]) -> None:
    """Call ``listener`` after each ``kind``; told twice, it still listens once."""
    if listener not in _listeners[kind]:
        _listeners[kind].append(listener)


def publish(event: Event) -> None:
    """Tell the listeners once the surrounding transaction has committed."""
    transaction.on_commit(partial(_tell, event), robust=True)


def tell_nobody() -> None:
    """From now on this process writes rows alone; whoever looks for them finds them."""
    _listeners.clear()


def listeners_of(kind: type[Event]) -> tuple[Callable[[Any], None], ...]:
    """Who listens to ``kind``, in order."""
    return tuple(_listeners[kind])


def _tell(event: Event) -> None:
    for listener in listeners_of(type(event)):
        try:
            listener(event)
        except Exception as error:  # noqa: BLE001 - one listener must not silence the others
            log.error(  # noqa: TRY400 - a traceback may hold what a person wrote
                "listener %s failed on %s: %s",
                getattr(listener, "__name__", "listener"),
                type(event).__name__,
                type(error).__name__,
            )
