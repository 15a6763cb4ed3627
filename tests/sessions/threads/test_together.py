"""At the same moment, on connections of their own: nothing is missed, and nothing passes a block."""

from collections.abc import Callable
from functools import partial
from threading import Event
from threading import Thread as Running
from uuid import uuid4

import pytest
from django.db import connections, transaction

from peerhub import events as bus
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.notifications.events import NoticeWritten
from peerhub.notifications.models import Notice
from sessions.threads import actions, said
from sessions.threads.actions import Closed
from sessions.threads.models import Line, Thread
from sessions.threads.reading import news_of
from tests.cast import NOON
from tests.together import WITHIN, all_gave

pytestmark = pytest.mark.django_db(transaction=True)
SHORTLY = 0.3  # seconds in which whoever waits for nobody is long done


class Behind:
    """Does something on a connection of its own, up to the moment of its commit."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.stands, self.may_end = Event(), Event()
        self._act, self._running = act, Running(target=self._run)
        self._running.start()
        assert self.stands.wait(WITHIN)

    def _run(self) -> None:
        with transaction.atomic():
            self._act()
            self.stands.set()
            self.may_end.wait(WITHIN)
        connections.close_all()

    def end(self) -> None:
        """Commit."""
        self.may_end.set()
        self._running.join(WITHIN)


def after(thread: Thread, reader: User, place: int) -> list[tuple[int, str]]:
    """What somebody who has everything up to a place is given."""
    found = Thread.objects.with_people().get(pk=thread.pk)
    events = news_of(found, reader, after=place, now=NOON).events
    return [(each.seq, each.shown.words if each.shown else "") for each in events]


def test_who_catches_up_misses_no_line_whichever_is_committed_first(
    thread: Thread, maya: User, sam: User
) -> None:
    def write(by: User, words: str) -> None:
        actions.write(thread, words, client_id=uuid4(), by=by, now=NOON)

    first = Behind(lambda: write(maya, "began first"))

    def write_second() -> None:
        write(sam, "began second")
        connections.close_all()

    second = Running(target=write_second)
    second.start()
    second.join(SHORTLY)

    # The one that came later cannot be read before the one whose place is before it.
    assert second.is_alive()
    assert after(thread, sam, 0) == []
    first.end()
    second.join(WITHIN)
    assert after(thread, sam, 0) == [(1, "began first"), (2, "began second")]
    assert after(thread, sam, 1) == [(2, "began second")]


def test_the_same_line_sent_twice_at_once_is_one(thread: Thread, maya: User) -> None:
    client_id = uuid4()

    def send() -> int:
        return actions.write(thread, "Hello", client_id=client_id, by=maya, now=NOON).line.pk

    first, second = all_gave(send, send)

    assert first == second
    assert Line.objects.count() == 1


@pytest.mark.parametrize("look_comes_first", [True, False])
def test_who_looks_while_the_next_line_is_stored_is_still_told_of_it(
    look_comes_first: bool,
    thread: Thread,
    maya: User,
    sam: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(bus._listeners, NoticeWritten, [])  # nobody sends what is due

    def write(words: str) -> None:
        actions.write(thread, words, client_id=uuid4(), by=sam, now=NOON)

    def look() -> None:
        actions.look(thread, by=maya, upto=1, now=NOON)

    write("one")
    first, second = (
        (look, partial(write, "two")) if look_comes_first else (partial(write, "two"), look)
    )
    begun = Behind(first)

    def then() -> None:
        second()
        connections.close_all()

    running = Running(target=then)
    running.start()
    running.join(SHORTLY)
    begun.end()
    running.join(WITHIN)

    waiting = Notice.objects.filter(person=maya, kind="sessions.words", cancelled_at=None)
    assert (waiting.count(), Line.objects.unseen().count()) == (1, 1)


def test_a_block_waits_for_the_line_and_the_next_line_finds_the_block(
    thread: Thread, maya: User, sam: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(said, "_listeners", [])
    block = Behind(lambda: blocking.block(sam, by=maya, now=NOON))
    refused: list[str] = []

    def write() -> None:
        try:
            actions.write(thread, "Are you there?", client_id=uuid4(), by=sam, now=NOON)
        except Closed as closed:
            refused.append(closed.code)
        connections.close_all()

    running = Running(target=write)
    running.start()
    running.join(SHORTLY)
    assert running.is_alive()
    block.end()
    running.join(WITHIN)

    assert refused == ["thread_closed"]
    assert not Line.objects.exists()
