import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from peerhub.accounts.models import User
from peerhub.topics.models import ContentNote
from rooms.live import actions
from rooms.live.models import Message, Room
from rooms.masks.models import Mask
from tests.cast import NOON
from tests.rooms.conftest import Enter, Say
from tests.rooms.live.test_actions import DANGER

ClientOf = Callable[[User], Client]


NOTHING = {"events": [], "more": False, "last": 0, "mine": {}}


def body_of(answer: Any) -> str:
    return str(answer.content.decode())


def drawn(answer: Any) -> str:
    found = re.search(r'name="drawn" value="([^"]+)"', body_of(answer))
    assert found
    return found[1]


def test_the_list_tells_theme_host_and_roughly_how_many(
    maya: User, loss: Room, client_of: ClientOf
) -> None:
    loss.content_notes.add(ContentNote.objects.create(slug="death", label="Death", position=1))

    words = body_of(client_of(maya).get("/rooms/"))

    assert "After a loss" in words
    assert "For anyone who misses someone." in words
    assert "Few people here" in words
    assert "Evening Watch hosts until" in words
    assert "People may speak of death." in words


def test_the_list_costs_the_same_for_one_room_and_three(
    maya: User, loss: Room, client_of: ClientOf, django_assert_num_queries: Any
) -> None:
    reader = client_of(maya)
    with django_assert_num_queries(13):
        reader.get("/rooms/")
    for name in ("Bad nights", "Far from home"):
        actions.open_room(name=name, purpose="…", by=None, now=NOON)
    with django_assert_num_queries(13):
        reader.get("/rooms/")


def test_the_way_in_is_one_tap(maya: User, loss: Room, client_of: ClientOf) -> None:
    browser = client_of(maya)
    way_in = browser.get(f"/r/{loss.public_id}/")
    assert "Go in" in body_of(way_in)

    answer = browser.post(f"/r/{loss.public_id}/mask/", {"drawn": drawn(way_in)})

    assert answer.headers["Location"] == f"/r/{loss.public_id}/#latest"
    name = Mask.objects.get(room=loss, person=maya).name
    assert f"You are <strong>{name}</strong> here" in body_of(browser.get(f"/r/{loss.public_id}/"))


def test_looking_at_the_way_in_leaves_no_trace(maya: User, loss: Room, client_of: ClientOf) -> None:
    browser = client_of(maya)

    names = {drawn(browser.get(f"/r/{loss.public_id}/mask/")) for _ in range(5)}

    assert len(names) > 1
    assert not Mask.objects.exists()


def test_a_name_that_we_did_not_draw_is_not_worn(
    maya: User, noor: User, loss: Room, nights: Room, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    elsewhere = drawn(browser.get(f"/r/{nights.public_id}/"))
    somebodys = drawn(client_of(noor).get(f"/r/{loss.public_id}/"))

    for given in ("Dr House", "", elsewhere, somebodys):
        answer = browser.post(f"/r/{loss.public_id}/mask/", {"drawn": given})
        assert answer.status_code == 422
        assert "There is a problem" in body_of(answer)
    assert not Mask.objects.exists()


def test_a_name_that_is_gone_meanwhile_is_followed_by_another(
    maya: User, noor: User, loss: Room, enter: Enter, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    given = drawn(browser.get(f"/r/{loss.public_id}/"))
    enter(noor, loss, given.rsplit(":", 1)[0])

    answer = browser.post(f"/r/{loss.public_id}/mask/", {"drawn": given})

    assert answer.status_code == 422
    assert "took that name just now" in body_of(answer)
    assert drawn(answer) != given


def test_reading_and_writing_without_script(
    maya: User, noor: User, loss: Room, enter: Enter, client_of: ClientOf
) -> None:
    enter(maya, loss, "Blue Heron")
    enter(noor, loss)

    answer = client_of(maya).post(
        f"/r/{loss.public_id}/", {"body": "Good evening.", "client_id": str(uuid4())}
    )

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/r/{loss.public_id}/#latest"
    words = body_of(client_of(noor).get(f"/r/{loss.public_id}/"))
    assert "Good evening." in words
    assert "Blue Heron" in words


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("", "Write something first."),
        ("  ", "Write something first."),
        ("y" * 2001, "longer than one message can be"),
    ],
)
def test_what_cannot_be_sent_is_kept_and_explained(
    body: str, problem: str, maya: User, loss: Room, enter: Enter, client_of: ClientOf
) -> None:
    enter(maya, loss)

    answer = client_of(maya).post(
        f"/r/{loss.public_id}/", {"body": body, "client_id": str(uuid4())}
    )

    assert answer.status_code == 422
    assert problem in body_of(answer)
    assert body.strip() in body_of(answer)
    assert not Message.objects.exists()


