"""The end of a list: everybody can be reached, however many they are."""

import re
from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.test import Client

from matching.search import query
from matching.search.query import parse, stretch
from matching.topics import views as topics
from peerhub.accounts.models import User
from tests.builders_matching import published_specialist
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("vocabulary")
Person = Callable[..., User]


@pytest.mark.parametrize(
    ("page", "total", "shown"),
    [
        (1, 0, (0, 12)),
        (1, 700, (0, 12)),
        (50, 700, (0, 600)),
        (51, 700, (600, 612)),  # a page that holds more than 600 is too long for an old phone
        (59, 700, (600, 708)),
        (60, 700, (600, 708)),  # past the end is the end
        (9999, 5, (0, 12)),
        (9999, 1300, (1200, 1308)),
    ],
)
def test_a_page_shows_from_the_first_or_from_where_the_last_stretch_ended(
    page: int, total: int, shown: tuple[int, int]
) -> None:
    assert stretch(page, size=12, total=total) == shown


def test_every_page_of_very_many_leads_on_until_all_were_seen() -> None:
    seen, page = 0, 1
    while True:
        first, last = stretch(page, size=12, total=1300)
        assert first <= seen < last
        seen = last
        if last >= 1300:
            break
        page = last // 12 + 1
        assert parse(QueryDict(f"page={page}")).page == page

    assert page == 109


class TestFour:
    """Four people, shown one at a time, two on a page at most."""

    @pytest.fixture(autouse=True)
    def four(self, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, struggle in (("Ann", "S1"), ("Ben", "S2"), ("Cleo", "S3"), ("Dan", "S4")):
            published_specialist(person(name), roots=("R7",), struggles=(struggle,), now=NOON)
        monkeypatch.setattr(query, "PAGE", 1)
        monkeypatch.setattr(query, "PAGES_MOST", 2)
        monkeypatch.setattr(topics, "PAGE", 1)

    def walk(self, client: Client, address: str, found: str, more: str) -> list[list[str]]:
        """What is on each page, from the first to the one that leads no further."""
        pages: list[list[str]] = []
        while address and len(pages) < 9:
            text = client.get(address).content.decode()
            pages.append(re.findall(found, text))
            on = re.search(rf'href="([^"]+)">{more}', text)
            address = on[1].replace("&amp;", "&") if on else ""
        return pages

    def test_all_people_are_reached(self, client: Client) -> None:
        named = r'<h2 id="name-[^"]+"><a href="[^"]+">([^<]+)</a>'

        pages = self.walk(client, "/people/", named, "Show 12 more")

        assert pages == [["Ann"], ["Ann", "Ben"], ["Cleo"], ["Cleo", "Dan"]]
        text = client.get("/people/?page=3").content.decode()
        assert 'href="/people/?page=2">Show those before' in text
        assert "Show those before" not in client.get("/people/?page=2").content.decode()

    def test_all_topics_are_reached(self, client: Client) -> None:
        pages = self.walk(client, "/topics/", r'href="/topics/(r7-s\d)/"', "Show more topics")

        assert pages == [["r7-s1"], ["r7-s1", "r7-s2"], ["r7-s3"], ["r7-s3", "r7-s4"]]
        text = client.get("/topics/?page=3").content.decode()
        assert 'href="/topics/?page=2">Show those before' in text

    def test_past_the_end_is_the_end(self, client: Client) -> None:
        assert "Dan" in client.get("/people/?page=77").content.decode()
        assert "r7-s4" in client.get("/topics/?page=77").content.decode()
