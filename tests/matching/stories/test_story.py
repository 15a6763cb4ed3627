"""A specialist's story: written, shown, held, taken back."""

from collections.abc import Callable

import pytest
from django.test import Client

from matching.peers.models import SpecialistProfile
from matching.stories.models import Story
from matching.stories.states import StoryState
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from safety.flags.models import Flag
from safety.subjects import adapter_for
from tests.builders_matching import STORY, published_specialist, told_story
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]

WRITTEN = {
    **STORY,
    "headline": "I keep the lights on now.",
    "roots": ["R7"],
    "struggles": ["S35"],
    "content_notes": ["alcohol"],
    "languages": ["en"],
    "ways": ["text", "audio"],
    "boundaries": "I do not give medical advice.",
}


def test_sam_writes_and_lets_it_be_read(sam: User, client_of: ClientOf) -> None:
    page = client_of(sam).post("/story/", {**WRITTEN, "show": "1"})

    story = Story.objects.get(profile__person=sam)
    assert page.headers["Location"] == "/story/"
    assert story.state == StoryState.SHOWN
    assert [topic.code for topic in story.roots.all()] == ["R7"]
    assert story.profile.slug == "sam"
    assert story.profile.ways == ["text", "audio"]
    # Nobody is shown without a supervisor.
    assert not SpecialistProfile.objects.published().exists()
    entry = Entry.objects.get(verb=Verb.STORY_KEPT)
    assert entry.details == {"state": "shown"}


def test_a_draft_may_be_unfinished(sam: User, client_of: ClientOf) -> None:
    unfinished = {"headline": "Soon.", "languages": ["en"], "ways": ["text"], "draft": "1"}

    assert client_of(sam).post("/story/", unfinished).status_code == 302
    assert Story.objects.get().state == StoryState.DRAFT


def test_what_others_read_has_four_parts_and_a_topic(sam: User, client_of: ClientOf) -> None:
    page = client_of(sam).post(
        "/story/", {**WRITTEN, "what_helped": "", "struggles": [], "show": "1"}
    )

    text = page.content.decode()
    assert page.status_code == 422
    assert "A few sentences, please, before others read it." in text
    assert "Choose at least one, so that people can find you." in text
    assert "I keep the lights on now." in text
    assert STORY["offer"] in text
    assert not Story.objects.exists()


def test_the_page_shows_what_was_kept(sam: User, client_of: ClientOf) -> None:
    client_of(sam).post("/story/", {**WRITTEN, "show": "1"})

    text = client_of(sam).get("/story/").content.decode()

    assert STORY["before"] in text
    assert "A supervisor looks at it before everybody sees it." in text


def test_words_that_sound_like_danger_wait_for_a_moderator(sam: User, client_of: ClientOf) -> None:
    danger = "I am going to kill myself tonight. I have the pills here."

    client_of(sam).post("/story/", {**WRITTEN, "now": danger, "show": "1"})

    story = Story.objects.get()
    flag = Flag.objects.get()
    assert story.state == StoryState.HELD
    assert not story.profile.has_story
    assert (flag.subject_kind, flag.subject_id) == ("matching.story", str(story.pk))
    assert flag.author == sam

    adapter_for("matching.story").release(str(story.pk), NOON)

    story.refresh_from_db()
    assert story.state == StoryState.SHOWN
    assert story.profile.has_story


def test_only_a_held_story_is_let_out(sam: User) -> None:
    told_story(sam, show=False, now=NOON)
    story = Story.objects.get()

    adapter_for("matching.story").release(str(story.pk), NOON)

    story.refresh_from_db()
    assert story.state == StoryState.DRAFT


@pytest.mark.parametrize("who", ["maya", "noor", "ines", "ade"])
def test_whoever_is_no_specialist_has_no_story_page(
    who: str, request: pytest.FixtureRequest, client_of: ClientOf
) -> None:
    browser = client_of(request.getfixturevalue(who))

    for answer in (
        browser.get("/story/"),
        browser.post("/story/", {**WRITTEN, "show": "1"}),
        browser.post("/story/pause/"),
        browser.post("/story/comeback/"),
    ):
        assert answer.status_code == 404
    assert not Story.objects.exists()


def test_a_visitor_signs_in_first(client: Client) -> None:
    assert client.get("/story/").status_code == 302


def test_a_break_and_the_comeback(sam: User, client_of: ClientOf) -> None:
    published_specialist(sam, now=NOON)
    browser = client_of(sam)

    browser.post("/story/pause/")
    assert not SpecialistProfile.objects.published().exists()
    assert "You are on a break." in browser.get("/story/").content.decode()

    browser.post("/story/comeback/")
    assert SpecialistProfile.objects.published().exists()


def test_reading_time_is_at_least_a_minute() -> None:
    assert Story(before="One word.").minutes == 1
    assert Story(before="word " * 900).minutes == 5
