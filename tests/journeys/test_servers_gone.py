"""PostgreSQL, Valkey or the web server is killed: honest pages, and nothing acknowledged is lost."""

import itertools
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from peerhub.sockets import TRY_AGAIN
from tests.journeys.machine import Web, eventually
from tests.journeys.person import Person, refused
from tests.journeys.window import Window
from tests.journeys.world import PASSWORD

pytestmark = pytest.mark.browser  # last: a PeerHub of its own

WORRY = "I have pills in my hand and I want to end my life tonight"
KEPT = "This one is kept by my browser."
BACK_IN = 15  # seconds for a site that heals by itself
HONEST = "A part of this site is not answering just now"
numbers = itertools.count(1)


def words(what="We are still here") -> str:
    return f"{what}, number {next(numbers)}."


def posted_by_form(person, room, body) -> tuple[int, str]:
    client_id = str(uuid4())
    return person.post(f"/r/{room}/", body=body, client_id=client_id).status, client_id


def assert_stored_once(machine, acknowledged) -> None:
    stored = Counter(client_id for client_id, *_ in machine.stored())
    assert {client_id: stored[client_id] for client_id in acknowledged} == dict.fromkeys(
        acknowledged, 1
    )


def assert_saw_everything_once(machine, seat, after) -> None:
    """Live or by catching up: each place after ``after`` once, and none left out."""
    places = [seq for _, _, seq, _ in machine.stored() if seq is not None and seq > after]
    eventually(lambda: len(seat.places) >= len(places), within=10, what="all messages arrive")
    assert sorted(seat.places) == sorted(places)


def last_place(machine) -> int:
    return max((seq for _, _, seq, _ in machine.stored() if seq is not None), default=0)


def assert_help_and_the_way_out_work(reader) -> None:
    for path, status in (("/now/", 200), ("/leave/", 303), ("/alive/", 200)):
        answer = reader.get(path)
        assert answer.status == status, path
        assert answer.seconds < 2, path


@pytest.fixture
def beside(machine):
    """A second web server on the same PostgreSQL and Valkey."""
    web = Web(machine.folder, machine.env)
    web.start()
    yield web
    web.stop()


def test_without_valkey_rooms_go_on_and_its_return_brings_everything(machine, beside, seats):
    before = last_place(machine)
    maya, noor = seats(machine.seat("Maya")), seats(machine.seat("Noor"))
    sam = seats(machine.seat("Sam", beside))
    reader, visitor = machine.person("Maya"), Person(machine.web.address)

    machine.kill_valkey()
    try:
        for path in ("/", "/people/", "/rooms/", f"/r/{machine.room}/", "/now/", "/sessions/"):
            assert reader.get(path).status == 200, path
        assert visitor.get("/account/login/").status == 200
        sign_in = visitor.post("/account/login/", login="maya@people.example", password=PASSWORD)
        assert sign_in.status == 302 or (sign_in.status == 503 and HONEST in sign_in.body)
        status, by_form = posted_by_form(reader, machine.room, words())
        assert status == 302
        by_socket = [maya.told(words(), within=8) for _ in range(3)]
        assert [answer.get("t") for answer in by_socket] == ["said"] * 3
        eventually(lambda: len(noor.places) == 4, within=5, what="the same server tells")
    finally:
        machine.valkey.start()

    after = maya.told(words("It is back"))
    assert after["t"] == "said"
    assert_stored_once(machine, [by_form, *(each["client_id"] for each in (*by_socket, after))])
    assert_saw_everything_once(machine, noor, before)
    # The other server's hub hears of places again as soon as its subscription is back.
    eventually(
        lambda: maya.told(words("Do you hear me")) and sam.places, within=BACK_IN, what="hints"
    )
    assert_saw_everything_once(machine, sam, before)
    assert visitor.post(
        "/account/login/", login="maya@people.example", password=PASSWORD
    ).status == 302  # fmt: skip
    assert (machine.web.tracebacks, beside.tracebacks) == (0, 0)