def test_too_much_at_once_keeps_what_was_typed(
    maya: User, loss: Room, enter: Enter, say: Say, client_of: ClientOf
) -> None:
    from django.utils import timezone

    enter(maya, loss)
    for _ in range(loss.pace):
        say(maya, loss, "and", now=timezone.now())

    answer = client_of(maya).post(
        f"/r/{loss.public_id}/", {"body": "one more thing", "client_id": str(uuid4())}
    )

    assert answer.status_code == 429
    assert "Wait a few seconds" in body_of(answer)
    assert "one more thing" in body_of(answer)


def test_html_is_shown_as_the_words_it_is(
    maya: User, noor: User, loss: Room, enter: Enter, say: Say, client_of: ClientOf
) -> None:
    enter(maya, loss)
    enter(noor, loss)
    say(maya, loss, "<img src=x onerror=alert(1)><script>alert(1)</script>")

    words = body_of(client_of(noor).get(f"/r/{loss.public_id}/"))

    assert "<img src=x" not in words
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in words


def test_a_stranger_reaches_nothing_of_a_room(
    maya: User, noor: User, loss: Room, enter: Enter, say: Say, client_of: ClientOf
) -> None:
    enter(maya, loss)
    say(maya, loss, "Only for this room.")
    stranger, base = client_of(noor), f"/r/{loss.public_id}/"

    statuses = {
        "read": stranger.get(base + "messages/?after=0").status_code,
        "write": stranger.post(base, {"body": "Hi", "client_id": str(uuid4())}).status_code,
        "break": stranger.get(base + "break/").status_code,
        "help": stranger.get(base + "help/").status_code,
        "other": stranger.get("/r/0123456789abcdef/").status_code,
    }

    assert set(statuses.values()) == {404}
    assert "Only for this room." not in body_of(stranger.get(base))
    assert Client().get(base).status_code == 302
    assert Client().get(base + "messages/").status_code == 403


def test_a_closed_room_is_there_for_those_who_were_in_it(
    maya: User, noor: User, ines: User, loss: Room, enter: Enter, say: Say, client_of: ClientOf
) -> None:
    enter(maya, loss)
    say(maya, loss, "Goodbye for now.")
    actions.close_room(loss, by=ines, now=NOON)
    base = f"/r/{loss.public_id}/"

    words = body_of(client_of(maya).get(base))
    answer = client_of(maya).post(base, {"body": "Hello?", "client_id": str(uuid4())})

    assert "Goodbye for now." in words
    assert "Nobody can write here right now." in words
    assert answer.status_code == 409
    assert "Hello?" in body_of(answer)
    listed = body_of(client_of(maya).get("/rooms/"))
    assert '<h2 id="closed-now">Closed</h2>' in listed
    assert "After a loss" in listed
    assert client_of(noor).get(base).status_code == 404
    assert client_of(noor).get(base + "mask/").status_code == 404
    assert "After a loss" not in body_of(client_of(noor).get("/rooms/"))


def test_a_held_message_is_seen_by_its_author_alone(
    maya: User, noor: User, loss: Room, enter: Enter, client_of: ClientOf
) -> None:
    enter(maya, loss)
    enter(noor, loss)
    base, hers, his = f"/r/{loss.public_id}/", client_of(maya), client_of(noor)

    answer = hers.post(base, {"body": DANGER, "client_id": str(uuid4())}, follow=True)

    assert Message.objects.get().held
    assert DANGER in body_of(answer)
    assert "once a person from our team has read it" in body_of(answer)
    assert DANGER not in body_of(his.get(base))
    assert his.get(base + "messages/?after=0").json() == NOTHING
    assert hers.get(base + "messages/?after=0").json() == NOTHING


def test_help_is_shown_once_after_words_of_danger(
    maya: User, loss: Room, enter: Enter, client_of: ClientOf
) -> None:
    enter(maya, loss)
    base, browser = f"/r/{loss.public_id}/", client_of(maya)

    first = browser.post(base, {"body": DANGER, "client_id": str(uuid4())}, follow=True)
    second = browser.get(base)

    assert "988" in body_of(first)
    assert 'class="room-help"' in body_of(first)
    assert 'class="room-help"' not in body_of(second)
    assert "988" in body_of(browser.get(base + "help/"))


