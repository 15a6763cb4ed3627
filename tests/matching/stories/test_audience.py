"""Whom each part is for: every audience and every reader, in every place where a story shows."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import product

import pytest
from django.test import Client

from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.search.actions.reading import read_waiting, text_of
from matching.search.relevance import fitting
from matching.stories import actions
from matching.stories.audience import RUNGS, Closeness, as_if, is_narrower, may_read
from matching.stories.models import Story, StoryMeaning, StoryToRead
from matching.stories.models.nearby import holding
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from tests.builders_matching import STORY, published_specialist, topics
from tests.builders_sessions import booked_session, offered_hours
from tests.cast import NOON
from tests.conftest import Person
from tests.matching.stories.telling import green

ClientOf = Callable[[User], Client]
SOON = NOON + timedelta(minutes=1)
SECRET = "I kept bees in the quarry behind the mill."  # the words of the part in question


@pytest.mark.parametrize(
    ("audience", "signed_in", "shares", "meets", "writer"),
    list(product(RUNGS, *[(False, True)] * 4)),
)
def test_who_is_nearer_reads_all_that_those_further_away_read(
    audience: str, signed_in: bool, shares: bool, meets: bool, writer: bool
) -> None:
    reader = Closeness(is_signed_in=signed_in, shares=shares, meets=meets, is_writer=writer)

    belongs = {
        "everyone": True,
        "members": signed_in,
        "sharing": signed_in and (shares or meets or writer),
        "met": signed_in and (meets or writer),
    }
    assert may_read(audience, reader) is belongs[audience]


def test_an_audience_that_is_none_shows_nothing_by_mistake() -> None:
    with pytest.raises(ValueError, match="not in"):
        may_read("nobody", Closeness(is_signed_in=True, is_writer=True))


def test_a_preview_stands_on_the_rung_it_names() -> None:
    seen = {each: [one for one in RUNGS if may_read(one, as_if(each))] for each in RUNGS}

    assert seen == {each: list(RUNGS[: at + 1]) for at, each in enumerate(RUNGS)}
    assert [is_narrower(one, "members") for one in RUNGS] == [False, False, True, True]


# Whom one part is for, and who reads it then, the stranger among those who do not.
READ_BY = {
    "everyone": [
        *("a visitor", "a stranger", "shares a struggle", "shares a root", "names another"),
        *("whom Sam meets", "a moderator", "another specialist", "away", "Sam"),
    ],
    "members": [
        *("a stranger", "shares a struggle", "shares a root", "names another"),
        *("whom Sam meets", "a moderator", "another specialist", "Sam"),
    ],
    "sharing": ["shares a struggle", "shares a root", "whom Sam meets", "Sam"],
    "met": ["whom Sam meets", "Sam"],
}


@pytest.fixture
def story(sam: User, vocabulary: None) -> Story:
    """Sam's story about R7 and S35."""
    profile = published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)
    offered_hours(profile, now=NOON)
    return profile.story


@pytest.fixture
def readers(
    story: Story, maya: User, noor: User, ines: User, person: Person, client_of: ClientOf
) -> dict[str, Client]:
    """A browser of everybody in the table."""
    names = ("shares a struggle", "shares a root", "names another", "another specialist", "away")
    roles = {"another specialist": [Role.SPECIALIST]}
    people = {name: person(name.title(), *roles.get(name, ())) for name in names}
    for name, answers in (
        ("shares a struggle", Answers(struggles=topics("S35"))),
        ("shares a root", Answers(roots=topics("R7"))),
        ("names another", Answers(roots=topics("R41"), struggles=topics("S2"))),
    ):
        intake.keep(people[name], answers, agrees=True, now=NOON)
    published_specialist(people["another specialist"], roots=("R7",), now=NOON)
    booked_session(maya, story.profile, NOON)
    people |= {"a stranger": noor, "whom Sam meets": maya, "a moderator": ines}
    people["Sam"] = story.profile.person
    browsers = {name: client_of(someone) for name, someone in people.items()}
    people["away"].is_active = False
    people["away"].save()
    return {"a visitor": Client(), **browsers}


