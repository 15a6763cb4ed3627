"""The page "Who looked": one's own lines, in words, and nobody else's."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.views import PAGE
from peerhub.audit.words import What, Why
from tests.cast import NOON
from tests.safety.flags.test_views import ClientOf

PATH = "/settings/who-looked/"
EMPTY = "Nobody from our team has opened anything of yours."
READ = (
    "A moderator read your message in a room,"
    " because a safety rule found words that can mean danger."
)


@transaction.atomic
def look(about: User, to: User, what: What = What.ROOM_MESSAGE, *, now: datetime = NOON) -> None:
    disclose(to=to, about=about.pk, what=what, why=Why.RULE, now=now)


def days(browser: object) -> list[list[tuple[str, int]]]:
    page = browser.get(PATH)  # type: ignore[attr-defined]
    return [[(one.sentence, one.times) for one in day.looks] for day in page.context["days"]]


def test_a_person_reads_what_was_opened_why_and_when_on_their_own_clock(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    look(maya, ines, now=NOON.replace(hour=19, minute=2))

    page = client_of(maya).get(PATH).content.decode()

    assert READ in page
    assert "Monday 23 November 2026" in page
    assert "2:02 pm" in page
    assert EMPTY not in page


def test_nobody_reads_who_of_the_team_it_was(maya: User, ines: User, client_of: ClientOf) -> None:
    look(maya, ines)

    assert "Ines" not in client_of(maya).get(PATH).content.decode()


def test_where_nothing_was_opened_the_page_says_so(maya: User, client_of: ClientOf) -> None:
    assert EMPTY in client_of(maya).get(PATH).content.decode()


def test_noor_and_the_one_who_looked_find_nothing(
    maya: User, ines: User, noor: User, client_of: ClientOf
) -> None:
    look(maya, ines)

    for someone in (noor, ines):
        page = client_of(someone).get(PATH).content.decode()
        assert EMPTY in page
        assert "read your message" not in page


def test_the_newest_is_on_top_and_the_same_is_told_once_a_day(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    look(maya, ines, now=NOON - timedelta(days=1))
    for minutes in range(3):
        look(maya, ines, now=NOON + timedelta(minutes=minutes))
    look(maya, ines, What.STORY, now=NOON + timedelta(hours=1))

    story = READ.replace("your message in a room", "your story")
    assert days(client_of(maya)) == [[(story, 1), (READ, 3)], [(READ, 1)]]
    assert "3 times, last at" in client_of(maya).get(PATH).content.decode()


def test_a_day_is_a_day_of_the_reader(
    maya: User, noor: User, ines: User, client_of: ClientOf
) -> None:
    """Half past three at night in London is still the evening before in New York."""
    for someone in (maya, noor):
        look(someone, ines, now=NOON.replace(hour=3, minute=30))
        look(someone, ines, now=NOON)

    assert len(days(client_of(maya))) == 2
    assert len(days(client_of(noor))) == 1


def test_older_lines_are_a_page_further(maya: User, ines: User, client_of: ClientOf) -> None:
    for number in range(PAGE + 1):
        look(maya, ines, now=NOON - timedelta(days=number))
    browser = client_of(maya)

    first, second = browser.get(PATH), browser.get(PATH + "?page=2")

    assert (len(first.context["days"]), len(second.context["days"])) == (PAGE, 1)
    assert b'href="?page=2"' in first.content
    assert b'href="?page=1"' in second.content


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "%00"])
def test_a_page_that_is_not_there_is_one_that_is(
    page: str, maya: User, client_of: ClientOf
) -> None:
    assert client_of(maya).get(f"{PATH}?page={page}").status_code == 200


def test_settings_lead_there(maya: User, client_of: ClientOf) -> None:
    assert PATH in client_of(maya).get("/settings/").content.decode()


def test_a_long_list_costs_no_more(
    maya: User, ines: User, client_of: ClientOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = client_of(maya)
    browser.get(PATH)
    for _ in range(2):
        look(maya, ines)
        with django_assert_num_queries(6):
            browser.get(PATH)
