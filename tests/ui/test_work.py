"""The page of all work places: each opens for whom it is shown to, and says what waits there."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from matching.requests import actions as requests
from matching.requests.actions import Asking
from matching.topics import actions as additions
from matching.topics.actions import Putting
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.ui import waits
from peerhub.ui.navigation import PLACES, TABS_MOST, places_for, tabs_for
from tests.builders_matching import published_specialist, told_story, topics
from tests.cast import NOON

ClientOf = Callable[[User], Client]
Person = Callable[..., User]
STAFF = [role for role in Role if role is not Role.MEMBER]


def links_of(page: str) -> list[str]:
    """Where the places on the page lead."""
    main = page.partition('<main id="main"')[2].partition("</main>")[0]
    return re.findall(r'<a href="([^"]+)">', main)


def waiting_at(browser: Client, href: str) -> str:
    """What the page says after one place."""
    page = browser.get("/work/").content.decode().partition('<main id="main"')[2]
    place = page.partition(f'<a href="{href}">')[2].partition("</a>")[0]
    said = re.search(r"<strong[^>]*>([^<]+)</strong>", place)
    return said.group(1) if said else ""


@pytest.mark.django_db
@pytest.mark.parametrize("role", STAFF)
def test_every_place_that_is_shown_opens(role: Role, person: Person, client_of: ClientOf) -> None:
    browser = client_of(person("Robin", role))

    places = links_of(browser.get("/work/").content.decode())

    assert places
    assert [(place, browser.get(place).status_code) for place in places] == [
        (place, 200) for place in places
    ]


@pytest.mark.parametrize("role", STAFF)
def test_the_frame_has_room_for_a_few_of_the_places_of_each_role(role: Role) -> None:
    tabs = tabs_for({role})

    assert 1 <= len(tabs) <= TABS_MOST
    assert [place for place in tabs if place not in places_for({role})] == []


def test_whoever_has_every_role_has_no_more_in_the_frame() -> None:
    assert len(tabs_for(set(Role))) == TABS_MOST
    assert places_for(set(Role)) == list(PLACES)


def test_whoever_speaks_for_a_place_speaks_for_one_that_is_there() -> None:
    assert waits.offered() - {place.href for place in PLACES} == set()


@pytest.mark.django_db
def test_a_clinician_who_refers_from_outside_finds_their_invitations_and_the_rules(
    osei: User, client_of: ClientOf
) -> None:
    places = links_of(client_of(osei).get("/work/").content.decode())

    assert places == ["/clinic/", "/rules/"]


@pytest.mark.django_db
def test_noor_and_a_visitor_find_no_such_page(noor: User, client_of: ClientOf) -> None:
    assert client_of(noor).get("/work/").status_code == 404
    assert Client().get("/work/").headers["Location"] == "/account/login/?next=/work/"


@pytest.mark.django_db
def test_a_supervisor_sees_how_many_wait_and_nobody_of_them(
    maya: User, ade: User, sam: User, person: Person, client_of: ClientOf
) -> None:
    browser = client_of(ade)
    for href in ("/requests/waiting/", "/topics/words/waiting/", "/peers/"):
        assert waiting_at(browser, href) == ""

    requests.ask(Asking(struggles=topics("S35")), by=maya, now=NOON)
    additions.put_forward(
        Putting(words="the key in the lock", topic=topics("R7")[0]), by=sam, now=NOON
    )
    told_story(person("Rosa", Role.SPECIALIST), struggles=("S35",), now=NOON)

    assert waiting_at(browser, "/requests/waiting/") == "1 without an answer"
    assert waiting_at(browser, "/topics/words/waiting/") == "1 waiting"
    assert waiting_at(browser, "/peers/") == "1 waiting"
    assert "Maya" not in browser.get("/work/").content.decode()


@pytest.mark.django_db
def test_a_specialist_sees_how_many_requests_wait_for_their_answer(
    maya: User, sam: User, client_of: ClientOf
) -> None:
    asked = requests.ask(Asking(struggles=topics("S35")), by=maya, now=NOON).request
    browser = client_of(sam)
    assert waiting_at(browser, "/requests/") == ""  # Sam's page is not shown
    published_specialist(sam, struggles=("S35",), now=NOON)
    assert waiting_at(browser, "/requests/") == "1 waiting"

    requests.propose(asked, words="I know it.", by=sam, now=NOON)

    assert waiting_at(browser, "/requests/") == ""


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_much_waits(
    number: int, ade: User, person: Person, client_of: ClientOf, django_assert_num_queries
) -> None:
    for member in range(number):
        requests.ask(Asking(struggles=topics("S35")), by=person(f"M{member}"), now=NOON)
    browser = client_of(ade)
    browser.get("/work/")

    with django_assert_num_queries(QUERIES):
        browser.get("/work/")


QUERIES = 37  # one or two for each place at which something can wait
