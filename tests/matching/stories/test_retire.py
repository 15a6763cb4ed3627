"""Taken back is taken back: at once, everywhere, until its writer brings it back."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from matching.peers import actions as peers
from matching.requests import actions as requests
from matching.requests.actions import Asking, NotShown
from matching.search.actions.reading import read_waiting
from matching.search.matches import Told, closest
from matching.search.ranking import Wishes
from matching.search.relevance import fitting
from matching.search.shelf import standing
from matching.stories import actions
from matching.stories.models import Story, StoryMeaning, StoryToRead, StoryVersion
from matching.stories.models.nearby import holding, meaning_like
from matching.stories.states import StoryState
from matching.topics.live import live_pairs
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from rooms.live import actions as live
from tests.builders_matching import STORY, published_specialist, topics
from tests.builders_sessions import booked_session, offered_hours
from tests.cast import NOON
from tests.matching.stories.telling import green, handed_in
from tests.rooms.conftest import staffed

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]
SOON = NOON + timedelta(minutes=1)
LATER = NOON + timedelta(hours=1)
ONE = [1.0] + [0.0] * 383


def read(now: datetime = SOON) -> None:
    read_waiting(clock=lambda: now, encode=lambda texts: [ONE for _ in texts])


def places(client: Client) -> dict[str, bool]:
    """Every place where a story or its writer shows, and whether Sam's is there."""
    (root,) = topics("R7")
    told = Told(wishes=Wishes(roots=frozenset({"R7"})), labels={})
    sam = Story.objects.get(profile__slug="sam").pk
    near = closest(told, words="lights key lock", vector=ONE, most=3, now=SOON)
    return {
        "the list": "Read Sam’s story" in client.get("/people/").content.decode(),
        "the page": client.get("/people/sam/").status_code == 200,
        "search by words": "Read Sam’s story" in client.get("/people/?q=lock").content.decode(),
        "the full text": sam in holding("key lock", most=5),
        "words and topics": sam in fitting("key lock", None, [root], shown=standing().places),
        "the vectors": sam in meaning_like(ONE, most=5),
        "the vectors' rows": StoryMeaning.objects.filter(story=sam).exists(),
        "what a process keeps": sam in standing().places,
        "the matches": [one.slug for one in near] == ["sam"],
        "the list of topics": [pair.people for pair in live_pairs()] == [1],
        "the topic's page": "Read Sam’s story" in client.get("/topics/r7-s35/").content.decode(),
        "the times": client.get("/people/sam/times/").status_code == 200,
    }


@pytest.fixture
def story(sam: User) -> Story:
    """Sam's story, shown, read by search, with hours that can be booked."""
    # Other tests took back many stories of one and the same meaning; nothing leads past those.
    with connection.cursor() as cursor:
        cursor.execute("REINDEX INDEX matching_storymeaning_near")
    profile = published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)
    offered_hours(profile, now=NOON)
    read()
    return profile.story


def test_one_press_takes_it_out_of_every_place(
    story: Story, sam: User, noor: User, client_of: ClientOf
) -> None:
    browser = client_of(noor)
    assert places(browser) == dict.fromkeys(places(browser), True)

    client_of(sam).post("/story/retiring/")

    assert places(browser) == dict.fromkeys(places(browser), False)
    assert places(Client())["the page"] is False
    story.refresh_from_db()
    assert (story.state, story.search) == (StoryState.RETIRED, None)
    assert not StoryToRead.objects.exists()
    assert Entry.objects.filter(verb=Verb.STORY_RETIRED).count() == 1


def test_whom_sam_met_and_hosts_with_reads_no_more_of_it(
    story: Story, sam: User, maya: User, client_of: ClientOf
) -> None:
    booked_session(maya, story.profile, NOON)
    room = live.open_room(name="After a loss", purpose="For all.", by=None, now=NOON)
    live.appoint_host(room=room, person=sam, by=None, now=NOON)
    staffed(room, sam)
    actions.retire(sam, now=SOON)

    browser = client_of(maya)
    for place in ("/people/sam/", f"/rooms/r/{room.public_id}/", "/rooms/", "/sessions/", "/"):
        text = browser.get(place, follow=True).content.decode()
        assert [words for words in STORY.values() if words in text] == []
    assert browser.get("/people/sam/").status_code == 404


