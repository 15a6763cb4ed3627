"""Intake one question a page: answered, skipped, refused, left and come back to."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from matching.intake import actions, steps
from matching.intake.actions import Answers, ConsentMissing
from matching.intake.models import MemberTopics
from peerhub.accounts import not_today
from peerhub.accounts.models import NotToday, User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from tests.builders_matching import published_specialist, topics
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]
ANSWERS = {
    "words": {"words": "dad drank", "roots": ["R7"]},
    "now": {"struggles": ["S35", "S7"], "said": ["struggle:just-listen"]},
    "start": {"roots": ["R7"], "said": ["root:not-sure"]},
    "ways": {"ways": ["text"]},
    "languages": {"languages": ["es"]},
    "sharing": {"facets": ["faith:none"]},
    "musts": {"musts": ["language:es"]},
    "soon": {"soon": "on"},
    "counts": {"counts_more": ["soon"]},
    "not-today": {"notes": ["alcohol"], "lasts": "week"},
}


def page(key: str) -> str:
    return f"/you/question/{key}/"


@pytest.fixture
def begun(maya: User, client_of: ClientOf) -> Client:
    """Maya's browser after her yes."""
    browser = client_of(maya)
    assert browser.post("/you/begin/", {"yes": "1"}).headers["Location"] == page("words")
    return browser


def told_by(member: User) -> Answers:
    return actions.answers_of(MemberTopics.objects.of(member))


def test_every_page_answered_leads_to_all_answers_and_keeps_them(begun: Client, maya: User) -> None:
    for key in steps.KEYS:
        following = steps.after(key)
        goes_to = "/you/done/" if following == steps.DONE else page(following)
        assert begun.post(page(key), ANSWERS[key]).headers["Location"] == goes_to

    assert told_by(maya) == Answers(
        roots=topics("R7"),
        struggles=topics("S7", "S35"),
        ways=("text",),
        languages=("es",),
        facets=("faith:none",),
        soon=True,
        musts=("language:es",),
        counts_more=("soon",),
        said=("struggle:just-listen", "root:not-sure"),
    )
    assert [(each.note.slug, each.how) for each in NotToday.objects.filter(person=maya)] == [
        ("alcohol", "hide")
    ]
    assert begun.get("/you/done/").status_code == 200


def test_every_page_skipped_leads_to_the_same_place_and_keeps_nothing(
    begun: Client, maya: User
) -> None:
    walked: list[str] = []
    at = page("words")
    while at != "/you/done/" and len(walked) < len(steps.STEPS):
        assert begun.get(at).status_code == 200
        walked.append(at)
        at = begun.post(at, {"skip": "1"}).headers["Location"]

    # Without wishes nobody is asked which of them are musts.
    assert walked == [page(key) for key in steps.KEYS if key != "musts"]
    assert told_by(maya) == Answers()
    text = begun.get(at).content.decode()
    assert '<a class="btn" href="/you/close/">' in text
    assert begun.get("/you/close/").status_code == 200
    assert text.count("Nothing, and that is fine.") == len(steps.STEPS) - 1


def test_every_page_left_empty_is_as_good_as_skipped(begun: Client, maya: User) -> None:
    for key in steps.KEYS:
        assert begun.post(page(key), {"keep": "1"}).status_code == 302, key

    assert told_by(maya) == Answers()


@pytest.mark.parametrize("key", steps.KEYS)
def test_what_a_page_cannot_read_is_said_and_keeps_nothing(
    key: str, begun: Client, maya: User
) -> None:
    wrong = {
        "words": {"words": "x" * 201},
        "now": {"struggles": ["S999"]},
        "start": {"roots": ["S35"]},
        "ways": {"ways": ["pigeon"]},
        "languages": {"languages": ["xx"]},
        "sharing": {"facets": ["'; drop"]},
        "musts": {"musts": ["way:text"]},  # not among her wishes
        "soon": {"soon": "maybe"},
        "counts": {"counts_more": ["fame"]},
        "not-today": {"notes": ["alcohol"]},  # without a time
    }[key]

    answer = begun.post(page(key), wrong)

    if key == "soon":  # a box is ticked or not; there is no wrong
        assert answer.status_code == 302
        return
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: " in text
    assert told_by(maya) == Answers()
    assert not NotToday.objects.exists()


