"""Topics that somebody stands behind: pairs of a root and a struggle, their pages and the list."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.peers import actions as peers
from matching.topics import live
from peerhub.accounts import not_today
from peerhub.accounts.models import How, User
from peerhub.accounts.not_today import Lasts
from peerhub.topics.models import ContentNote, Topic
from peerhub.topics.taxonomy import shipped
from tests.builders_matching import published_specialist, told_story, topics
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("vocabulary")
Person = Callable[..., User]
ClientOf = Callable[[User], Client]


def alive() -> list[tuple[str, int]]:
    return [(pair.address, pair.people) for pair in live.live_pairs()]


def test_every_root_and_every_struggle_is_there_and_every_pair_can_be_asked_for(
    client: Client,
) -> None:
    roots = [topic.code for topic in Topic.objects.roots()]
    struggles = [topic.code for topic in Topic.objects.struggles()]

    assert (roots, struggles) == (
        [f"R{number}" for number in range(1, 109)],
        [f"S{number}" for number in range(1, 113)],
    )
    assert len(shipped().topics) == 220
    for root, struggle in zip(roots[::27], struggles[::28], strict=True):
        page = client.get(f"/topics/{root.lower()}-{struggle.lower()}/")
        assert "Nobody here knows both from the inside yet." in page.content.decode()


def test_a_pair_is_live_while_one_story_names_both(sam: User, person: Person) -> None:
    profile = published_specialist(sam, roots=("R7",), struggles=("S7", "S35"), now=NOON)
    published_specialist(person("Rosa"), roots=("R7", "R41"), struggles=("S35",), now=NOON)
    published_specialist(person("Ann"), struggles=("S35",), now=NOON)  # no root: behind no pair

    assert alive() == [("r7-s7", 1), ("r7-s35", 2), ("r41-s35", 1)]

    peers.pause(profile, by=sam, now=NOON)
    assert alive() == [("r7-s35", 1), ("r41-s35", 1)]


def test_a_story_that_is_not_shown_stands_behind_nothing(sam: User) -> None:
    told_story(sam, roots=("R7",), struggles=("S35",), now=NOON)

    assert alive() == []


def test_three_roots_and_five_struggles_of_many_make_hundreds_of_topics(person: Person) -> None:
    for number in range(12):
        roots = tuple(f"R{9 * number + each}" for each in (1, 2, 3))
        struggles = tuple(f"S{9 * number + each}" for each in (1, 2, 3, 4, 5))
        someone = person(f"Peer {number}")
        published_specialist(someone, roots=roots, struggles=struggles, now=NOON)

    assert len(alive()) == 12 * 15  # so sixty such people stand behind nine hundred


def test_the_list_counts_and_leads_to_a_page_with_the_people(client: Client, sam: User) -> None:
    published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)

    listed = client.get("/topics/").content.decode()
    page = client.get("/topics/r7-s35/").content.decode()

    assert "<strong>1 topic</strong>" in listed
    assert '<a href="/topics/r7-s35/">' in listed
    assert "<strong>1 person</strong> here knows both from the inside." in page
    assert "Read Sam’s story" in page
    assert "<title>A topic" in page  # no history tells which


def test_the_list_and_a_page_cost_the_same_for_one_and_for_many(
    client: Client, sam: User, person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)
    client.get("/topics/")
    with django_assert_num_queries(2):
        client.get("/topics/")
    published_specialist(person("Rosa"), roots=("R7", "R41"), struggles=("S35", "S7"), now=NOON)
    with django_assert_num_queries(2):
        client.get("/topics/")


def test_words_find_topics_with_slips_and_other_words(client: Client, sam: User) -> None:
    published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)

    for words in ("dad drank", "dad drnak", "booze"):
        assert "/topics/r7-s35/" in client.get("/topics/", {"q": words}).content.decode(), words
    nothing = client.get("/topics/", {"q": "house fire"}).content.decode()
    assert "/topics/r7-s35/" not in nothing
    assert "Nobody here stands behind a topic like that yet." in nothing


def test_heavy_words_bring_help_first(client: Client) -> None:
    text = client.get("/topics/", {"q": "I want to hurt myself"}).content.decode()

    assert text.index("You matter here") < text.index("<h1>")


def test_near_topics_share_the_struggle_first_and_then_the_root(person: Person) -> None:
    published_specialist(person("Rosa"), roots=("R7", "R41"), struggles=("S35",), now=NOON)
    published_specialist(person("Ann"), roots=("R7",), struggles=("S7", "S35"), now=NOON)
    published_specialist(person("Lee"), roots=("R60",), struggles=("S104",), now=NOON)
    pairs = live.live_pairs()
    pair = live.find("r7-s35", pairs)

    assert pair is not None
    assert [each.address for each in live.related(pair, pairs)] == ["r41-s35", "r7-s7"]


@pytest.mark.parametrize("address", ["r7", "s35-r7", "r7-s999", "r7-r8", "x-y", "r7-s35-s7"])
def test_what_is_no_pair_is_no_page(address: str, client: Client) -> None:
    assert client.get(f"/topics/{address}/").status_code == 404


def test_a_topic_left_out_for_today_is_not_in_the_list(
    maya: User, noor: User, sam: User, client_of: ClientOf
) -> None:
    published_specialist(sam, roots=("R7",), struggles=("S7",), now=NOON)
    note = ContentNote.objects.get(slug="alcohol")  # what R7 most likely mentions
    not_today.choose(maya, note=note, how=How.HIDE, lasts=Lasts.OPEN, now=NOON)

    hers = client_of(maya).get("/topics/").content.decode()

    assert "/topics/r7-s7/" not in hers
    assert "1 left out, because you chose not to meet them right now." in hers
    assert "/topics/r7-s7/" in client_of(noor).get("/topics/").content.decode()


def test_the_page_of_a_topic_left_out_says_until_when_and_shows_it_when_asked(
    maya: User, noor: User, sam: User, client_of: ClientOf
) -> None:
    published_specialist(sam, roots=("R7",), struggles=("S7",), now=NOON)
    note, now = ContentNote.objects.get(slug="alcohol"), timezone.now()
    not_today.choose(maya, note=note, how=How.HIDE, lasts=Lasts.WEEK, now=now)
    browser = client_of(maya)

    left_out = browser.get("/topics/r7-s7/").content.decode()
    assert "A parent who drank too much" not in left_out
    assert "That ends by itself on <time" in left_out
    assert "A parent who drank too much" in browser.get("/topics/r7-s7/?anyway=1").content.decode()
    assert "A parent who drank too much" in client_of(noor).get("/topics/r7-s7/").content.decode()

    not_today.choose(maya, note=note, how=How.HIDE, lasts=Lasts.WEEK, now=now - timedelta(days=8))
    assert "A parent who drank too much" in browser.get("/topics/r7-s7/").content.decode()


def test_what_maya_told_shows_to_her_alone(
    maya: User, noor: User, sam: User, client_of: ClientOf
) -> None:
    published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)
    intake.keep(maya, Answers(roots=topics("R7")), agrees=True, now=NOON)

    assert "Why you see Sam" in client_of(maya).get("/topics/r7-s35/").content.decode()
    assert "Why you see" not in client_of(noor).get("/topics/r7-s35/").content.decode()
