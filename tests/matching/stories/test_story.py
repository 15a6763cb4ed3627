"""A specialist writes in the studio: kept as they go on, seen by nobody, previewed as others would."""

from collections.abc import Callable

import pytest
from django.test import Client

from matching.peers.models import SpecialistProfile
from matching.stories import actions
from matching.stories.models import Story, StoryDraft, StoryVersion
from matching.stories.states import StoryState
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from safety.flags.models import Flag
from safety.flags.states import FlagState
from tests.builders_matching import STORY, published_specialist
from tests.cast import NOON
from tests.matching.stories.telling import WHOLE, handed_in

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]
DANGER = "I am going to kill myself tonight. I have the pills here."


def test_sam_writes_page_by_page_and_each_is_kept(sam: User, client_of: ClientOf) -> None:
    browser = client_of(sam)

    first = browser.post("/story/piece/headline/", {"words": "I am here.", "next": "1"})
    assert first.headers["Location"] == "/story/piece/before/"
    second = browser.post(
        "/story/piece/before/", {"words": STORY["before"], "audience": "met", "keep": "1"}
    )
    assert second.headers["Location"] == "/story/piece/before/"
    topics = browser.post("/story/topics/", {"roots": ["R7"], "struggles": ["S35"]})
    assert topics.headers["Location"] == "/story/mentions/"
    notes = browser.post("/story/mentions/", {"content_notes": ["alcohol"]})
    assert notes.headers["Location"] == "/story/meeting/"
    browser.post("/story/meeting/", {"ways": ["text"], "languages": ["en"], "capacity": "8"})

    draft = StoryDraft.objects.get()
    assert (draft.headline, draft.before, draft.before_for) == (
        "I am here.",
        STORY["before"],
        "met",
    )
    assert (draft.roots, draft.struggles, draft.content_notes) == (["R7"], ["S35"], ["alcohol"])
    assert SpecialistProfile.objects.get().ways == ["text"]
    assert draft.story.state == StoryState.DRAFT
    assert not StoryVersion.objects.exists()
    kept = Entry.objects.filter(verb=Verb.STORY_KEPT).order_by("pk")
    assert [entry.details["fields"] for entry in kept] == [
        "headline",
        "before,before_for",
        "roots,struggles",
        "content_notes",
        "meeting",
    ]


def test_what_was_typed_stays_when_it_is_too_long(sam: User, client_of: ClientOf) -> None:
    words = "far too long " * 20

    page = client_of(sam).post("/story/piece/headline/", {"words": words, "next": "1"})

    assert page.status_code == 422
    assert words.strip() in page.content.decode()
    assert not StoryDraft.objects.exists()


def test_a_change_of_a_shown_story_stays_in_the_draft(sam: User, client_of: ClientOf) -> None:
    published_specialist(sam, now=NOON)

    client_of(sam).post(
        "/story/piece/now/", {"words": "I keep bees.", "audience": "everyone", "keep": "1"}
    )

    assert Story.objects.get().now == STORY["now"]
    assert StoryDraft.objects.get().now == "I keep bees."
    page = client_of(sam).get("/people/sam/").content.decode()
    assert STORY["now"] in page
    assert "I keep bees." not in page
    assert "I keep bees." in client_of(sam).get("/story/preview/").content.decode()


def test_the_preview_shows_what_each_audience_reads(sam: User, client_of: ClientOf) -> None:
    audiences = {"before_for": "members", "what_helped_for": "sharing", "now_for": "met"}
    actions.keep(sam, {**WHOLE, **audiences}, now=NOON)
    browser = client_of(sam)

    def read(audience: str) -> list[str]:
        text = browser.get(f"/story/preview/?as={audience}").content.decode()
        return [part for part, words in STORY.items() if words in text]

    assert read("everyone") == ["offer"]
    assert read("members") == ["before", "offer"]
    assert read("sharing") == ["before", "what_helped", "offer"]
    assert read("met") == ["before", "what_helped", "now", "offer"]
    assert read("nonsense") == ["offer"]


def test_words_of_danger_in_a_draft_are_flagged_once(sam: User, client_of: ClientOf) -> None:
    page = client_of(sam).post(
        "/story/piece/now/", {"words": DANGER, "audience": "everyone", "keep": "1"}, follow=True
    )
    actions.keep(sam, {**WHOLE, "now": DANGER}, now=NOON)

    text = page.content.decode()
    assert "Nothing is wrong with you or your story." in text
    assert "“Help right now” is at the top of every page." in text
    flag = Flag.objects.get()
    story = Story.objects.get()
    assert (flag.subject_kind, flag.subject_id) == ("matching.story", f"{story.pk}.now")
    assert (flag.author, flag.state, flag.held) == (sam, FlagState.OPEN, True)


def test_looking_at_ones_words_keeps_nothing(sam: User, client_of: ClientOf) -> None:
    typed = {"words": "My sister Ana lived there.", "audience": "everyone"}
    browser = client_of(sam)

    page = browser.post("/story/piece/before/", {**typed, "check": "1"})
    live = browser.post("/story/check/", typed)

    for answer in (page, live):
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "A name: “Ana”" in text
        assert "Say who they are to you" in text
    assert "My sister Ana lived there." in page.content.decode()
    assert not StoryDraft.objects.exists()
    assert not Story.objects.exists()


def test_content_notes_are_proposed_and_nothing_is_ticked(sam: User, client_of: ClientOf) -> None:
    actions.keep(sam, {**WHOLE, "before": "I drank after the funeral."}, now=NOON)

    text = client_of(sam).get("/story/mentions/").content.decode()

    assert "Your words may also mention" in text
    proposal = text[text.index("Your words may also mention") :].partition("</ul>")[0]
    assert "Death and grief" in proposal
    assert "Alcohol" not in proposal  # chosen already
    assert text.count(" checked") == 1


def test_what_is_missing_is_said_and_an_unfinished_story_is_not_handed_in(
    sam: User, client_of: ClientOf
) -> None:
    actions.keep(sam, {"headline": "I am here."}, now=NOON)
    browser = client_of(sam)

    assert "Still empty: Before, What helped, Now, What I can offer" in (
        browser.get("/story/").content.decode()
    )
    browser.post("/story/submitting/")

    assert not StoryVersion.objects.exists()


def test_handing_the_same_in_twice_makes_one_version(sam: User) -> None:
    handed_in(sam)

    with pytest.raises(actions.NothingNew):
        actions.submit(sam, now=NOON)
    assert StoryVersion.objects.count() == 1


PAGES = ("", "piece/before/", "topics/", "mentions/", "meeting/", "preview/", "versions/")
DEEDS = ("submitting/", "retiring/", "back/", "second-reader/", "check/", "pause/", "comeback/")


@pytest.mark.parametrize("who", ["maya", "noor", "ines", "ade"])
def test_whoever_is_no_specialist_has_no_studio(
    who: str, request: pytest.FixtureRequest, client_of: ClientOf
) -> None:
    browser = client_of(request.getfixturevalue(who))

    answers = [browser.get(f"/story/{page}").status_code for page in PAGES]
    answers += [browser.post(f"/story/{deed}", {"words": "Mine."}).status_code for deed in DEEDS]
    assert set(answers) == {404}
    assert not Story.objects.exists()


def test_every_page_opens_before_anything_is_written(sam: User, client_of: ClientOf) -> None:
    browser = client_of(sam)

    assert {page: browser.get(f"/story/{page}").status_code for page in PAGES} == dict.fromkeys(
        PAGES, 200
    )
    for deed in ("submitting/", "retiring/", "back/", "second-reader/"):
        assert browser.post(f"/story/{deed}").status_code == 302
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
