"""A topic whose people cannot be met now, a list that is long, and a topic that nobody knows yet."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.peers import actions as peers
from matching.requests.models import MatchRequest
from peerhub.accounts import not_today
from peerhub.accounts.models import How, User
from peerhub.accounts.not_today import Lasts
from peerhub.topics.models import ContentNote
from tests.builders_matching import published_specialist, topics
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("vocabulary")
Person = Callable[..., User]
ClientOf = Callable[[User], Client]
TOPIC = "/topics/r7-s35/"
CARRIED = re.compile(r'<input type="hidden" name="(roots|struggles)" value="([^"]+)">')
WIDER = ("/people/?struggle=S35", "/people/?root=R7")


def read(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def names(text: str) -> list[str]:
    return re.findall(r'<h2 id="name-[^"]+"><a href="[^"]+">([^<]+)</a>', text)


class TestWhoKnowsATopicButCannotBeMet:
    """Sam and Rosa know both from the inside."""

    @pytest.fixture(autouse=True)
    def both(self, sam: User, person: Person) -> None:
        self.sam = published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)
        rosa = person("Rosa")
        self.rosa = published_specialist(
            rosa, roots=("R7",), struggles=("S35",), ways=("video",), now=NOON
        )

    def test_whoever_takes_nobody_new_is_counted_and_said(self, client: Client) -> None:
        peers.set_people_now(self.rosa, self.rosa.capacity)

        text = read(client, TOPIC)

        assert names(text) == ["Sam"]
        assert "<strong>2 people</strong> here know both from the inside." in text
        assert "1 of them takes nobody new at the moment." in text

    def test_with_nobody_to_meet_one_can_ask_and_look_wider(self, client: Client) -> None:
        peers.set_people_now(self.rosa, self.rosa.capacity)
        peers.take_nobody_new(self.sam, by=self.sam.person, now=timezone.now())

        text = read(client, TOPIC)

        assert names(text) == []
        assert "2 of them take nobody new at the moment." in text
        assert '<ol class="people"' not in text
        assert "Is nobody close enough?" in text
        assert [address for address in WIDER if f'href="{address}"' not in text] == []

    def test_only_those_who_break_a_must_of_hers_are_told_of(
        self, maya: User, person: Person, client_of: ClientOf
    ) -> None:
        # Ann breaks the must too, and has nothing to do with this topic.
        published_specialist(person("Ann"), struggles=("S7",), ways=("video",), now=NOON)
        intake.keep(maya, Answers(ways=("text",), musts=("way:text",)), agrees=True, now=NOON)

        text = read(client_of(maya), TOPIC)

        assert names(text) == ["Sam"]
        assert "1 of them is left out because of what you said is a must." in text
        peers.pause(self.rosa, by=self.rosa.person, now=NOON)
        assert "is a must" not in read(client_of(maya), TOPIC)

    def test_a_must_that_nobody_meets_leaves_room_to_ask(
        self, maya: User, client_of: ClientOf
    ) -> None:
        peers.pause(self.sam, by=self.sam.person, now=NOON)
        intake.keep(maya, Answers(ways=("text",), musts=("way:text",)), agrees=True, now=NOON)

        text = read(client_of(maya), TOPIC)

        assert "<strong>1 person</strong> here knows both from the inside." in text
        assert "They are left out because of what you said is a must." in text
        assert "Is nobody close enough?" in text
        assert [address for address in WIDER if f'href="{address}"' not in text] == []


class TestWhatNobodyKnowsYet:
    """Sam knows one topic, and somebody looks for another."""

    @pytest.fixture(autouse=True)
    def one(self, sam: User) -> None:
        published_specialist(sam, roots=("R7",), struggles=("S7",), now=NOON)

    def test_words_that_mean_both_lead_to_the_topic_of_both(self, client: Client) -> None:
        assert 'href="/topics/r7-s18/"' in read(client, "/topics/?q=dad+drank,+shame")
        assert "Nobody here knows both from the inside yet." in read(client, "/topics/r7-s18/")

    def test_where_somebody_knows_it_nothing_is_missing(self, client: Client) -> None:
        text = read(client, "/topics/?q=dad+drank,+can't+sleep")

        assert text.count('href="/topics/r7-s7/"') == 1
        assert "Nobody here knows" not in text

    @pytest.mark.parametrize(
        ("words", "address"), [("shame", "?struggle=S18"), ("house fire", "?root=")]
    )
    def test_words_that_mean_one_of_them_lead_to_the_people_who_know_it(
        self, words: str, address: str, client: Client
    ) -> None:
        assert f'href="/people/{address}' in read(client, f"/topics/?q={words}")

    def test_what_she_does_not_want_to_meet_is_not_put_before_her(
        self, maya: User, client_of: ClientOf
    ) -> None:
        note = ContentNote.objects.get(slug="alcohol")  # what R7 most likely mentions
        not_today.choose(maya, note=note, how=How.HIDE, lasts=Lasts.OPEN, now=NOON)

        text = read(client_of(maya), "/topics/?q=dad+drank,+shame")

        assert "r7-s18" not in text

    def test_what_she_narrowed_the_list_by_goes_along_when_she_asks(
        self, maya: User, client: Client, client_of: ClientOf
    ) -> None:
        browser = client_of(maya)
        for chosen in ("?root=R41&root=R7&struggle=S18", "?struggle=S7&way=text"):  # nobody; Sam
            text = read(browser, f"/people/{chosen}")
            wanted = re.findall(r"(root|struggle)=(\w+)", chosen)
            assert CARRIED.findall(text) == [(f"{axis}s", code) for axis, code in wanted]

        fill = {"fill": "1", "roots": ["R7", "R41"], "struggles": ["S18"]}
        form = browser.post("/ask/", fill)

        asked = form.content.decode()
        ticked = re.findall(r'value="([RS]\d+)"[^>]* checked', asked)
        assert (form.status_code, ticked) == (200, ["S18", "R7", "R41"])
        assert "We ticked what you looked for." in asked
        assert not MatchRequest.objects.exists()
        assert CARRIED.findall(read(client, "/people/?root=R7&struggle=S18")) == []  # a visitor

    def test_an_empty_request_says_nothing_of_ticks(self, maya: User, client_of: ClientOf) -> None:
        assert "We ticked" not in read(client_of(maya), "/ask/")
        assert "We ticked" not in client_of(maya).post("/ask/", {"fill": "1"}).content.decode()

    def test_what_she_told_for_suggestions_stands_in_no_address(
        self, maya: User, client_of: ClientOf
    ) -> None:
        told = Answers(roots=topics("R41"), struggles=topics("S35"))
        intake.keep(maya, told, agrees=True, now=NOON)

        for address in ("/people/", "/topics/", "/you/close/"):
            assert (
                re.findall(r'href="[^"]*R41', read(client_of(maya), address), re.IGNORECASE) == []
            )
