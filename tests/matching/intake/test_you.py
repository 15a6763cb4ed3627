"""What a member tells for suggestions, keeps, changes and takes back."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from matching.intake import actions
from matching.intake.actions import Answers, ConsentMissing, TooMany
from matching.intake.models import MemberTopics
from peerhub.accounts.models import Consent, User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from tests.builders_matching import topics
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]


def kept(member: User) -> set[str]:
    told = MemberTopics.objects.of(member)
    return {topic.code for topic in (*told.roots.all(), *told.struggles.all())} if told else set()


def test_nothing_is_kept_without_a_yes(maya: User, client_of: ClientOf) -> None:
    page = client_of(maya).post("/you/", {"struggles": ["S35"], "keep": "1"})

    text = page.content.decode()
    assert page.status_code == 422
    assert "Without it, we keep nothing." in text
    assert kept(maya) == set()
    # What was ticked is still ticked.
    assert re.findall(r'value="([^"]+)"[^>]* checked', text) == ["S35"]


def test_the_box_starts_empty(maya: User, client_of: ClientOf) -> None:
    text = client_of(maya).get("/you/").content.decode()

    assert 'name="agrees"' in text
    assert "checked" not in text
    assert "nobody" in text


def test_a_yes_keeps_answers_and_is_written_down(maya: User, client_of: ClientOf) -> None:
    page = client_of(maya).post(
        "/you/", {"roots": ["R7"], "struggles": ["S35", "S7"], "agrees": "on", "ways": ["text"]}
    )

    assert page.headers["Location"] == "/people/"
    assert kept(maya) == {"R7", "S35", "S7"}
    assert actions.has_agreed(maya)
    entry = Entry.objects.get(verb=Verb.TOPICS_TOLD)
    assert (entry.actor_id, entry.details) == (maya.pk, {})


def test_answers_can_be_changed_without_asking_again(maya: User, client_of: ClientOf) -> None:
    actions.keep(maya, Answers(roots=topics("R7")), agrees=True, now=NOON)

    client_of(maya).post("/you/", {"struggles": ["S21"]})

    assert kept(maya) == {"S21"}


def test_everything_can_be_skipped(maya: User, client_of: ClientOf) -> None:
    page = client_of(maya).post("/you/", {})

    assert page.headers["Location"] == "/people/"
    assert not MemberTopics.objects.exists()
    assert not actions.has_agreed(maya)


def test_one_tap_takes_it_all_back(maya: User, client_of: ClientOf) -> None:
    actions.keep(maya, Answers(roots=topics("R7")), agrees=True, now=NOON)
    assert "Delete my answers" in client_of(maya).get("/you/").content.decode()

    client_of(maya).post("/you/forgetting/")

    assert not MemberTopics.objects.exists()
    assert not actions.has_agreed(maya)
    assert Consent.objects.get(person=maya, purpose="matching").withdrawn_at is not None
    assert Entry.objects.filter(verb=Verb.TOPICS_FORGOTTEN, actor_id=maya.pk).count() == 1


def test_too_many_get_a_kind_sentence(maya: User, client_of: ClientOf) -> None:
    page = client_of(maya).post(
        "/you/", {"struggles": [f"S{number}" for number in range(1, 7)], "agrees": "on"}
    )

    assert page.status_code == 422
    assert "You chose 6. Please keep the 5 that matter most for now." in page.content.decode()
    assert kept(maya) == set()


@pytest.mark.parametrize("code", ["S999", "R7", "'; drop table", ""])
def test_a_code_that_is_none_is_refused(code: str, maya: User, client_of: ClientOf) -> None:
    page = client_of(maya).post("/you/", {"struggles": [code], "agrees": "on"})

    assert page.status_code == 422
    assert kept(maya) == set()


def test_own_words_find_topics_and_choose_none(maya: User, client_of: ClientOf) -> None:
    page = client_of(maya).post(
        "/you/", {"words": "my dad drank", "struggles": ["S7"], "find": "1"}
    )

    text = page.content.decode()
    assert page.status_code == 200
    assert 'id="found-R7" name="roots" value="R7"' in text
    assert text.count("checked") == 1  # what was ticked before, and nothing else
    assert not MemberTopics.objects.exists()


def test_words_that_mean_nothing_get_a_kind_answer(maya: User, client_of: ClientOf) -> None:
    text = client_of(maya).post("/you/", {"words": "qqqq", "find": "1"}).content.decode()

    assert "We found no new topic in these words." in text


@pytest.mark.parametrize("words", ["I want to hurt myself", "i dont want to be here anymore"])
def test_help_comes_before_anything_else_when_words_sound_heavy(
    words: str, maya: User, client_of: ClientOf
) -> None:
    text = client_of(maya).post("/you/", {"words": words, "find": "1"}).content.decode()

    assert text.index("You matter here") < text.index("<h1>")


@pytest.mark.parametrize("code", ["S31", "S32"])
def test_help_comes_first_once_told(code: str, maya: User, client_of: ClientOf) -> None:
    browser = client_of(maya)

    page = browser.post("/you/", {"struggles": [code], "agrees": "on"}, follow=True)

    text = page.content.decode()
    assert page.request["PATH_INFO"] == "/you/"
    assert text.index("You matter here") < text.index("<h1>")


def test_noor_sees_only_her_own_answers(maya: User, noor: User, client_of: ClientOf) -> None:
    actions.keep(maya, Answers(roots=topics("R7")), agrees=True, now=NOON)

    browser = client_of(noor)
    assert "Delete my answers" not in browser.get("/you/").content.decode()
    browser.post("/you/forgetting/")

    assert kept(maya) == {"R7"}


def test_a_visitor_signs_in_first(client: Client) -> None:
    assert client.get("/you/").status_code == 302
    assert client.post("/you/forgetting/").status_code == 302


def test_the_action_itself_asks_for_the_yes_and_counts(maya: User) -> None:
    with pytest.raises(ConsentMissing):
        actions.keep(maya, Answers(), agrees=False, now=NOON)
    with pytest.raises(TooMany):
        actions.keep(maya, Answers(roots=topics("R1", "R2", "R3", "R4")), agrees=True, now=NOON)
    assert not actions.has_agreed(maya)
