"""Everybody who is shown is kept by each process, and never older than the database."""

import re
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from matching.becoming import actions as becoming
from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.peers import actions as peers
from matching.search import shelf
from matching.search.shelf import keeping
from matching.stories import actions as stories
from peerhub.accounts.actions import create_person
from peerhub.accounts.models import User
from peerhub.topics.models import Topic
from tests.builders_matching import published_specialist, told_story, topics
from tests.cast import NOON

Person = Callable[..., User]
PATIENCE = 60  # seconds, on a slow machine


def page(client: Client, address: str = "") -> str:
    return client.get(f"/people/{address}").content.decode()


def names(client: Client, address: str = "") -> list[str]:
    return re.findall(r'<h2 id="name-[^"]+"><a href="[^"]+">([^<]+)</a>', page(client, address))


@pytest.fixture
def readers(client: Client, noor: User, client_of: Callable[[User], Client]) -> list[Client]:
    """A visitor and Noor, who both have seen the list before anything happens."""
    both = [client, client_of(noor)]
    for one in both:
        page(one)
    return both


@pytest.mark.usefixtures("vocabulary")
class TestWhatChangesIsSeenAtTheNextLook:
    """One of two specialists changes; the other stays."""

    @pytest.fixture(autouse=True)
    def two(self, readers: list[Client], sam: User, person: Person) -> None:
        published_specialist(person("Cedar Wren"), struggles=("S7",), now=NOON)
        self.sam = published_specialist(sam, roots=("R7",), struggles=("S7",), now=NOON)
        self.readers = readers
        assert self.seen() == ["Cedar Wren", "Sam"]

    def seen(self, address: str = "") -> list[str]:
        visitor, member = (sorted(names(one, address)) for one in self.readers)
        assert visitor == member
        return visitor

    def test_a_pause_and_a_comeback(self, sam: User) -> None:
        peers.pause(self.sam, by=sam, now=NOON)
        assert self.seen() == ["Cedar Wren"]

        peers.comeback(self.sam, by=sam, now=NOON)
        assert self.seen() == ["Cedar Wren", "Sam"]

    def test_a_page_that_is_withdrawn(self, ade: User) -> None:
        peers.withdraw(self.sam, by=ade)

        assert self.seen() == ["Cedar Wren"]

    def test_a_story_that_is_taken_back(self, sam: User) -> None:
        told_story(sam, show=False, now=NOON)

        assert self.seen() == ["Cedar Wren"]

    def test_an_account_that_is_closed(self, sam: User) -> None:
        User.objects.filter(pk=sam.pk).update(is_active=False)
        assert self.seen() == ["Cedar Wren"]

    def test_a_story_that_its_writer_takes_back(self, sam: User) -> None:
        stories.retire(sam, now=NOON)
        assert self.seen() == ["Cedar Wren"]

    def test_a_certificate_that_ends(self) -> None:
        becoming.unlist_lapsed(now=NOON + timedelta(days=400))
        assert self.seen() == []

    def test_a_story_that_speaks_of_something_else(self, sam: User) -> None:
        told_story(sam, roots=("R41",), struggles=("S35",), headline="I keep bees.", now=NOON)

        assert self.seen("?root=R7") == []
        assert self.seen("?root=R41") == ["Sam"]
        assert all("I keep bees." in page(one) for one in self.readers)

    def test_a_free_time_that_comes_passes_or_is_taken(self) -> None:
        soon = timezone.now() + timedelta(hours=1)
        peers.set_free_times(self.sam, soon, soon=[soon])
        assert all("Next free: " in page(one) for one in self.readers)

        later = soon + timedelta(minutes=1)
        told = shelf.standing().page("as at noon", later, lambda: "drawn after it passed")
        assert told == "drawn after it passed"
        peers.set_free_times(self.sam, None, soon=[])
        assert all("Next free: " not in page(one) for one in self.readers)

    def test_a_handle_and_a_label(self, sam: User) -> None:
        User.objects.filter(pk=sam.pk).update(handle="Samuel")
        Topic.objects.filter(code="R7").update(label="A father who drank")

        assert self.seen() == ["Cedar Wren", "Samuel"]
        assert all("A father who drank" in page(one) for one in self.readers)

    def test_what_was_undone(self, sam: User) -> None:
        class Undone(Exception):
            pass

        with pytest.raises(Undone), transaction.atomic():
            peers.pause(self.sam, by=sam, now=NOON)
            assert self.seen() == ["Cedar Wren"]
            raise Undone

        assert self.seen() == ["Cedar Wren", "Sam"]


@pytest.mark.usefixtures("vocabulary")
def test_where_nothing_changed_nothing_is_read_again(
    client: Client, sam: User, django_assert_num_queries
) -> None:
    published_specialist(sam, struggles=("S7",), now=NOON)
    page(client)

    with django_assert_num_queries(1):
        page(client)
    peers.set_free_times(sam.specialist_profile, timezone.now() + timedelta(hours=1), soon=[])
    with django_assert_num_queries(2):
        page(client)


@pytest.mark.usefixtures("vocabulary")
def test_nothing_of_what_a_member_told_or_typed_is_kept(
    client: Client, maya: User, sam: User, client_of: Callable[[User], Client]
) -> None:
    published_specialist(sam, roots=("R7",), struggles=("S7",), now=NOON)
    intake.keep(maya, Answers(roots=topics("R7")), agrees=True, now=NOON)
    member = client_of(maya)

    assert "You both named" in page(member)
    assert "lantern" in page(client, "?q=lantern")

    here = shelf.standing()
    kept = f"{here._kept!r}{here._pages!r}"
    assert "Sam" in kept
    assert "You both named" not in kept
    assert "lantern" not in kept
    assert "You both named" not in page(client)


@pytest.mark.django_db(transaction=True)
def test_what_others_commit_late_is_seen_and_old_lines_can_be_dropped() -> None:
    sam = create_person(email="sam@people.example", password="-", handle="Sam", now=NOON)
    profile = published_specialist(sam, now=NOON)
    # The other connection began before all that follows, and commits after it.
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute(
            "UPDATE matching_specialistprofile SET headline = 'Late' WHERE id = %s", [profile.pk]
        )
    try:
        assert [row.headline for row in shelf.standing().columns.rows] == [profile.headline]
        wren = create_person(email="wren@people.example", password="-", handle="Wren", now=NOON)
        published_specialist(wren, now=NOON)
        assert len(shelf.standing().columns) == 2

        other.commit()

        assert [row.headline for row in shelf.standing().columns.rows] == ["Late", profile.headline]
    finally:
        other.close()

    # A reader that was away while lines were dropped reads everybody.
    away = keeping._here.known
    with connection.cursor() as cursor:
        cursor.execute("UPDATE matching_specialistprofile SET headline = 'Meanwhile'")
        cursor.execute("UPDATE matching_moved SET at = at - interval '2 hours'")
    # Lines stay while any transaction is open that began before them, also a test's next to us.
    until = time.monotonic() + PATIENCE
    while _lines():
        assert time.monotonic() < until
        shelf.drop_old_lines()
    keeping._here.known = away
    assert {row.headline for row in shelf.standing().columns.rows} == {"Meanwhile"}


def _lines() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM matching_moved")
        return int(cursor.fetchone()[0])
