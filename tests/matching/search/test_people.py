"""The list of people, as visitors and members meet it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.peers import actions as peers
from matching.peers.actions import About
from matching.peers.models import SpecialistProfile
from matching.search.actions.hearing import Hearing
from matching.search.actions.reading import read_waiting
from matching.search.meaning import vectors_of
from matching.stories import actions as stories
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from tests.builders_matching import published_specialist, told_story, topics
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]
Person = Callable[..., User]


def names(client: Client, address: str = "") -> list[str]:
    """Who is on the page, in order."""
    page = client.get(f"/people/{address}")
    assert page.status_code == 200
    return re.findall(r'<h2 id="name-[^"]+"><a href="[^"]+">([^<]+)</a>', page.content.decode())


@pytest.fixture
def three(person: Person) -> None:
    """The three peers of the handbook; the general one is free soonest."""
    now = timezone.now()
    p1, p2, p3 = (person(handle) for handle in ("Pine One", "Pine Two", "Pine Three"))
    published_specialist(
        p1,
        roots=("R7",),
        struggles=("S35", "S55"),
        next_open_slot_at=now + timedelta(days=2),
        now=NOON,
    )
    published_specialist(
        p2,
        roots=("R41", "R31"),
        struggles=("S21", "S35"),
        next_open_slot_at=now + timedelta(days=3),
        now=NOON,
    )
    published_specialist(
        p3, struggles=("S35",), next_open_slot_at=now + timedelta(hours=1), now=NOON
    )


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ("R7", ["Pine One", "Pine Three", "Pine Two"]),
        ("R41", ["Pine Two", "Pine Three", "Pine One"]),
    ],
)
def test_two_people_who_drink_for_different_reasons_meet_different_people(
    root: str, expected: list[str], maya: User, client_of: ClientOf
) -> None:
    answers = Answers(roots=topics(root), struggles=topics("S35"))
    intake.keep(maya, answers, agrees=True, now=NOON)

    assert names(client_of(maya)) == expected


@pytest.mark.usefixtures("three")
def test_the_page_says_why_to_the_member_alone(
    client: Client, maya: User, noor: User, client_of: ClientOf
) -> None:
    answers = Answers(roots=topics("R7"), struggles=topics("S35"))
    intake.keep(maya, answers, agrees=True, now=NOON)

    why = "You both named a parent who drank too much, and alcohol."
    assert why in client_of(maya).get("/people/").content.decode()
    assert "You both named" not in client_of(noor).get("/people/").content.decode()
    visitor = client.get("/people/").content.decode()
    assert "You both named" not in visitor
    assert "Join to see what you share" in visitor


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", ["Pine Three", "Pine One", "Pine Two"]),
        ("?root=R41", ["Pine Two"]),
        ("?root=R41&root=R7", ["Pine One", "Pine Two"]),
        ("?root=R41&struggle=S55", []),
        ("?struggle=S55", ["Pine One"]),
        ("?sort=soonest", ["Pine Three", "Pine One", "Pine Two"]),
        ("?q=my+dad+was+an+alcoholic&root=R7", ["Pine One"]),
        ("?q=greif", ["Pine Two"]),
        ("?q=Pine+Three", ["Pine Three"]),
        ("?way=video&language=en", ["Pine Three", "Pine One", "Pine Two"]),
        ("?language=pl", []),
        ("?root=nonsense", []),
    ],
)
def test_the_address_alone_decides(client: Client, address: str, expected: list[str]) -> None:
    assert names(client, address) == expected


@pytest.mark.usefixtures("three")
def test_what_they_say_of_themselves_and_when_narrow_the_list(
    client: Client, person: Person, client_of: ClientOf
) -> None:
    uma = person("Uma", time_zone="UTC")  # her tomorrow is a visitor's
    one, two = (SpecialistProfile.objects.get(slug=f"pine-{each}") for each in ("one", "two"))
    about = About(headline="Here.", facets=("armed-forces:veteran", "faith:none"))
    peers.describe(one, about)
    peers.describe(two, replace(about, facets=("faith:none",)))
    tomorrow = timezone.localtime().replace(hour=12) + timedelta(days=1)
    peers.set_free_times(one, tomorrow, soon=[tomorrow])
    three = SpecialistProfile.objects.get(slug="pine-three")  # in an hour, which can be tomorrow
    later = tomorrow + timedelta(days=3)
    peers.set_free_times(three, later, soon=[later])

    def counts(address: str, kind: str) -> dict[str, int]:
        found = client_of(uma).get(f"/people/{address}").context["found"]
        return {each.value: each.count for each in found.narrowings[kind].options}

    assert names(client, "?facet=armed-forces:veteran&facet=faith:none") == ["Pine One"]
    assert names(client, "?facet=faith:none") == ["Pine One", "Pine Two"]
    assert names(client, "?facet=nonsense&when=whenever&when=tomorrow") == ["Pine One"]
    assert counts("?facet=armed-forces:veteran&facet=faith:none", "facet") == {
        "armed-forces:veteran": 1,
        "faith:none": 1,
    }
    assert counts("?facet=faith:none", "when")["tomorrow"] == 1
    page = client.get("/people/?facet=armed-forces:veteran&when=tomorrow").content.decode()
    assert "Remove: </span>Veteran<" in page
    assert "Remove: </span>Tomorrow<" in page


@pytest.mark.usefixtures("three")
def test_words_of_the_story_are_found(client: Client, person: Person) -> None:
    published_specialist(
        person("Harbour Lane"),
        struggles=("S6",),
        now=NOON,
        parts={"what_helped": "Swimming in cold lakes."},
    )

    assert names(client, "?q=lake") == ["Harbour Lane"]


@pytest.mark.usefixtures("three")
def test_when_nobody_fits_each_thing_can_be_left_out(client: Client) -> None:
    page = client.get("/people/?root=R41&struggle=S55").content.decode()

    assert "Nobody fits all of that yet." in page
    assert '<a href="/people/?struggle=S55">1 person fits without Sudden' in page
    assert '<a href="/people/?root=R41">1 person fits without Trusting people' in page


@pytest.mark.usefixtures("three")
def test_choices_say_how_many_are_left(client: Client) -> None:
    found = client.get("/people/?struggle=S55").context["found"]

    counts = {option.value: option.count for option in found.narrowings["root"].options}
    assert counts == {"R7": 1}
    # Another struggle would be added to the first, so it counts everybody.
    counts = {option.value: option.count for option in found.narrowings["struggle"].options}
    assert counts == {"S21": 1, "S35": 3, "S55": 1}


def test_twelve_people_and_then_twelve_more(client: Client, person: Person) -> None:
    for number in range(13):
        published_specialist(person(f"Cedar Wren {number:02}"), struggles=("S7",), now=NOON)

    assert len(names(client)) == 12
    assert 'href="/people/?page=2"' in client.get("/people/").content.decode()
    assert len(names(client, "?page=2")) == 13
    assert "That is everybody." in client.get("/people/?page=2").content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_twenty_cards_cost_what_one_costs(
    count: int,
    client: Client,
    maya: User,
    client_of: ClientOf,
    person: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        published_specialist(
            person(f"Cedar Wren {number:02}"), roots=("R7",), struggles=("S7", "S35"), now=NOON
        )
    intake.keep(maya, Answers(roots=topics("R7")), agrees=True, now=NOON)
    signed_in = client_of(maya)
    signed_in.get("/people/")

    # Whether anything has changed, what the words mean, whom they fit.
    with django_assert_num_queries(3):
        assert len(names(client, "?page=2&q=sleep")) == count
    # And four for the frame, three for what Maya told, one for what she leaves out, one for what
    # she pays.
    with django_assert_num_queries(13):
        assert len(names(signed_in, "?page=2&q=sleep")) == count


def test_nobody_is_listed_who_is_not_shown(client: Client, person: Person, ade: User) -> None:
    told_story(person("Waiting Fern", Role.SPECIALIST), struggles=("S7",), now=NOON)
    told_story(person("Draft Fern", Role.SPECIALIST), struggles=("S7",), show=False, now=NOON)
    resting = person("Resting Fern")
    peers.pause(published_specialist(resting, now=NOON), by=resting, now=NOON)
    withdrawn = published_specialist(person("Gone Fern"), now=NOON)
    peers.withdraw(withdrawn, by=ade)

    assert names(client) == []
    assert names(client, "?q=sleep") == []


def test_a_story_taken_back_leaves_the_list_at_once(client: Client, sam: User) -> None:
    published_specialist(sam, struggles=("S7",), now=NOON)
    assert names(client) == ["Sam"]

    told_story(sam, struggles=("S7",), show=False, now=NOON)

    assert names(client) == []


def test_the_index_follows_the_vocabulary(client: Client, sam: User) -> None:
    profile = published_specialist(sam, struggles=("S7",), now=NOON)
    profile.headline = "I keep bees."
    profile.save(update_fields=["headline"])
    assert names(client, "?q=bees") == []

    stories.index(profile.story)

    assert names(client, "?q=bees") == ["Sam"]


def test_help_comes_before_the_list_when_words_sound_heavy(client: Client) -> None:
    heavy = client.get("/people/?q=i+want+to+kill+myself").content.decode()
    light = client.get("/people/?q=cannot+sleep").content.decode()

    assert heavy.index("You matter here") < heavy.index("<h1>")
    assert "You matter here" not in light


def test_an_empty_house_says_so(client: Client) -> None:
    page = client.get("/people/").content.decode()

    assert "When peer specialists share their stories, they will be here." in page


WORDS_ALONE = "search goes by words alone at the moment"


@pytest.mark.usefixtures("three")
def test_staff_read_when_search_goes_by_words_alone(
    ade: User, noor: User, client_of: ClientOf
) -> None:
    assert WORDS_ALONE in client_of(ade).get("/people/?q=greif").content.decode()
    assert WORDS_ALONE not in client_of(ade).get("/people/").content.decode()
    assert WORDS_ALONE not in client_of(noor).get("/people/?q=greif").content.decode()


def test_the_list_answers_in_other_words_once_stories_are_read(
    client: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "My dad poured whisky into his morning coffee."
    parts = {"before": line, "what_helped": "", "now": "", "offer": ""}
    published_specialist(person("Cedar Wren"), headline=line, parts=parts, now=NOON)
    words = "?q=booze+at+breakfast"
    assert names(client, words) == []

    read_waiting(clock=lambda: NOON, encode=vectors_of)
    monkeypatch.setattr(Hearing, "ask", lambda _, asked: vectors_of([asked])[0])

    assert names(client, words) == ["Cedar Wren"]