def test_a_script_gets_a_short_answer(
    maya: User, loss: Room, enter: Enter, client_of: ClientOf
) -> None:
    enter(maya, loss)
    base, browser = f"/r/{loss.public_id}/", client_of(maya)
    json = {"Accept": "application/json"}
    client_id = str(uuid4())

    sent = [
        browser.post(base, {"body": "Hello", "client_id": client_id}, headers=json)
        for _ in range(2)
    ]
    empty = browser.post(base, {"body": "", "client_id": client_id}, headers=json)

    assert [answer.json() for answer in sent] == [{"seq": 1, "help": False, "undo": 10}] * 2
    assert (empty.status_code, empty.json()) == (
        422,
        {"message": "Write something first.", "help": False},
    )


def test_catching_up_goes_both_ways_in_pages(
    maya: User, loss: Room, enter: Enter, say: Say, client_of: ClientOf
) -> None:
    Room.objects.filter(pk=loss.pk).update(pace=1000)
    loss.refresh_from_db()
    enter(maya, loss)
    for n in range(120):
        say(maya, loss, f"line {n}")
    reader, base = client_of(maya), f"/r/{loss.public_id}/messages/"

    def seqs(query: str) -> tuple[list[int], bool]:
        answer = reader.get(base + query).json()
        return [event["seq"] for event in answer["events"]], answer["more"]

    assert seqs("?after=0") == (list(range(1, 51)), True)
    assert seqs("?after=100") == (list(range(101, 121)), False)
    assert seqs("?before=41") == (list(range(1, 41)), False)
    assert seqs("?before=120") == (list(range(80, 120)), True)
    for nonsense in ("?after=x", "?after=-1", "?after=1e9", "?after=%00", ""):
        assert seqs(nonsense) == (list(range(1, 51)), True)
    assert seqs("?after=" + "9" * 400) == ([], False)


def test_the_page_reads_back_in_steps_of_forty(
    maya: User, loss: Room, enter: Enter, say: Say, client_of: ClientOf
) -> None:
    Room.objects.filter(pk=loss.pk).update(pace=1000)
    loss.refresh_from_db()
    enter(maya, loss)
    for n in range(1, 56):
        say(maya, loss, f"line {n}.")
    reader, base = client_of(maya), f"/r/{loss.public_id}/"

    latest, earlier = body_of(reader.get(base)), body_of(reader.get(base + "?before=16"))

    assert "line 16." in latest
    assert "line 15." not in latest
    assert 'href="?before=16"' in latest
    assert "line 1." in earlier
    assert "line 16." not in earlier
    assert "Go to the newest messages" in earlier


def test_a_room_costs_the_same_for_one_message_and_twenty(
    maya: User, loss: Room, enter: Enter, say: Say, client_of: ClientOf,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    Room.objects.filter(pk=loss.pk).update(pace=1000)
    loss.refresh_from_db()
    enter(maya, loss)
    reader, base = client_of(maya), f"/r/{loss.public_id}/"
    say(maya, loss, "line")
    with django_assert_num_queries(20):
        reader.get(base)
    for _ in range(20):
        say(maya, loss, "line")
    with django_assert_num_queries(20):
        reader.get(base)


def test_a_break_leads_back_or_away(
    maya: User, loss: Room, enter: Enter, client_of: ClientOf
) -> None:
    enter(maya, loss)

    words = body_of(client_of(maya).get(f"/r/{loss.public_id}/break/"))

    assert f'href="/r/{loss.public_id}/#latest">Go back' in words
    assert "Leave quietly" in words


def test_the_name_can_be_drawn_again_only_before_the_first_word(
    maya: User, loss: Room, enter: Enter, say: Say, client_of: ClientOf
) -> None:
    enter(maya, loss, "Blue Heron")
    browser, url = client_of(maya), f"/r/{loss.public_id}/mask/"
    offered = drawn(browser.get(url))

    browser.post(url, {"drawn": offered})
    assert Mask.objects.get().name == offered.rsplit(":", 1)[0]
    say(maya, loss, "Hello")

    assert browser.get(url).status_code == 302
    answer = browser.post(url, {"drawn": offered})
    assert answer.status_code == 422
    assert "so it stays" in body_of(answer)
