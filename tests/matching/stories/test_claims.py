"""A reviewer takes a story to read, and the others leave it to them for a while."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from matching import work
from matching.stories import actions
from matching.stories.models import CLAIM, StoryClaim, StoryReview
from matching.stories.pieces import MARKED
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure, Entry
from peerhub.audit.verbs import Verb
from tests.cast import NOON
from tests.conftest import Person
from tests.matching.stories.telling import amber, green, handed_in
from tests.together import together

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]
SOON = NOON + timedelta(minutes=20)
LIGHTS = {f"{piece}_light": "green" for piece, _ in MARKED}


def test_whoever_takes_it_has_it_for_half_an_hour_from_when_they_last_opened_it(
    sam: User, ines: User, ade: User
) -> None:
    version = handed_in(sam)

    actions.claim(version, by=ines, now=NOON)
    with pytest.raises(actions.AlreadyClaimed, match="Ines is reading this one"):
        actions.claim(version, by=ade, now=SOON)
    actions.read(version, by=ines, now=SOON)
    with pytest.raises(actions.AlreadyClaimed):
        actions.claim(version, by=ade, now=SOON + CLAIM)
    taken = actions.claim(version, by=ade, now=SOON + CLAIM + timedelta(seconds=1))

    assert list(StoryClaim.objects.all()) == [taken]
    assert (taken.made_by, taken.until) == (ade, taken.made_at + CLAIM)
    took = Entry.objects.filter(verb=Verb.STORY_CLAIMED).order_by("pk")
    assert list(took.values_list("actor_id", flat=True)) == [ines.pk, ade.pk]


def test_taking_ones_own_again_lengthens_it(sam: User, ines: User) -> None:
    version = handed_in(sam)

    first = actions.claim(version, by=ines, now=NOON)
    again = actions.claim(version, by=ines, now=SOON)

    assert (again.pk, again.made_at, again.until) == (first.pk, NOON, SOON + CLAIM)
    assert Entry.objects.filter(verb=Verb.STORY_CLAIMED).count() == 1


def test_given_back_it_is_anybodys_and_nobody_gives_back_anothers(
    sam: User, ines: User, ade: User
) -> None:
    version = handed_in(sam)
    actions.claim(version, by=ines, now=NOON)

    actions.give_back(version, by=ade, now=NOON)
    assert StoryClaim.objects.get().made_by == ines
    actions.give_back(version, by=ines, now=NOON)

    assert not StoryClaim.objects.exists()
    assert Entry.objects.get(verb=Verb.STORY_GIVEN_BACK).actor_id == ines.pk
    green(version, ade)


def test_a_decision_by_somebody_else_is_refused_until_it_is_free(
    sam: User, ines: User, ade: User
) -> None:
    version = handed_in(sam)
    actions.claim(version, by=ines, now=NOON)

    with pytest.raises(actions.AlreadyClaimed):
        green(version, ade, now=SOON)
    assert not StoryReview.objects.exists()
    amber(version, ines, now=SOON)

    assert not StoryClaim.objects.exists()
    assert StoryReview.objects.get().made_by == ines


def test_a_decision_after_a_claim_lapsed_goes_through(sam: User, ines: User, ade: User) -> None:
    version = handed_in(sam)
    actions.claim(version, by=ines, now=NOON)

    green(version, ade, now=NOON + CLAIM + timedelta(seconds=1))

    assert not StoryClaim.objects.exists()


def test_lights_for_a_taken_story_stay_on_the_page_and_are_not_given(
    sam: User, ines: User, ade: User, client_of: ClientOf
) -> None:
    version = handed_in(sam)
    client_of(ines).post(f"/stories/{version.pk}/taking/")

    page = client_of(ade).post(f"/stories/{version.pk}/", LIGHTS | {"now_advice": "So kind."})

    assert page.status_code == 409
    text = page.content.decode()
    assert "Ines is reading this one." in text
    assert "No light was given, and yours are still here." in text
    assert text.count(" checked") == len(MARKED)
    assert "So kind.</textarea>" in text
    assert not StoryReview.objects.exists()


def test_the_list_says_who_has_it_and_a_taken_one_is_not_opened_by_others(
    sam: User, ines: User, ade: User, client_of: ClientOf
) -> None:
    version = handed_in(sam)
    own, others = client_of(ines), client_of(ade)

    opened = own.post(f"/stories/{version.pk}/taking/", follow=True)
    assert opened.redirect_chain == [(f"/stories/{version.pk}/", 302)]
    assert "You have this one since" in opened.content.decode()
    looks = Disclosure.objects.count()
    assert "Ines, since" in others.get("/stories/").content.decode()
    assert others.get(f"/stories/{version.pk}/").status_code == 302
    assert Disclosure.objects.count() == looks
    now = timezone.now()
    assert [work._stories(who, now) for who in (ines, ade)] == [1, 0]
    assert "You, since" in own.get("/stories/").content.decode()
    own.post(f"/stories/{version.pk}/giving-back/")

    assert "Take it" in others.get("/stories/").content.decode()


def test_only_those_who_may_review_take_it(
    sam: User, maya: User, noor: User, osei: User, ines: User, client_of: ClientOf
) -> None:
    version = handed_in(sam)

    for someone in (sam, maya, noor, osei):
        with pytest.raises(actions.NotYourReview):
            actions.claim(version, by=someone, now=NOON)
        for deed in ("taking", "giving-back"):
            assert client_of(someone).post(f"/stories/{version.pk}/{deed}/").status_code == 404
    amber(version, ines)
    with pytest.raises(actions.TooLate):
        actions.claim(version, by=ines, now=NOON)
    assert not StoryClaim.objects.exists()


def test_a_writer_who_reviews_others_is_not_told_who_reads_theirs(
    ines: User, person: Person, client_of: ClientOf
) -> None:
    both = person("Both", Role.SPECIALIST, Role.MODERATOR)
    own = handed_in(both)
    client_of(ines).post(f"/stories/{own.pk}/taking/")
    browser = client_of(both)

    for ask in (
        lambda: browser.get(f"/stories/{own.pk}/", follow=True),
        lambda: browser.post(f"/stories/{own.pk}/", LIGHTS, follow=True),
        lambda: browser.post(f"/stories/{own.pk}/taking/", follow=True),
    ):
        text = ask().content.decode()
        assert "Somebody else has to read this one." in text
        assert "Ines" not in text


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_at_once_one_has_it(sam: User, ines: User, ade: User) -> None:
    version = handed_in(sam)

    came = together(
        lambda: actions.claim(version, by=ines, now=NOON).made_by.handle,
        lambda: actions.claim(version, by=ade, now=NOON).made_by.handle,
    )

    won = StoryClaim.objects.get().made_by.handle
    assert sorted(map(str, came)) == sorted([won, "AlreadyClaimed"])


def test_the_list_costs_the_same_however_many_are_taken(
    sam: User, ines: User, ade: User, person: Person, client_of: ClientOf
) -> None:
    browser, now = client_of(ines), timezone.now()
    versions = [handed_in(sam), handed_in(person("Cedar Wren", Role.SPECIALIST))]
    actions.claim(versions[0], by=ade, now=now)
    browser.get("/stories/")

    with CaptureQueriesContext(connection) as one:
        browser.get("/stories/")
    actions.claim(versions[1], by=ade, now=now)
    with CaptureQueriesContext(connection) as two:
        browser.get("/stories/")

    assert len(two) == len(one)
