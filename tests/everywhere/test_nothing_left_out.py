"""Whatever is new, and can show somebody, must say in the table where it stands, or why not.

Addresses, and with them the API and files, are opened one by one in ``test_pages``.
"""

from collections import Counter

import pytest

import rooms.routing
import safety.routing
import sessions.routing
from peerhub.notifications import kinds
from rooms.live.consumers import RoomConsumer
from safety.flags.consumers import QueueConsumer
from sessions.calls.consumers import CallConsumer
from sessions.threads.consumers import ThreadConsumer
from tests.everywhere.notices import EXPLAINED, ROWS_OF
from tests.everywhere.rows import ROWS

SOCKETS = {
    RoomConsumer: "socket of a room",
    ThreadConsumer: "socket of a thread",
    CallConsumer: "socket of a call",
    QueueConsumer: "",  # our team alone: people of theirs are shown by the queue's own rules
}


def test_every_socket_has_a_row() -> None:
    routes = [
        each for app in (rooms, safety, sessions) for each in app.routing.websocket_urlpatterns
    ]

    assert {each.callback.consumer_class for each in routes} == set(SOCKETS)
    told = {place.partition(":")[0] for place in ROWS if place.startswith("socket")}
    assert told == {name for name in SOCKETS.values() if name}


def test_every_kind_of_notice_has_a_row_or_says_why_not() -> None:
    said = Counter(key for keys in EXPLAINED for key in keys)

    ours = {kind.key for kind in kinds.everything() if not kind.key.startswith("tests.")}
    assert ours == set(said)
    assert set(said.values()) == {1}
    assert len(ROWS_OF) == len([place for place in ROWS if place.startswith("notice")])


@pytest.mark.parametrize("what", ["search", "socket", "count", "notice", "file", "doing"])
def test_the_table_has_rows_of_each_sort(what: str) -> None:
    assert any(place.startswith(what) for place in ROWS)