def test_no_keeps_nothing_and_goes_to_the_people(maya: User, client_of: ClientOf) -> None:
    answer = client_of(maya).post("/you/begin/", {"no": "1"})

    assert answer.headers["Location"] == "/people/"
    assert not MemberTopics.objects.exists()
    assert not actions.has_agreed(maya)


@pytest.mark.parametrize("place", [*map(page, steps.KEYS), "/you/done/"])
def test_without_a_yes_every_page_leads_to_the_question_whether_she_wants_it(
    place: str, maya: User, client_of: ClientOf
) -> None:
    browser = client_of(maya)

    assert browser.get(place).headers["Location"] == "/you/begin/"
    if place != "/you/done/":
        answers = {"ways": ["text"], "keep": "1"}
        assert browser.post(place, answers).headers["Location"] == "/you/begin/"
    assert not MemberTopics.objects.exists()


def test_only_the_button_that_says_yes_is_a_yes(maya: User, client_of: ClientOf) -> None:
    answer = client_of(maya).post("/you/begin/", {})

    assert (answer.status_code, actions.has_agreed(maya)) == (200, False)
    assert not MemberTopics.objects.exists()


def test_an_answer_from_a_window_whose_yes_is_gone_is_not_lost_silently(begun: Client) -> None:
    begun.post("/you/forgetting/")

    page_then = begun.post(page("ways"), {"ways": ["text"]}, follow=True).content.decode()

    assert "Nothing was kept, because we do not have your yes." in page_then


def test_half_way_her_answers_say_so_and_lead_on(begun: Client) -> None:
    begun.post(page("words"), {"skip": "1"})

    text = begun.get("/you/done/").content.decode()

    assert "Your answers so far" in text
    assert f'href="{page("now")}">Go on with the questions' in text


def test_what_is_left_out_already_stands_on_its_page(begun: Client) -> None:
    begun.post(page("not-today"), {"notes": ["alcohol"], "lasts": "today"})

    assert "You leave out now: " in begun.get(page("not-today")).content.decode()


def test_whoever_comes_back_goes_on_where_she_was(begun: Client, maya: User) -> None:
    begun.post(page("words"), {"skip": "1"})
    begun.post(page("now"), ANSWERS["now"])

    assert "Go on where I was" in begun.get("/you/begin/").content.decode()
    assert begun.post("/you/begin/", {}).headers["Location"] == page("start")
    assert told_by(maya).struggles == topics("S7", "S35")


def test_a_change_after_the_end_comes_back_to_the_end(begun: Client, maya: User) -> None:
    for key in steps.KEYS:
        begun.post(page(key), ANSWERS[key])

    assert begun.post(page("ways"), {"ways": ["audio"]}).headers["Location"] == "/you/done/"
    assert told_by(maya).ways == ("audio",)
    assert told_by(maya).struggles == topics("S7", "S35")


def test_a_must_goes_when_its_wish_goes(begun: Client, maya: User) -> None:
    for key in ("languages", "musts"):
        begun.post(page(key), ANSWERS[key])
    assert told_by(maya).musts == ("language:es",)

    begun.post(page("languages"), {"languages": ["en"]})

    assert told_by(maya).musts == ()


@pytest.mark.parametrize("typed", ["dad drank", "my dad drnak", "alcoholic father"])
def test_own_words_typos_and_other_words_are_asked_back_and_chosen_by_her_alone(
    typed: str, begun: Client, maya: User
) -> None:
    text = begun.post(page("words"), {"words": typed, "find": "1"}).content.decode()

    assert "Did you mean one of these?" in text
    assert 'name="roots" value="R7">' in text  # unticked
    assert f'value="{typed}"' in text
    assert told_by(maya) == Answers()
    begun.post(page("words"), {"words": typed, "roots": ["R7"], "keep": "1"})
    assert told_by(maya) == Answers(roots=topics("R7"))


