"""The pages of messages between friends."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from peerhub.accounts.models import User
from rooms.friends import actions as friending
from rooms.friends.models import Friendship
from rooms.letters.models import FriendLetter
from safety.flags.models import Flag, Report
from tests.cast import NOON
from tests.rooms.letters.conftest import DANGER, Write

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def body(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def test_one_writes_the_other_reads_and_nobody_is_told_of_it(
    friends: Friendship, maya: User, wren: User, client_of: ClientOf
) -> None:
    hers, theirs, here = client_of(maya), client_of(wren), friends.get_absolute_url()
    sent = {"words": "The kettle is on.", "client_id": str(uuid4())}
    assert [hers.post(here, sent).status_code for _ in range(2)] == [302, 302]
    assert FriendLetter.objects.count() == 1

    before = body(hers, here)
    assert "Something new" in body(theirs, "/friends/")
    assert "The kettle is on." in body(theirs, here)
    assert "Something new" not in body(theirs, "/friends/")
    after = body(hers, here)
    assert [words.lower().count("seen") for words in (before, after)] == [1, 1]  # "Seen by you and"


def test_what_cannot_be_sent_is_still_in_the_field_and_heard(
    friends: Friendship, maya: User, wren: User, client_of: ClientOf
) -> None:
    browser, here = client_of(maya), friends.get_absolute_url()
    assert browser.post(here, {"words": " "}).status_code == 422
    friending.end(friends, by=wren, now=NOON)
    answer = browser.post(here, {"words": DANGER})
    page = answer.content.decode()
    assert (answer.status_code, DANGER in page, "988" in page) == (409, True, True)
    assert Flag.objects.count() == 1


def test_words_of_danger_show_help_on_the_page(
    friends: Friendship, maya: User, client_of: ClientOf
) -> None:
    browser, here = client_of(maya), friends.get_absolute_url()
    page = browser.post(here, {"words": DANGER}, follow=True).content.decode()
    assert (DANGER in page, "988" in page) == (True, True)
    assert "reads it first, then it goes on" in page


def test_one_deletes_ones_own_and_reports_the_others(
    friends: Friendship, maya: User, wren: User, client_of: ClientOf, write: Write
) -> None:
    own, other = write(maya, "Mine.").letter, write(wren, "Theirs.").letter
    browser, here = client_of(maya), friends.get_absolute_url()
    assert "Delete this message?" in body(browser, f"{here}{own.public_id}/")
    browser.post(f"{here}{own.public_id}/")
    assert "This was deleted." in body(browser, here)
    assert "Tell us about this message" in body(browser, f"{here}{other.public_id}/")
    browser.post(f"{here}{other.public_id}/", {"reason": "unkind"})
    assert Report.objects.get().snapshot == "Theirs."


def test_a_stranger_finds_nothing_and_nobody_finds_what_waits_for_a_person(
    friends: Friendship, maya: User, wren: User, noor: User, client_of: ClientOf, write: Write
) -> None:
    letter, held = write(maya, "Hello.").letter, write(maya, DANGER).letter
    here = friends.get_absolute_url()
    for path in (here, f"{here}{letter.public_id}/"):
        answers = [getattr(client_of(noor), how)(path).status_code for how in ("get", "post")]
        assert answers == [404, 404], path
    assert client_of(wren).get(f"{here}{held.public_id}/").status_code == 404
    assert client_of(wren).get(f"{here}{uuid4()}/").status_code == 404
    assert client_of(maya).get(f"{here}{held.public_id}/").status_code == 200


def test_earlier_messages_are_a_page_away_and_many_cost_no_more_queries(
    friends: Friendship, maya: User, client_of: ClientOf, write: Write
) -> None:
    browser, here = client_of(maya), friends.get_absolute_url()

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            browser.get(here)
        return len(found)

    first = write(maya, "Number 0.").letter
    one = queries()
    rows = [
        FriendLetter(exchange=first.exchange, author=maya, seq=place, client_id=uuid4(), at=NOON)
        for place in range(2, 46)
    ]
    for row in rows:
        row.put(f"Number {row.seq}.")
    FriendLetter.objects.bulk_create(rows)
    assert queries() == one
    assert "Number 0." not in body(browser, here)
    assert f"{here}?before=6" in body(browser, here)
    assert "Number 0." in body(browser, f"{here}?before=6")
