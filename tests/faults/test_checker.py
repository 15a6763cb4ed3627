"""The judge of faults: it finds each kind of damage, and only that."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from tests.faults.checker import History, Row, Verdict, judge
from tests.faults.rooms_client import Client
from tests.faults.rooms_logs import errors, of_outages
from tests.faults.rooms_memory import Home, Waiting

FINE = Verdict(
    lost=0, duplicated=0, gaps=0, disorder=0, missing_views=0, strange=0, wire_disorder=0
)
ROWS = [Row("bad-nights", place, f"id-{place}", f"words {place}") for place in (1, 2, 3)]
SHOWN: list[tuple[int, str | None]] = [(place, f"words {place}") for place in (1, 2, 3)]


def maya(**given: Any) -> History:
    said = {f"id-{place}": f"words {place}" for place in (1, 2, 3)}
    acked: dict[str, int | None] = {"id-1": 1, "id-2": 2, "id-3": 3}
    return replace(History("Maya", "bad-nights", said, acked, SHOWN), **given)


def ines(**given: Any) -> History:
    return replace(History("Ines", "bad-nights", seen=SHOWN), **given)


def test_all_is_well():
    assert judge([maya(), ines()], ROWS) == FINE
    assert FINE.holds


def test_a_change_has_a_place_and_no_words():
    rows = [*ROWS, Row("bad-nights", 4)]
    seen = [*SHOWN, (4, None)]

    assert judge([maya(seen=seen), ines(seen=seen)], rows) == FINE


def test_an_acknowledged_message_without_a_row_is_lost():
    history = maya(sent=maya().sent | {"id-4": "words 4"}, acked=maya().acked | {"id-4": 4})

    verdict = judge([history], ROWS)

    assert verdict == replace(FINE, lost=1)
    assert not verdict.holds


def test_an_acknowledged_message_with_other_words_is_lost():
    rows = [*ROWS[:2], replace(ROWS[2], body="other words")]
    seen = [*SHOWN[:2], (3, "other words")]

    assert judge([maya(seen=seen)], rows) == replace(FINE, lost=1, strange=1)


def test_what_was_not_acknowledged_may_be_stored_once_or_not_at_all():
    sent = maya().sent | {"id-4": "words 4"}
    row = Row("bad-nights", 4, "id-4", "words 4")
    seen = [*SHOWN, (4, "words 4")]

    assert judge([maya(sent=sent)], ROWS) == FINE
    assert judge([maya(sent=sent, seen=seen)], [*ROWS, row]) == FINE


@pytest.mark.parametrize("client_id", ["id-3", "an-id-of-the-server"])
def test_words_that_are_stored_twice_are_duplicated(client_id):
    rows = [*ROWS, Row("bad-nights", 4, client_id, "words 3")]
    seen = [*SHOWN, (4, "words 3")]

    assert judge([maya(seen=seen), ines(seen=seen)], rows) == replace(FINE, duplicated=1)


def test_a_place_that_is_shown_twice_is_duplicated():
    assert judge([maya(), ines(seen=[*SHOWN, SHOWN[2]])], ROWS) == replace(FINE, duplicated=1)


def test_a_missing_place_is_a_gap():
    rows = [*ROWS[:2], replace(ROWS[2], seq=4)]
    seen = [*SHOWN[:2], (4, "words 3")]

    verdict = judge([maya(seen=seen, acked={"id-1": 1, "id-2": 2, "id-3": 4})], rows)

    assert verdict == replace(FINE, gaps=2)  # 3 is missing, 4 is beyond the end


def test_a_doubled_place_is_a_gap():
    rows = [*ROWS, Row("bad-nights", 3, "id-4", "words 4")]
    history = maya(sent=maya().sent | {"id-4": "words 4"})

    assert judge([history], rows).gaps == 1


def test_a_view_in_another_order_is_disorder():
    swapped = [SHOWN[1], SHOWN[0], SHOWN[2]]

    assert judge([maya(), ines(seen=swapped)], ROWS) == replace(FINE, disorder=1)


def test_a_view_with_other_words_at_a_place_is_disorder():
    seen = [*SHOWN[:2], (3, "words 1")]

    assert judge([maya(), ines(seen=seen)], ROWS) == replace(FINE, disorder=1)


def test_an_acknowledgement_with_another_place_is_disorder():
    acked = maya().acked | {"id-1": 2}

    assert judge([maya(acked=acked)], ROWS) == replace(FINE, disorder=1)


def test_every_place_that_a_view_lacks_is_counted():
    assert judge([maya(), ines(seen=SHOWN[:1])], ROWS) == replace(FINE, missing_views=2)


def test_what_nobody_said_is_strange():
    rows = [*ROWS, Row("bad-nights", 4, "id-9", "from nowhere")]
    seen = [*SHOWN, (4, "from nowhere")]

    assert judge([maya(seen=seen), ines(seen=seen)], rows) == replace(FINE, strange=1)
    assert judge([maya(seen=seen)], ROWS) == replace(FINE, strange=1)


@pytest.mark.parametrize(
    ("wire", "count"),
    [
        ([[1, 2, 3]], 0),
        ([[1, 2], [2, 3], []], 0),  # a socket of its own for each: what came may come again
        ([[1, 2, 2, 3]], 1),
        ([[1, 2, 3, 1, 2]], 2),
        ([[2, 1, 3]], 1),
        ([[1, 3, 2], [3, 3]], 2),
    ],
)
def test_what_a_socket_got_twice_or_late_is_disorder_at_the_wire(wire, count):
    assert judge([maya(), ines(wire=wire)], ROWS) == replace(FINE, wire_disorder=count)


def test_a_client_that_shows_news_once_still_tells_that_it_came_twice():
    client = Client(ines(seen=[], wire=[[]]), key="", homes=[Home(0, "", 0)])
    events = [{"seq": place, "body": words} for place, words in SHOWN]
    for part in (events[:2], events[1:]):
        client._heard({"t": "news", "events": part})

    assert client.log.seen == SHOWN
    assert judge([maya(), client.log], ROWS) == replace(FINE, wire_disorder=1)


def test_own_words_that_come_as_news_are_no_acknowledgement():
    client = Client(ines(seen=[], wire=[[]]), key="", homes=[Home(0, "", 0)])
    client.log.sent["id-1"], client.outbox["id-1"] = "words 1", Waiting("words 1", since=0)
    client.is_up = True
    client._heard({"t": "news", "events": [{"seq": 1, "body": "words 1"}]})
    assert not client.log.acked

    client._heard({"t": "said", "client_id": "id-1", "seq": 1})
    assert client.log.acked == {"id-1": 1}


def test_rooms_are_judged_apart():
    other = History("Noor", "after-a-loss", sent={"id-1": "words 1"}, acked={"id-1": 1})
    rows = [*ROWS, Row("after-a-loss", 1, "id-1", "words 1")]

    assert judge([maya(), replace(other, seen=[(1, "words 1")])], rows) == FINE
    assert judge([maya(), other], ROWS) == replace(FINE, lost=1)


@pytest.mark.parametrize(
    ("line", "is_error", "is_explained"),
    [
        ("2026-11-25 16:08:35,915 WARNING rooms.live.hub news of a room: OperationalError", 0, 0),
        ("2026-11-25 16:08:35,915 ERROR peerhub.sockets RoomConsumer: OperationalError", 1, 1),
        ("2026-11-25 16:08:35,915 ERROR peerhub.sockets RoomConsumer: KeyError", 1, 0),
        ("2026-11-25 16:08:35,915 ERROR peerhub.sockets a socket: ClientDisconnected", 0, 0),
        ("2026-11-25 16:08:35,915 ERROR uvicorn.error Exception in ASGI application", 1, 0),
        ("ERROR:    Exception in ASGI application", 1, 0),
    ],
)
def test_an_error_in_a_log_counts_unless_bad_manners_or_an_outage_explain_it(
    line, is_error, is_explained, tmp_path
):
    web: Any = SimpleNamespace(log=tmp_path / "web.log")
    web.log.write_text(f"{line}\n")

    assert (len(errors([web])), len(of_outages([web]))) == (is_error, is_explained)