def told(story: Story, audience: str, *, part: str = "now") -> Story:
    """The story with ``SECRET`` in one part for ``audience``, shown."""
    sam = story.profile.person
    actions.keep(sam, {part: SECRET, f"{part}_for": audience}, now=NOON)
    green(actions.submit(sam, now=NOON), User.objects.get(handle="Calm Publisher"))
    story.refresh_from_db()
    return story


@pytest.mark.parametrize("audience", RUNGS)
def test_every_reader_reads_what_is_for_them_and_nothing_else(
    audience: str, story: Story, readers: dict[str, Client]
) -> None:
    told(story, audience)

    pages = {who: browser.get("/people/sam/").content.decode() for who, browser in readers.items()}

    assert sorted(who for who, page in pages.items() if SECRET in page) == sorted(READ_BY[audience])
    assert all(STORY["offer"] in page for page in pages.values())


@pytest.mark.parametrize("part", ["before", "what_helped", "now", "offer"])
@pytest.mark.parametrize("audience", RUNGS)
def test_search_knows_only_what_everyone_may_read(audience: str, part: str, story: Story) -> None:
    told(story, audience, part=part)
    heard: list[str] = []

    def encode(texts: Sequence[str]) -> list[list[float]]:
        heard.extend(texts)
        return [[1.0] + [0.0] * 383 for _ in texts]

    read_waiting(clock=lambda: SOON, encode=encode)

    is_open = audience == "everyone"
    assert bool(holding("bees quarry", most=5)) is is_open
    assert (story.pk in fitting("bees quarry", None, [], shown={story.pk})) is is_open
    assert (SECRET in text_of(story)) is is_open
    assert [SECRET in text for text in heard] == [is_open]
    assert ("mill" in _stems()) is is_open


@pytest.mark.parametrize("audience", RUNGS)
def test_no_list_shows_the_words_of_any_part(
    audience: str, story: Story, readers: dict[str, Client]
) -> None:
    told(story, audience)

    for place in ("/people/", "/people/?q=lights", "/topics/", "/topics/r7-s35/"):
        for browser in readers.values():
            assert SECRET not in browser.get(place).content.decode()
    found = readers["a stranger"].get("/people/?q=quarry").content.decode()
    assert ("Read Sam’s story" in found) is (audience == "everyone")


def test_fewer_people_from_this_moment_on_and_more_only_after_a_review(
    sam: User, story: Story, client: Client
) -> None:
    told(story, "everyone")
    read_waiting(clock=lambda: NOON, encode=lambda texts: [[1.0] + [0.0] * 383 for _ in texts])
    assert SECRET in client.get("/people/sam/").content.decode()

    actions.keep(sam, {"now_for": "met"}, now=SOON)

    assert SECRET not in client.get("/people/sam/").content.decode()
    assert holding("bees quarry", most=5) == []
    assert not StoryMeaning.objects.exists()
    assert StoryToRead.objects.get().changed_at == SOON

    actions.keep(sam, {"now_for": "everyone"}, now=SOON)
    assert SECRET not in client.get("/people/sam/").content.decode()


def test_what_was_narrowed_while_it_waited_comes_out_as_narrow(
    sam: User, story: Story, ade: User
) -> None:
    actions.keep(sam, {"now": SECRET}, now=NOON)
    version = actions.submit(sam, now=NOON)
    actions.keep(sam, {"now_for": "met"}, now=NOON)

    green(version, ade)

    story.refresh_from_db()
    assert (story.now, story.now_for) == (SECRET, "met")
    assert holding("bees quarry", most=5) == []


def _stems() -> dict[str, int]:
    return StoryMeaning.objects.get().stems