def test_who_took_it_back_proposes_it_to_nobody(story: Story, sam: User, maya: User) -> None:
    asked = requests.ask(Asking(words="Someone."), by=maya, now=NOON).request
    actions.retire(sam, now=SOON)

    with pytest.raises(NotShown):
        requests.propose(asked, words="Me.", by=sam, now=SOON)


def test_what_the_worker_read_meanwhile_is_not_kept(story: Story, sam: User) -> None:
    actions.keep(sam, {"now": "I keep bees."}, now=SOON)
    green(actions.submit(sam, now=SOON), _reader(), now=SOON)

    def slow(texts: Sequence[str]) -> list[list[float]]:
        actions.retire(sam, now=SOON)
        return [ONE for _ in texts]

    read_waiting(clock=lambda: SOON, encode=slow)

    assert not StoryMeaning.objects.exists()


def test_its_writer_alone_brings_it_back_as_it_was(
    story: Story, sam: User, ade: User, noor: User, client_of: ClientOf
) -> None:
    actions.retire(sam, now=SOON)
    for someone in (ade, noor):
        assert client_of(someone).post("/story/back/").status_code == 404
    assert Story.objects.get().state == StoryState.RETIRED
    assert "Nothing. You took your story back" in client_of(sam).get("/story/").content.decode()

    client_of(sam).post("/story/back/")
    read(LATER)

    browser = client_of(noor)
    assert places(browser) == dict.fromkeys(places(browser), True)
    assert Story.objects.get().retired_at is None


def test_words_that_changed_meanwhile_come_back_only_after_a_review(
    story: Story, sam: User, ade: User
) -> None:
    actions.retire(sam, now=SOON)
    actions.keep(sam, {"now": "I keep bees."}, now=SOON)
    actions.bring_back(sam, now=LATER)
    assert Story.objects.get().now == STORY["now"]

    green(actions.submit(sam, now=LATER), ade, now=LATER)

    assert Story.objects.get().now == "I keep bees."


def test_a_green_light_brings_nothing_back_by_itself(story: Story, sam: User, ade: User) -> None:
    actions.retire(sam, now=SOON)
    actions.keep(sam, {"now": "I keep bees."}, now=LATER)
    green(actions.submit(sam, now=LATER), ade, now=LATER)
    assert Story.objects.get().state == StoryState.RETIRED

    actions.bring_back(sam, now=LATER)

    shown = Story.objects.get()
    assert (shown.state, shown.now) == (StoryState.SHOWN, "I keep bees.")


def test_a_story_that_was_never_shown_comes_back_once_it_is_approved(
    sam: User, ade: User, client_of: ClientOf
) -> None:
    handed_in(sam)
    actions.retire(sam, now=SOON)
    button = "Bring it back</button>"
    assert button not in client_of(sam).get("/story/").content.decode()
    green(actions.submit(sam, now=LATER), ade, now=LATER)

    assert button in client_of(sam).get("/story/").content.decode()
    client_of(sam).post("/story/back/")

    assert Story.objects.get().state == StoryState.SHOWN


def test_what_waited_for_a_reader_waits_no_longer(sam: User, ade: User) -> None:
    version = handed_in(sam)
    actions.retire(sam, now=SOON)

    assert not StoryVersion.objects.waiting().exists()
    with pytest.raises(actions.TooLate):
        green(version, ade, now=SOON)
    again = actions.submit(sam, now=LATER)
    assert [each.pk for each in StoryVersion.objects.waiting()] == [again.pk]


def test_no_supervisor_shows_the_page_of_who_took_their_story_back(
    story: Story, sam: User, ade: User
) -> None:
    peers.withdraw(story.profile, by=ade)
    actions.retire(sam, now=SOON)

    with pytest.raises(peers.NothingToShow):
        peers.publish(story.profile, by=ade, now=SOON)


def test_a_second_press_changes_nothing(story: Story, sam: User) -> None:
    actions.retire(sam, now=SOON)
    actions.retire(sam, now=LATER)
    assert Story.objects.get().retired_at == SOON

    actions.bring_back(sam, now=LATER)
    actions.bring_back(sam, now=LATER)
    assert Entry.objects.filter(verb=Verb.STORY_BROUGHT_BACK).count() == 1


def _reader() -> User:
    return User.objects.get(handle="Calm Publisher")
