"""Specialists put words forward; supervisors take them in or say why not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from matching.topics import actions
from matching.topics.actions import NotForYou, Putting, TooLate
from matching.topics.models import Addition
from matching.topics.states import Reason
from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from peerhub.notifications.models import Notice
from peerhub.topics import lookup
from peerhub.topics.actions import AlreadyThere, NewTopic, Synced, sync
from peerhub.topics.models import Topic
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]
LATER = NOON + timedelta(days=1)
GROUP = "Feelings"


def words(sam: User, said: str = "the kitchen bottles") -> Addition:
    putting = Putting(words=said, topic=Topic.objects.get(code="R7"))
    return actions.put_forward(putting, by=sam, now=NOON)


def found_by(said: str) -> list[str]:
    return [topic.code for topic in lookup.suggest(said, Topic.objects.active())]


def test_accepted_words_find_their_topic_at_once_and_outlive_an_update(
    sam: User, ade: User
) -> None:
    assert found_by("the kitchen bottles") == []

    actions.accept(words(sam), by=ade, now=LATER)

    assert found_by("the kitchen bottles") == ["R7"]
    assert sync(now=LATER) == Synced()
    assert found_by("the kitchen bottles") == ["R7"]
    assert [entry.actor_id for entry in Entry.objects.filter(verb=Verb.ADDITION_ACCEPTED)] == [
        ade.pk
    ]


def test_refused_words_change_nothing_and_their_writer_reads_why(
    sam: User, ade: User, client_of: ClientOf
) -> None:
    addition = words(sam)

    actions.refuse(addition, by=ade, reason=Reason.UNCLEAR, now=LATER)

    assert found_by("the kitchen bottles") == []
    text = client_of(sam).get("/topics/words/").content.decode()
    assert "We did not understand it. Please say it in other words." in text
    assert [(each.person_id, each.kind) for each in Notice.objects.all()] == [
        (sam.pk, "matching.addition_decided")
    ]


def test_a_new_topic_gets_a_code_of_its_own_and_outlives_an_update(sam: User, ade: User) -> None:
    addition = actions.put_forward(
        Putting(words="Jingles on the radio", axis="struggle"), by=sam, now=NOON
    )
    new = NewTopic(axis=Topic.Axis.STRUGGLE, label="Jingles on the radio", group=GROUP)

    topic = actions.accept(addition, by=ade, now=LATER, new_topic=new)

    assert (topic.code, topic.sensitive, topic.opens_help) == ("S501", True, False)
    assert sync(now=LATER) == Synced()
    assert found_by("jingles on the radio") == ["S501"]


def test_what_is_there_is_not_taken_in_twice(sam: User, ade: User) -> None:
    with pytest.raises(AlreadyThere):
        words(sam, "My dad drank")
    addition = actions.put_forward(Putting(words="Nightmares", axis="struggle"), by=sam, now=NOON)
    new = NewTopic(axis=Topic.Axis.STRUGGLE, label="Nightmares", group=GROUP)
    with pytest.raises(AlreadyThere):
        actions.accept(addition, by=ade, now=LATER, new_topic=new)

    addition.refresh_from_db()
    assert addition.state == "waiting"


def test_the_same_words_twice_wait_once(sam: User) -> None:
    assert words(sam) == words(sam)


def test_it_is_decided_once(sam: User, ade: User) -> None:
    addition = words(sam)
    actions.accept(addition, by=ade, now=LATER)

    with pytest.raises(TooLate):
        actions.refuse(addition, by=ade, reason=Reason.THERE, now=LATER)


def test_nobody_decides_about_their_own_words(sam: User) -> None:
    accounts.grant_role(sam, Role.SUPERVISOR, by=None, now=NOON)

    with pytest.raises(NotForYou):
        actions.accept(words(sam), by=sam, now=LATER)


def test_only_specialists_put_forward_and_only_supervisors_decide(maya: User, sam: User) -> None:
    with pytest.raises(NotForYou):
        words(maya)
    with pytest.raises(NotForYou):
        actions.refuse(words(sam), by=maya, reason=Reason.THERE, now=LATER)


def test_the_pages_take_words_from_sam_to_ade_and_back(
    sam: User, ade: User, client_of: ClientOf
) -> None:
    specialist, supervisor = client_of(sam), client_of(ade)
    posted = {"words": "  songs   in shops ", "what": "new-struggle", "why": "I hear it often."}
    assert specialist.post("/topics/words/", posted).status_code == 302
    addition = Addition.objects.get()

    assert "songs in shops" in supervisor.get("/topics/words/waiting/").content.decode()
    page = supervisor.get(f"/topics/words/{addition.pk}/").content.decode()
    assert "I hear it often." in page
    wrong = supervisor.post(f"/topics/words/{addition.pk}/taking/", {"label": "Songs in shops"})
    assert wrong.status_code == 422
    assert 'value="Songs in shops"' in wrong.content.decode()
    supervisor.post(
        f"/topics/words/{addition.pk}/taking/", {"label": "Songs in shops", "group": GROUP}
    )

    assert Topic.objects.get(code="S501").label == "Songs in shops"
    assert "Taken in" in specialist.get("/topics/words/").content.decode()


@pytest.mark.parametrize(
    "posted", [{}, {"words": "x"}, {"words": "x" * 81, "what": "R7"}, {"words": "x", "what": "Z"}]
)
def test_what_cannot_be_put_forward_is_said(
    posted: dict[str, str], sam: User, client_of: ClientOf
) -> None:
    assert client_of(sam).post("/topics/words/", posted).status_code == 422
    assert not Addition.objects.exists()


def test_leaving_out_needs_a_reason(sam: User, ade: User, client_of: ClientOf) -> None:
    addition = words(sam)

    answer = client_of(ade).post(f"/topics/words/{addition.pk}/leaving/", {})

    assert answer.status_code == 422
    addition.refresh_from_db()
    assert addition.state == "waiting"


def test_noor_finds_none_of_these_pages(noor: User, sam: User, client_of: ClientOf) -> None:
    addition, browser = words(sam), client_of(noor)

    for place in ("", "waiting/", f"{addition.pk}/"):
        assert browser.get(f"/topics/words/{place}").status_code == 404
    for deed in ("taking", "leaving"):
        assert browser.post(f"/topics/words/{addition.pk}/{deed}/", {}).status_code == 404


def test_what_another_specialist_put_forward_is_not_shown(
    sam: User, person: Callable[..., User], client_of: ClientOf
) -> None:
    words(sam)

    page = client_of(person("Rosa", Role.SPECIALIST)).get("/topics/words/").content.decode()

    assert "the kitchen bottles" not in page
