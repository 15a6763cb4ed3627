"""Versions, lights and second readers: what others read changes only when all of it is green."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from matching.stories import actions
from matching.stories.actions import MarkGiven
from matching.stories.models import Story, StoryMark, StoryReview, StoryVersion
from matching.stories.pieces import MARKED
from matching.stories.states import Light, StoryState
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure, Entry
from peerhub.audit.verbs import Verb
from peerhub.notifications.models import Notice
from safety.flags import actions as flags
from safety.flags.models import Flag
from tests.builders_matching import STORY, published_specialist
from tests.cast import NOON
from tests.conftest import Person
from tests.matching.stories.telling import AMBER, RED, amber, green, handed_in, lights
from tests.safety.flags.texts import HIGH
from tests.together import together

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]
LATER = NOON + timedelta(hours=2)


def shown_now() -> str:
    return Story.objects.get().now


def test_a_first_story_is_shown_once_all_of_it_is_green(sam: User, ines: User) -> None:
    version = handed_in(sam)
    assert not Story.objects.get().profile.has_story

    green(version, ines)

    story = Story.objects.get()
    assert (story.state, story.shown_version) == (StoryState.SHOWN, version)
    assert (story.profile.has_story, story.profile.headline) == (True, "I keep the lights on now.")
    assert [topic.code for topic in story.roots.all()] == ["R7"]
    verbs = list(Entry.objects.filter(subject_kind="matching.story").values_list("verb", flat=True))
    assert verbs == [
        Verb.STORY_KEPT,
        Verb.STORY_SUBMITTED,
        Verb.STORY_REVIEWED,
        Verb.STORY_SHOWN,
    ]
    assert [notice.person for notice in Notice.objects.all()] == [sam]


def test_what_others_read_stays_until_the_next_version_is_green(sam: User, ines: User) -> None:
    published_specialist(sam, now=NOON)
    for say in ("I keep bees.", "I keep hens."):
        actions.keep(sam, {"now": say}, now=NOON)
        version = actions.submit(sam, now=NOON)
        assert shown_now() == STORY["now"]
        if say == "I keep bees.":
            amber(version, ines)
            assert shown_now() == STORY["now"]

    green(version, ines)

    assert shown_now() == "I keep hens."


def test_one_red_light_is_enough_to_wait(sam: User, ines: User) -> None:
    version = handed_in(sam)

    review = actions.review(version, lights(now=RED, offer=AMBER), by=ines, now=NOON)

    assert review.light == Light.RED
    assert Story.objects.get().state == StoryState.DRAFT


def test_its_writer_reads_the_light_the_clause_and_what_to_change_beside_the_piece(
    sam: User, ines: User, client_of: ClientOf
) -> None:
    amber(handed_in(sam), ines)
    browser = client_of(sam)

    for page in ("/story/piece/before/", "/story/versions/"):
        text = browser.get(page).content.decode()
        assert "Please change something small" in text
        assert "Could you say “a friend” in place of the name?" in text
        assert "Our rule 1.1, Nobody can be recognised" in text
        assert "Ines" not in text
    assert "Good as it is" in browser.get("/story/piece/now/").content.decode()
    assert "Amber: a small change" in browser.get("/story/").content.decode()


def test_a_reviewer_reads_and_lights_it_in_the_browser(
    sam: User, ines: User, client_of: ClientOf
) -> None:
    version = handed_in(sam, changes={"before": "My sister Ana sat with me."})
    browser = client_of(ines)
    listed = browser.get("/stories/").content.decode()
    assert "Sam" in listed
    assert "Alcohol" in listed
    assert "My sister Ana" not in listed

    page = browser.get(f"/stories/{version.pk}/").content.decode()
    assert "My sister Ana sat with me." in page
    assert "A name: “Ana”" in page
    given = {f"{piece}_light": "green" for piece, _ in MARKED}
    bare = browser.post(f"/stories/{version.pk}/", {**given, "before_light": "amber"})
    assert bare.status_code == 422
    assert "Please choose the rule that this is about." in bare.content.decode()
    browser.post(f"/stories/{version.pk}/", given)

    assert Story.objects.get().state == StoryState.SHOWN
    assert "Nothing waits." in browser.get("/stories/").content.decode()


def test_a_look_is_told_to_the_writer_and_the_list_is_none(
    sam: User, ines: User, client_of: ClientOf
) -> None:
    version = handed_in(sam)
    browser = client_of(ines)

    browser.get("/stories/")
    assert not Disclosure.objects.exists()
    browser.get(f"/stories/{version.pk}/")

    line = Disclosure.objects.get()
    assert (line.person_id, line.who, line.what, line.why) == (
        sam.pk,
        "moderator",
        "story",
        "review",
    )
    assert Entry.objects.filter(verb=Verb.STORY_READ).count() == 1


def test_nobody_reads_their_own_and_strangers_read_none(
    sam: User, maya: User, noor: User, osei: User, ines: User, client_of: ClientOf, person: Person
) -> None:
    both = person("Both", Role.SPECIALIST, Role.MODERATOR)
    own = handed_in(both)
    version = handed_in(sam)

    with pytest.raises(actions.NotYourReview):
        green(own, both)
    listed = client_of(both).get("/stories/").content.decode()
    assert f"/stories/{own.pk}/" not in listed
    assert f"/stories/{version.pk}/" in listed
    assert client_of(both).get(f"/stories/{own.pk}/").status_code == 302
    for someone in (maya, noor, osei, sam):
        with pytest.raises(actions.NotYourReview):
            green(version, someone)
        for page in ("/stories/", f"/stories/{version.pk}/"):
            assert client_of(someone).get(page).status_code == 404
    assert not StoryReview.objects.exists()
    assert not Disclosure.objects.exists()
    assert client_of(ines).get(f"/stories/{version.pk}/").status_code == 200


@pytest.mark.parametrize(
    "marks",
    [
        lights()[:-1],
        [*lights(), MarkGiven(piece="now", light=Light.GREEN)],
        lights(now=(Light.AMBER, "", "Something.")),
        lights(now=(Light.RED, "9.9", "Something.")),
        lights(now=(Light.RED, "2.1", "  ")),
    ],
)
def test_a_review_is_whole_or_none(sam: User, ines: User, marks: list[MarkGiven]) -> None:
    version = handed_in(sam)

    with pytest.raises(actions.NotMarked):
        actions.review(version, marks, by=ines, now=NOON)
    assert not StoryReview.objects.exists()


def test_a_second_reader_is_somebody_else_and_has_the_last_word(
    sam: User, ines: User, ade: User, client_of: ClientOf
) -> None:
    version = handed_in(sam)
    with pytest.raises(actions.NothingNew):
        actions.ask_for_a_second(sam, now=NOON)
    amber(version, ines)
    assert not StoryVersion.objects.waiting().exists()

    client_of(sam).post("/story/second-reader/")

    assert f"/stories/{version.pk}/" not in client_of(ines).get("/stories/").content.decode()
    assert "A second reader" in client_of(ade).get("/stories/").content.decode()
    with pytest.raises(actions.NotYourReview):
        green(version, ines)
    green(version, ade, now=LATER)
    assert Story.objects.get().shown_version == version
    with pytest.raises(actions.TooLate):
        green(version, ade)
    with pytest.raises(actions.NothingNew):
        actions.ask_for_a_second(sam, now=LATER)


def test_only_the_newest_version_waits(sam: User, ines: User) -> None:
    first = handed_in(sam)
    second = handed_in(sam, changes={"now": "I keep bees."}, now=LATER)

    assert [each.pk for each in StoryVersion.objects.waiting()] == [second.pk]
    with pytest.raises(actions.TooLate):
        green(first, ines)
    assert (first.number, second.number) == (1, 2)


def test_the_longest_wait_comes_first(sam: User, ines: User, person: Person) -> None:
    later = handed_in(person("Cedar Wren", Role.SPECIALIST), now=LATER)
    earlier = handed_in(sam)

    assert list(StoryVersion.objects.waiting()) == [earlier, later]


@pytest.mark.parametrize("table", ["storyversion", "storyreview", "storymark", "secondasked"])
def test_the_database_keeps_what_was_handed_in_and_said(sam: User, ines: User, table: str) -> None:
    amber(handed_in(sam), ines)
    actions.ask_for_a_second(sam, now=NOON)

    changed = f"UPDATE matching_{table} SET id = id"
    for statement in (changed, f"DELETE FROM matching_{table}"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert (StoryVersion.objects.count(), StoryMark.objects.count()) == (1, len(MARKED))


def test_green_words_of_danger_wait_for_a_moderator_too(sam: User, ines: User, ade: User) -> None:
    version = handed_in(sam, changes={"now": HIGH, "before": f"Then: {HIGH}"})
    green(version, ade)
    assert Story.objects.get().state == StoryState.HELD

    for flag, state in zip(
        Flag.objects.order_by("pk"), (StoryState.HELD, StoryState.SHOWN), strict=True
    ):
        flags.let_out(flags.claim(flag, by=ines, now=NOON), by=ines, now=NOON)
        assert Story.objects.get().state == state


def test_what_was_shown_stays_while_danger_in_a_newer_version_is_read(
    sam: User, ines: User, ade: User
) -> None:
    published_specialist(sam, now=NOON)
    green(handed_in(sam, changes={"now": HIGH}), ade)
    assert (Story.objects.get().state, shown_now()) == (StoryState.SHOWN, STORY["now"])

    flag = flags.claim(Flag.objects.get(), by=ines, now=NOON)
    flags.let_out(flag, by=ines, now=NOON)

    assert shown_now() == HIGH


def test_a_green_light_after_the_moderator_shows_it_at_once(
    sam: User, ines: User, ade: User
) -> None:
    version = handed_in(sam, changes={"now": HIGH})
    flags.let_out(flags.claim(Flag.objects.get(), by=ines, now=NOON), by=ines, now=NOON)
    assert Story.objects.get().state == StoryState.DRAFT

    green(version, ade)

    assert Story.objects.get().state == StoryState.SHOWN


@pytest.mark.django_db(transaction=True)
def test_two_readers_at_once_make_one_review(sam: User, ines: User, ade: User) -> None:
    version = handed_in(sam)

    came = together(lambda: bool(amber(version, ines)), lambda: bool(green(version, ade)))

    assert sorted(map(str, came)) == ["TooLate", "True"]
    assert StoryReview.objects.count() == 1


def test_the_list_costs_the_same_for_one_and_for_three(
    sam: User, ines: User, person: Person, client_of: ClientOf
) -> None:
    browser = client_of(ines)
    handed_in(sam)
    browser.get("/stories/")  # what is asked once in a browser's life

    with CaptureQueriesContext(connection) as one:
        browser.get("/stories/")
    for name in ("Cedar Wren", "Harbour Lane"):
        handed_in(person(name, Role.SPECIALIST))
    with CaptureQueriesContext(connection) as three:
        text = browser.get("/stories/").content.decode()

    assert "Harbour Lane" in text
    assert len(three) == len(one)