def test_what_she_ticked_stays_in_front_while_she_looks_for_other_words(
    begun: Client, maya: User
) -> None:
    def listed(words: str, **ticked: list[str]) -> list[tuple[str, bool]]:
        """What is offered, and whether it is ticked."""
        typed = {"words": words, "find": "1", **ticked}
        text = begun.post(page("words"), typed).content.decode()
        found = re.findall(r'name="(?:roots|struggles)" value="(\w+)"( checked)?>', text)
        return [(code, bool(tick)) for code, tick in found]

    assert ("R7", False) in listed("dad drank")
    then = listed("shame", roots=["R7"])
    assert then[0] == ("R7", True)
    assert ("S18", False) in then[1:]
    for words in ("", "xyzzy"):
        assert listed(words, roots=["R7"], struggles=["S18"]) == [("R7", True), ("S18", True)]

    begun.post(page("words"), {"words": "", "roots": ["R7"], "struggles": ["S18"], "keep": "1"})
    assert told_by(maya) == Answers(roots=topics("R7"), struggles=topics("S18"))


def test_what_she_told_already_is_not_asked_again(begun: Client) -> None:
    begun.post(page("words"), {"roots": ["R7"]})

    text = begun.post(page("words"), {"words": "my dad drank", "find": "1"}).content.decode()

    assert 'value="R7"' not in text


def test_too_many_topics_by_words_get_a_kind_sentence(begun: Client, maya: User) -> None:
    begun.post(page("start"), {"roots": ["R1", "R2", "R3"]})

    answer = begun.post(page("words"), {"words": "fire", "roots": ["R62"]})

    assert answer.status_code == 422
    assert "That would be 4 topics of one kind" in answer.content.decode()
    assert told_by(maya).roots == topics("R1", "R2", "R3")


def test_help_comes_first_while_something_heavy_is_told(begun: Client) -> None:
    text = begun.post(
        page("words"), {"words": "I want to hurt myself", "find": "1"}
    ).content.decode()
    assert text.index("You matter here") < text.index("<h1>")

    after = begun.post(page("now"), {"struggles": ["S31"]}, follow=True).content.decode()
    assert after.index("You matter here") < after.index("<h1>")


def test_leaving_a_topic_out_ends_by_itself(begun: Client, maya: User) -> None:
    begun.post(page("not-today"), {"notes": ["alcohol"], "lasts": "today"})

    until = NotToday.objects.get(person=maya).until
    assert until is not None
    assert not_today.active(maya, now=until + timedelta(seconds=1)) == []


def test_each_page_says_why_it_asks_and_who_sees_it(begun: Client) -> None:
    for step in steps.STEPS:
        text = begun.get(page(step.key)).content.decode()
        assert step.why.replace("'", "&#x27;") in text
        assert "Seen by:</strong> Nobody." in text
        assert "Skip this" in text


def test_taking_the_yes_back_half_way_deletes_all_of_it(begun: Client, maya: User) -> None:
    begun.post(page("now"), ANSWERS["now"])

    begun.post("/you/forgetting/")

    assert not MemberTopics.objects.exists()
    assert begun.get(page("start")).headers["Location"] == "/you/begin/"


def test_noor_finds_nothing_of_mayas_answers(
    begun: Client, noor: User, client_of: ClientOf
) -> None:
    begun.post(page("now"), ANSWERS["now"])

    browser = client_of(noor)
    browser.post("/you/begin/", {"yes": "1"})

    assert "checked" not in browser.get(page("now")).content.decode()


def test_an_unknown_question_is_none(begun: Client) -> None:
    assert begun.get(page("everything")).status_code == 404


def test_the_action_itself_asks_for_the_yes(maya: User) -> None:
    with pytest.raises(ConsentMissing):
        actions.go_on(maya, step="now", changes={"soon": True}, now=NOON)
    with pytest.raises(ConsentMissing):
        actions.go_on(maya, step="now", now=NOON)
    assert not Entry.objects.filter(verb=Verb.TOPICS_TOLD).exists()


def test_a_must_leaves_people_out_and_the_list_says_so(
    begun: Client, maya: User, sam: User, person: Callable[..., User]
) -> None:
    published_specialist(sam, struggles=("S35",), now=NOON)
    published_specialist(person("Rosa"), struggles=("S35",), languages=("en", "es"), now=NOON)
    for key in ("languages", "musts"):
        begun.post(page(key), ANSWERS[key])

    text = begun.get("/people/").content.decode()

    assert "Read Rosa’s story" in text
    assert "Read Sam’s story" not in text
    assert "1 person is left out because of what you said is a must." in text
