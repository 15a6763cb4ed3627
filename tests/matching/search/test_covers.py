"""Stories whose topics a reader chose not to meet right now."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matching.models import Story
from matching.search.covers import covers_for
from peerhub.accounts import not_today
from peerhub.accounts.models import How, User
from peerhub.accounts.not_today import Lasts
from peerhub.topics.models import ContentNote
from tests.builders_matching import STORY, published_specialist
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]
HEADLINE = "After the funeral I could not go home."
LEFT_OUT = "You chose not to see stories that mention death and grief right now."


@pytest.fixture
def mourning(sam: User) -> User:
    published_specialist(sam, notes=("death-grief", "alcohol"), headline=HEADLINE, now=NOON)
    return sam


def chooses(person: User, slug: str, how: How, *, lasts: Lasts = Lasts.OPEN) -> None:
    note = ContentNote.objects.get(slug=slug)
    not_today.choose(person, note=note, how=how, lasts=lasts, now=timezone.now())


def words(browser: Client, address: str) -> set[str]:
    """Which of the story's own words are on a page, and whether it says that they are left out."""
    page = browser.get(address)
    assert page.status_code == 200
    return {said for said in (HEADLINE, *STORY.values(), LEFT_OUT) if said in page.content.decode()}


@pytest.mark.usefixtures("mourning")
def test_a_story_that_maya_left_out_is_not_on_her_pages(
    maya: User, noor: User, client: Client, client_of: ClientOf
) -> None:
    chooses(maya, "death-grief", How.HIDE)

    assert words(client_of(maya), "/people/sam/") == {LEFT_OUT}
    assert words(client_of(maya), "/people/") == {LEFT_OUT}
    for other in (client_of(noor), client):
        assert words(other, "/people/sam/") == {HEADLINE, *STORY.values()}
        assert words(other, "/people/") == {HEADLINE}


@pytest.mark.usefixtures("mourning")
def test_one_can_change_it_from_there(maya: User, client_of: ClientOf) -> None:
    chooses(maya, "death-grief", How.HIDE)

    for address in ("/people/sam/", "/people/"):
        page = client_of(maya).get(address).content.decode()
        assert '<a href="/settings/not-today/">Change this</a>' in page


@pytest.mark.usefixtures("mourning")
def test_what_is_always_covered_covers_its_line_in_the_list_too(
    maya: User, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    assert browser.get("/people/").content.decode().count('<details class="cover">') == 0

    chooses(maya, "alcohol", How.COVER)

    text = browser.get("/people/").content.decode()
    assert text.index("Mentions alcohol.") < text.index(HEADLINE)
    assert text.count('<details class="cover">') == 1


@pytest.mark.usefixtures("mourning")
def test_leaving_out_counts_more_than_covering(maya: User, client_of: ClientOf) -> None:
    chooses(maya, "alcohol", How.COVER)
    chooses(maya, "death-grief", How.HIDE)

    assert words(client_of(maya), "/people/sam/") == {LEFT_OUT}


def test_of_a_choice_and_a_plan_the_one_that_shows_least_counts_and_each_topic_once(
    mourning: User, maya: User
) -> None:
    chooses(maya, "death-grief", How.COVER)
    chooses(maya, "alcohol", How.COVER)
    notes = ContentNote.objects.filter(slug__in=("alcohol", "death-grief"))
    now = timezone.now()
    ahead = not_today.Ahead("a-plan", now, now + timedelta(days=1), How.HIDE)
    not_today.plan_ahead(maya, notes.filter(slug="death-grief"), ahead, now=now)
    cover_too = not_today.Ahead("another", now, now + timedelta(days=1), How.COVER)
    not_today.plan_ahead(maya, notes.filter(slug="alcohol"), cover_too, now=now)

    story = Story.objects.get(profile__person=mourning).pk
    found = covers_for(maya, [story], now=now)[story]

    assert (found.hidden, found.covered) == (("Death and grief",), ("Alcohol",))


@pytest.mark.usefixtures("mourning")
def test_another_topic_leaves_nothing_out(maya: User, client_of: ClientOf) -> None:
    chooses(maya, "suicide", How.HIDE)

    assert words(client_of(maya), "/people/sam/") == {HEADLINE, *STORY.values()}


def test_several_topics_are_named_and_only_for_their_stories(
    mourning: User, maya: User, ade: User
) -> None:
    other = published_specialist(ade, notes=("alcohol",), now=NOON).story
    for slug in ("death-grief", "alcohol"):
        chooses(maya, slug, How.HIDE)
    story = mourning.specialist_profile.story

    covers = covers_for(maya, [story.pk, other.pk], now=timezone.now())

    assert {pk: cover.hidden_in_words for pk, cover in covers.items()} == {
        story.pk: "alcohol, or death and grief",
        other.pk: "alcohol",
    }
    assert covers_for(maya, [], now=timezone.now()) == {}


@pytest.mark.usefixtures("mourning")
def test_when_its_time_is_over_the_story_is_there_again(mourning: User, maya: User) -> None:
    chooses(maya, "death-grief", How.HIDE, lasts=Lasts.WEEK)
    story = mourning.specialist_profile.story

    assert covers_for(maya, [story.pk], now=timezone.now() + timedelta(days=8)) == {}


def test_sam_always_reads_the_own_story(mourning: User, client_of: ClientOf) -> None:
    chooses(mourning, "death-grief", How.HIDE)

    assert words(client_of(mourning), "/people/sam/") == {HEADLINE, *STORY.values()}


@pytest.mark.usefixtures("mourning")
def test_from_a_story_one_leaves_its_topic_out_and_comes_back(
    maya: User, client: Client, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    page = browser.get("/people/sam/").content.decode()
    assert "<summary>Not today</summary>" in page
    assert "<summary>Not today</summary>" not in client.get("/people/sam/").content.decode()

    answer = browser.post(
        "/settings/not-today/hide/",
        {"note": "death-grief", "lasts": "today", "next": "/people/sam/"},
    )

    assert answer.headers["Location"] == "/people/sam/"
    assert words(browser, "/people/sam/") == {LEFT_OUT}


@pytest.mark.usefixtures("mourning")
def test_it_costs_one_query_however_much_is_chosen(
    maya: User, mourning: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for slug in ("death-grief", "alcohol", "suicide"):
        chooses(maya, slug, How.HIDE)
    story = mourning.specialist_profile.story

    with django_assert_num_queries(1):
        covers_for(maya, [story.pk], now=timezone.now())
