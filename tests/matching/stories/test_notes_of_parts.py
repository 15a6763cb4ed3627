"""What a part mentions stands before that part: proposed, ticked by its writer, honoured as a whole."""

from collections.abc import Callable

import pytest
from django.test import Client

from matching.stories import actions
from matching.stories.models import Story, StoryDraft
from matching.stories.states import Audience
from peerhub.accounts.models import How, User
from peerhub.accounts.not_today import Lasts, choose
from peerhub.topics.models import ContentNote
from tests.builders_matching import published_specialist
from tests.cast import NOON
from tests.matching.stories.telling import WHOLE, green, handed_in

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]
DRANK = "I drank after the funeral."
PARTED = {
    "before": DRANK,
    "content_notes": [],
    "before_notes": ["death-grief", "alcohol"],
    "now_notes": ["alcohol"],
}


def shown(sam: User, ines: User, **changes: object) -> None:
    """Sam's page with notes of parts, for everybody."""
    published_specialist(sam, now=NOON)
    green(handed_in(sam, changes={**PARTED, **changes}), ines)


def part(text: str, title: str) -> str:
    """The page from one heading of the story to the next."""
    story = text[text.index('<div class="story">') :]
    return story[story.index(f"<h3>{title}</h3>") :].partition("</h3>")[2].partition("<h3>")[0]


def test_what_the_words_of_a_part_speak_for_is_proposed_there_and_not_ticked(
    sam: User, client_of: ClientOf
) -> None:
    actions.keep(sam, {**WHOLE, "content_notes": [], "before": DRANK}, now=NOON)

    text = client_of(sam).get("/story/mentions/").content.decode()

    before = text[text.index("“Before” mentions") : text.index("“What helped” mentions")]
    in_front = before.partition("<details")[0]
    assert in_front.count('name="before_notes"') == 2
    assert 'value="alcohol"' in in_front
    assert 'value="death-grief"' in in_front
    assert " checked" not in text


def test_a_writer_ticks_and_takes_out_what_a_part_mentions(sam: User, client_of: ClientOf) -> None:
    actions.keep(sam, {**WHOLE, "content_notes": []}, now=NOON)
    browser = client_of(sam)

    browser.post(
        "/story/mentions/", {"before_notes": ["alcohol", "suicide"], "now_notes": "war-combat"}
    )
    draft = StoryDraft.objects.get()
    assert (draft.before_notes, draft.now_notes, draft.mentions) == (
        ["suicide", "alcohol"],
        ["war-combat"],
        ["suicide", "alcohol", "war-combat"],
    )
    assert browser.get("/story/mentions/").content.decode().count(" checked") == 3
    browser.post("/story/mentions/", {"before_notes": ["suicide"], "content_notes": ["alcohol"]})

    draft.refresh_from_db()
    assert (draft.before_notes, draft.now_notes) == (["suicide"], [])
    assert draft.mentions == ["alcohol", "suicide"]
    bad = browser.post("/story/mentions/", {"before_notes": ["wine"]})
    assert bad.status_code == 422


def test_a_part_without_words_is_not_asked_and_mentions_nothing(
    sam: User, client_of: ClientOf
) -> None:
    actions.keep(sam, {**WHOLE, "now": " ", "now_notes": ["alcohol"]}, now=NOON)
    browser = client_of(sam)

    assert "now_notes" not in browser.get("/story/mentions/").content.decode()
    browser.post("/story/mentions/", {"content_notes": ["alcohol"]})

    assert StoryDraft.objects.get().now_notes == []


def test_each_part_is_closed_behind_what_it_mentions_and_the_rest_is_open(
    sam: User, ines: User, client: Client
) -> None:
    shown(sam, ines)

    text = client.get("/people/sam/").content.decode()

    assert '<details class="cover">' not in text[: text.index('<div class="story">')]
    before = part(text, "Before")
    assert before.index("Mentions alcohol and death and grief.") < before.index(DRANK)
    assert "Mentions alcohol." in part(text, "Now")
    assert "<details" not in part(text, "What helped")
    assert " open>" not in before


def test_notes_of_the_whole_stand_before_all_of_it_and_are_not_said_twice(
    sam: User, ines: User, client: Client
) -> None:
    shown(sam, ines, content_notes=["alcohol"])

    text = client.get("/people/sam/").content.decode()

    assert text.index("Mentions alcohol.") < text.index('<div class="story">')
    assert "Mentions death and grief." in part(text, "Before")
    assert "<details" not in part(text, "Now").partition("</div>")[0]


def test_search_and_not_today_know_what_any_part_mentions(
    sam: User, maya: User, ines: User, client_of: ClientOf
) -> None:
    shown(sam, ines)
    assert [note.slug for note in Story.objects.get().content_notes.order_by("position")] == [
        "alcohol",
        "death-grief",
    ]
    note = ContentNote.objects.get(slug="death-grief")
    choose(maya, note=note, how=How.HIDE, lasts=Lasts.OPEN, now=NOON)

    text = client_of(maya).get("/people/sam/").content.decode()

    assert "You chose not to see stories that mention death and grief right now." in text
    assert '<div class="story">' not in text


def test_notes_of_a_part_for_fewer_people_are_known_and_its_words_are_not(
    sam: User, ines: User, client: Client
) -> None:
    shown(sam, ines, before_for=Audience.MET)

    text = client.get("/people/sam/").content.decode()

    assert DRANK not in text
    assert "<h3>Before</h3>" not in text
    assert Story.objects.get().content_notes.count() == 2


def test_changed_notes_of_a_part_are_a_new_version_and_the_reader_sees_them(
    sam: User, ines: User, client_of: ClientOf
) -> None:
    version = handed_in(sam, changes=PARTED)
    with pytest.raises(actions.NothingNew):
        actions.submit(sam, now=NOON)
    text = client_of(ines).get(f"/stories/{version.pk}/").content.decode()
    assert "This part says that it mentions: Alcohol, Death and grief." in text
    assert "Alcohol, Death and grief" in client_of(ines).get("/stories/").content.decode()

    actions.keep(sam, {"now_notes": []}, now=NOON)
    assert actions.submit(sam, now=NOON).number == 2


def test_the_preview_shows_it_as_others_meet_it(sam: User, client_of: ClientOf) -> None:
    actions.keep(sam, {**WHOLE, **PARTED}, now=NOON)

    text = client_of(sam).get("/story/preview/").content.decode()

    assert "Mentions alcohol and death and grief." in part(text, "Before")
