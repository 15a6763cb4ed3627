"""Topics a specialist is not taking right now: nobody is led to them by these, until the month ends."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.peers.actions import NotForYou, resting
from matching.peers.models import RestingTopic, SpecialistProfile
from matching.requests import actions as requests
from matching.requests.actions import Asking
from matching.requests.fitting import askable
from matching.search.reasons import reasons_for
from matching.stories.models import Story
from matching.topics.live import live_pairs
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from tests.builders_matching import published_specialist, topics
from tests.cast import NOON
from tests.conftest import Person

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]
DECEMBER = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)  # where Sam lives the month begins at that time


@pytest.fixture
def profile(sam: User) -> SpecialistProfile:
    """Sam, whose parent drank, and who knows alcohol and sleepless nights."""
    return published_specialist(sam, roots=("R7",), struggles=("S35", "S7"), now=NOON)


def codes() -> tuple[list[str], list[str]]:
    story = Story.objects.with_codes().get()
    return sorted(story.root_codes), sorted(story.struggle_codes)


def test_a_resting_topic_counts_in_no_match_pair_or_filter_and_the_story_is_read_as_before(
    profile: SpecialistProfile, sam: User, noor: User, client: Client
) -> None:
    intake.keep(noor, Answers(struggles=topics("S35")), agrees=True, now=NOON)
    assert len(live_pairs()) == 2
    assert 'href="/people/sam/"' in client.get("/people/?struggle=S35").content.decode()

    assert resting.rest(profile, topics("S35"), by=sam, now=NOON) == DECEMBER

    assert codes() == (["R7"], ["S7"])
    assert [pair.address for pair in live_pairs()] == ["r7-s7"]
    assert reasons_for(noor, profile, now=NOON) == []
    assert 'href="/people/sam/"' not in client.get("/people/?struggle=S35").content.decode()
    page = client.get("/people/sam/").content.decode()
    assert ("Alcohol" in page, "I used to lie awake" in page) == (True, True)


def test_with_a_resting_root_no_pair_of_it_is_alive(profile: SpecialistProfile, sam: User) -> None:
    resting.rest(profile, topics("R7"), by=sam, now=NOON)

    assert live_pairs() == []
    assert codes() == ([], ["S35", "S7"])


def test_no_request_about_it_reaches_them_and_no_supervisor_can_ask(
    profile: SpecialistProfile, sam: User, maya: User
) -> None:
    resting.rest(profile, topics("S35"), by=sam, now=NOON)
    asked = requests.ask(Asking(struggles=topics("S35")), by=maya, now=NOON).request

    requests.look(now=NOON)

    assert not Notice.objects.filter(kind="matching.asked").exists()
    assert askable(asked, now=NOON) == []
    resting.rest(profile, (), by=sam, now=NOON)
    assert [one.name for one, _ in askable(asked, now=NOON)] == ["Sam"]


def test_it_ends_with_the_month_where_sam_lives_and_is_written_down_once(
    profile: SpecialistProfile, sam: User
) -> None:
    for _ in range(2):
        resting.rest(profile, topics("S35", "R7"), by=sam, now=NOON)
    assert resting.end_over(now=DECEMBER - timedelta(seconds=1)) == 0

    assert [resting.end_over(now=DECEMBER) for _ in range(2)] == [2, 0]

    assert codes() == (["R7"], ["S35", "S7"])
    assert Entry.objects.filter(verb="matching.topics_rested").count() == 1
    assert Entry.objects.filter(verb="matching.topics_taken_again").count() == 1


def test_on_the_page_sam_ticks_and_takes_it_back(
    profile: SpecialistProfile, sam: User, client_of: ClientOf
) -> None:
    own = client_of(sam)

    own.post("/story/resting/", {"topics": ["S35"]})
    page = own.get("/story/").content.decode()
    assert "You are not taking right now: Alcohol." in page
    assert own.post("/story/resting/", {"topics": ["S1"]}).status_code == 422
    own.post("/story/resting/", {})

    assert not RestingTopic.objects.exists()


def test_nobody_does_it_for_sam(
    profile: SpecialistProfile, ade: User, noor: User, person: Person, client_of: ClientOf
) -> None:
    for somebody in (ade, noor):
        with pytest.raises(NotForYou):
            resting.rest(profile, topics("S35"), by=somebody, now=NOON)
    assert client_of(noor).get("/story/resting/").status_code == 404
