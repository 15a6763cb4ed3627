"""What else may matter in a person: what is offered, and Maya, who would like to talk with a woman."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from matching.peers import actions as peers
from matching.peers.actions import About
from matching.peers.facets import GROUPS, LABELS
from peerhub.accounts.models import User
from peerhub.topics.taxonomy import shipped
from tests.builders_matching import published_specialist
from tests.cast import NOON

Person = Callable[..., User]
ClientOf = Callable[[User], Client]


def test_every_closed_list_is_offered_but_what_is_asked_elsewhere() -> None:
    with_options = {facet.slug for facet in shipped().facets if facet.options}

    assert with_options - {key.partition(":")[0] for key in LABELS} == {"languages", "hours"}


def test_an_answer_that_says_nothing_of_a_person_is_not_offered() -> None:
    assert [key for key in LABELS if key.endswith((":no", ":any"))] == []
    assert LABELS["student:yes"] == "Student"
    assert dict(GROUPS)["Gender"] == [
        ("peer-gender:woman", "Woman"),
        ("peer-gender:man", "Man"),
        ("peer-gender:non-binary", "Non-binary"),
    ]


@pytest.mark.usefixtures("vocabulary")
class TestOnlyAWoman:
    """Rosa shows that she is a woman, Ben that he is a man; Sam shows neither."""

    @pytest.fixture(autouse=True)
    def three(self, sam: User, person: Person) -> None:
        for someone, facets in (
            (person("Rosa"), ("peer-gender:woman", "place:rural")),
            (person("Ben"), ("peer-gender:man",)),
            (sam, ()),
        ):
            profile = published_specialist(someone, now=NOON)
            peers.describe(profile, About(headline="Here.", facets=facets))

    @pytest.fixture
    def wishing(self, maya: User, client_of: ClientOf) -> Client:
        """Maya's browser after she told that a woman would help."""
        browser = client_of(maya)
        browser.post("/you/begin/", {"yes": "1"})
        wish = {"facets": ["peer-gender:woman"], "keep": "1"}
        assert browser.post("/you/question/sharing/", wish).status_code == 302
        return browser

    def names(self, browser: Client, address: str = "") -> list[str]:
        text = browser.get(f"/people/{address}").content.decode()
        return re.findall(r'<h2 id="name-[^"]+"><a href="[^"]+">([^<]+)</a>', text)

    def test_a_wish_puts_her_first(self, wishing: Client) -> None:
        assert self.names(wishing) == ["Rosa", "Ben", "Sam"]
        assert "Rosa also says: Woman." in wishing.get("/people/rosa/").content.decode()

    def test_a_must_leaves_all_others_out_for_maya_alone(
        self, wishing: Client, noor: User, client_of: ClientOf
    ) -> None:
        must = {"musts": ["peer-gender:woman"], "keep": "1"}
        assert wishing.post("/you/question/musts/", must).status_code == 302

        assert self.names(wishing) == ["Rosa"]
        assert sorted(self.names(client_of(noor))) == ["Ben", "Rosa", "Sam"]

    def test_anybody_can_narrow_the_list_by_what_peers_show(self, client: Client) -> None:
        assert self.names(client, "?facet=peer-gender:woman&facet=peer-gender:man") == [
            "Ben",
            "Rosa",
        ]
        assert self.names(client, "?facet=place:rural") == ["Rosa"]
        listed = client.get("/people/").content.decode()
        assert "Gender <span" in listed
        assert "Woman" in client.get("/people/rosa/").content.decode()
        assert "Woman" not in client.get("/people/sam/").content.decode()