def test_without_postgresql_pages_are_honest_and_what_was_acknowledged_is_there(machine, seats):
    before = last_place(machine)
    maya, noor = seats(machine.seat("Maya")), seats(machine.seat("Noor"))
    reader = machine.person("Maya")
    acknowledged = [maya.told(words())["client_id"] for _ in range(5)]
    acknowledged.append(posted_by_form(reader, machine.room, words())[1])
    worry = maya.told(WORRY)
    kept = str(uuid4())

    machine.kill_postgres()
    try:
        assert_help_and_the_way_out_work(reader)
        assert_honest_without_postgresql(machine, maya, kept)
        assert_help_and_the_way_out_work(reader)
    finally:
        machine.postgres.start()

    eventually(
        lambda: reader.get("/people/").status == 200,
        within=BACK_IN,
        what="the site comes back without a restart",
    )
    assert [maya.told(KEPT, kept)["t"] for _ in range(2)] == ["said", "said"]
    assert_stored_once(machine, [*acknowledged, worry["client_id"], kept])
    flags = {client_id: count for client_id, _, _, count in machine.stored()}
    assert (worry["help"], flags[worry["client_id"]]) == (True, 1)
    noor.catch_up()
    places = {seq for _, _, seq, _ in machine.stored() if seq is not None and seq > before}
    assert set(noor.places) == places
    assert machine.web.tracebacks == 0


def assert_honest_without_postgresql(machine, seat, kept) -> None:
    reader, room = machine.person("Maya"), machine.room
    with ThreadPoolExecutor(8) as pool:  # each waits for the database: all at once
        pages = [
            pool.submit(reader.get, path) for path in ("/people/", f"/r/{room}/", "/account/login/")
        ]
        form = pool.submit(posted_by_form, reader, room, words())
        socket = pool.submit(seat.told, KEPT, kept)
        newcomer = pool.submit(refused, machine.person("Sam"), room)
    for page in pages:
        answer = page.result()
        assert (answer.status, HONEST in answer.body) == (503, True)
        assert answer.seconds < 6
    assert form.result()[0] == 503
    assert socket.result()["t"] == "error"
    assert newcomer.result() == TRY_AGAIN


def test_a_flag_is_there_whenever_its_message_was_acknowledged(machine, seats):
    """The web server is killed at once after the answer: both are one transaction."""
    sam = seats(machine.seat("Sam"))

    answer = sam.told(WORRY)
    machine.web.kill()
    machine.web.start()

    found = {client_id: (seq, flags) for client_id, _, seq, flags in machine.stored()}
    assert answer["help"] is True
    assert found[answer["client_id"]] == (answer["seq"], 1)


def test_a_browser_in_a_room_lives_through_a_killed_web_server(machine, seats):
    noor = seats(machine.seat("Noor"))
    said = [words("Before the kill") for _ in range(3)]
    with Window(machine.web.address, machine.keys["Maya"]) as window:
        window.enter(machine.room)
        for line in said:
            assert noor.told(line)["t"] == "said"
        window.shows(said[-1])
        window.writes("This is half of what I wanted to")

        machine.web.kill()
        window.shows_banner("Reconnecting. What you write is kept.")
        assert window.written() == "This is half of what I wanted to"
        machine.web.start()
        noor.open()
        said.append(words("After the kill"))
        assert noor.told(said[-1])["t"] == "said"

        window.shows(said[-1], within=40)
        assert window.written() == "This is half of what I wanted to"
        window.shows_no_banner()
        window.sends()
        window.shows("This is half of what I wanted to")
        said.append("This is half of what I wanted to")
        lines = Counter(window.lines())
        assert {line: lines[line] for line in said} == dict.fromkeys(said, 1)
    assert Counter(body for _, body, *_ in machine.stored())[said[-1]] == 1
