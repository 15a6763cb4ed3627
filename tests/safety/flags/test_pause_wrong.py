"""Whoever is paused says that it was wrong, without signing in; a person looks at it again."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import Pause, User
from safety.flags import actions
from safety.flags.actions import Rest
from safety.flags.models import Flag
from safety.flags.pauses import LASTS, REASONS
from safety.flags.states import Act
from tests.cast import PASSWORD
from tests.safety.flags.test_views import ClientOf
from tests.safety.flags.texts import HIGH

pytestmark = pytest.mark.django_db
WRONG = "/paused/wrong/"
WORDS = "I only asked how she is. I am sorry."
THANKS = "Thank you for telling us."
NO_ENTRY = "/account/login/"


@pytest.fixture(autouse=True)
def _no_used_codes() -> None:
    cache.clear()


@pytest.fixture
def flag(flag: Flag, ines: User) -> Flag:
    """The case from which Maya was paused."""
    actions.pause_author(
        flag, Rest(LASTS["24-hours"], REASONS["hurt"]), by=ines, now=timezone.now()
    )
    return flag


@pytest.fixture
def proven(flag: Flag, client: Client) -> Client:
    """Maya's browser, in which she has just tried to sign in."""
    client.post("/account/login/", {"login": "maya@people.example", "password": PASSWORD})
    return client


def objections() -> list[Flag]:
    return list(Flag.objects.filter(subject_kind="accounts.pause").order_by("pk"))


def test_what_is_said_comes_into_the_queue(proven: Client, flag: Flag, maya: User) -> None:
    form = proven.get(WRONG).content.decode()
    assert "Was this wrong?" in form
    assert REASONS["hurt"] in form

    answer = proven.post(WRONG, {"words": WORDS}, follow=True)

    (objection,) = objections()
    assert (objection.author, objection.excerpt, objection.kinds) == (maya, WORDS, ["pause_wrong"])
    assert (objection.held, objection.level, objection.subject_id) == (
        False,
        0,
        str(Pause.objects.get().pk),
    )
    assert THANKS in answer.content.decode()


def test_nobody_without_proof_says_anything(
    flag: Flag, noor: User, client: Client, client_of: ClientOf
) -> None:
    assert client.get(WRONG).headers["Location"] == NO_ENTRY
    assert client.post(WRONG, {"words": WORDS}).headers["Location"] == NO_ENTRY
    assert client_of(noor).get(WRONG).status_code == 404
    assert client_of(noor).post(WRONG, {"words": WORDS}).status_code == 404
    assert objections() == []


def test_empty_words_are_asked_for(proven: Client) -> None:
    page = proven.post(WRONG, {"words": " "})

    assert (page.status_code, objections()) == (422, [])
    assert "Please fill this in." in page.content.decode()


def test_words_of_danger_bring_help_at_once_and_their_own_level(proven: Client) -> None:
    page = proven.post(WRONG, {"words": HIGH}, follow=True).content.decode()

    assert "You matter here" in page
    assert "988" in page
    (objection,) = objections()
    assert objection.level >= 3


def test_the_same_words_twice_are_one_case(proven: Client) -> None:
    for _ in range(2):
        proven.post(WRONG, {"words": WORDS})

    assert len(objections()) == 1


def test_three_times_are_enough_but_a_cry_for_help_is_always_heard(proven: Client) -> None:
    for number in range(3):
        proven.post(WRONG, {"words": f"{WORDS} {number}"})

    full = proven.post(WRONG, {"words": "And another thing."})
    assert full.status_code == 409
    assert "We have what you told us." in full.content.decode()
    assert len(objections()) == 3
    proven.post(WRONG, {"words": HIGH})
    assert len(objections()) == 4


def test_a_moderator_sees_the_pause_and_the_case_it_came_from(
    proven: Client, flag: Flag, ade: User, client_of: ClientOf
) -> None:
    proven.post(WRONG, {"words": WORDS})
    (objection,) = objections()

    page = client_of(ade).get(f"/queue/{objection.pk}/").content.decode()

    assert WORDS in page
    assert REASONS["hurt"] in page
    assert f'href="/queue/{flag.pk}/"' in page
    assert "End the pause" in page
    assert "Pause the account" not in page
    assert "maya" not in page.lower()
    assert "says that a pause was wrong" in client_of(ade).get("/queue/").content.decode()


def test_ending_the_pause_from_there_opens_the_account_and_stands_on_both_timelines(
    proven: Client, flag: Flag, maya: User, ade: User, client_of: ClientOf
) -> None:
    proven.post(WRONG, {"words": WORDS})
    (objection,) = objections()

    client_of(ade).post(f"/queue/{objection.pk}/pause/end/")

    assert User.objects.get(pk=maya.pk).is_active
    for case in (flag, objection):
        assert case.notes.get(act=Act.UNPAUSED).author == ade
    answer = proven.post("/account/login/", {"login": "maya@people.example", "password": PASSWORD})
    assert answer.headers["Location"] == "/"


def test_after_the_pause_there_is_nothing_to_object_to(
    proven: Client, flag: Flag, ines: User
) -> None:
    actions.end_pause(flag, by=ines, now=timezone.now())

    assert proven.get(WRONG).headers["Location"] == NO_ENTRY
    assert proven.post(WRONG, {"words": WORDS}).headers["Location"] == NO_ENTRY
    assert objections() == []


def test_proof_lasts_half_an_hour(proven: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    assert proven.post(WRONG, {"words": WORDS}).headers["Location"] == NO_ENTRY


def test_what_the_moderator_wrote_is_nothing_that_the_person_told_us(
    proven: Client, flag: Flag, ines: User
) -> None:
    actions.end_pause(flag, by=ines, now=timezone.now())
    actions.pause_author(flag, Rest(LASTS["24-hours"], HIGH), by=ines, now=timezone.now())
    assert [objection.author for objection in objections()] == [ines]

    page = proven.get(WRONG).content.decode()

    assert [words in page for words in (THANKS, "You matter here")] == [False, False]


def test_where_nobody_else_works_the_queue_it_waits_for_nobody(proven: Client, ines: User) -> None:
    proven.post(WRONG, {"words": WORDS})
    (objection,) = objections()

    assert actions.claim(objection, by=ines, now=timezone.now()).claimed_by == ines


def test_somebody_else_than_who_paused_looks_at_it(proven: Client, ines: User, ade: User) -> None:
    proven.post(WRONG, {"words": WORDS})
    (objection,) = objections()

    with pytest.raises(actions.NotThisWay, match="Somebody else looks"):
        actions.claim(objection, by=ines, now=timezone.now())

    assert actions.claim(objection, by=ade, now=timezone.now()).claimed_by == ade
