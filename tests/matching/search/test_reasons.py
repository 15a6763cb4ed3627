"""Why somebody is shown, in words."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.search.ranking import Candidate, Wishes, shared
from matching.search.reasons import free_in_words, in_words, reasons_for
from peerhub.accounts.models import User
from tests.builders_matching import published_specialist, topics
from tests.cast import NOON

LABELS = {"R7": "A parent who drank too much", "S7": "Trouble sleeping", "S96": "LGBTQ+ things"}


def said(wishes: Wishes, candidate: Candidate) -> list[str]:
    return in_words(shared(wishes, candidate, now=NOON), labels=LABELS, name="Sam")


def test_shared_topics_become_one_sentence() -> None:
    roots, struggles = frozenset({"R7"}), frozenset({"S7"})
    wishes = Wishes(roots=roots, struggles=struggles)

    assert said(wishes, Candidate(slug="sam", roots=roots, struggles=struggles)) == [
        "You both named a parent who drank too much, and trouble sleeping."
    ]


def test_names_in_capitals_stay() -> None:
    both = frozenset({"S96"})

    assert said(Wishes(struggles=both), Candidate(slug="sam", struggles=both)) == [
        "You both named LGBTQ+ things."
    ]


def test_what_else_fits_follows_and_three_sentences_are_enough() -> None:
    wishes = Wishes(
        struggles=frozenset({"S7"}),
        facets=frozenset({"armed-forces:veteran"}),
        ways=frozenset({"text"}),
        soon=True,
    )
    candidate = Candidate(
        slug="sam",
        struggles=frozenset({"S7"}),
        facets=frozenset({"armed-forces:veteran"}),
        ways=frozenset({"text"}),
        next_open_slot_at=NOON + timedelta(hours=1),
    )

    assert said(wishes, candidate) == [
        "You both named trouble sleeping.",
        "Sam also says: Veteran.",
        "Sam can meet the way you like.",
    ]


KATHMANDU = ZoneInfo("Asia/Kathmandu")  # a quarter of an hour beside the others, so that it shows
FRIDAY = datetime(2026, 11, 27, 12, 0, tzinfo=KATHMANDU)


@pytest.mark.parametrize(
    ("ahead", "sentence"),
    [
        (timedelta(minutes=1), "Free today 12:01 pm."),
        (timedelta(hours=11, minutes=59), "Free today 11:59 pm."),
        (timedelta(hours=12), "Free tomorrow 12:00 am."),
        (timedelta(hours=21), "Free tomorrow 9:00 am."),
        (timedelta(days=2), "Free on Sunday 12:00 pm."),
        (timedelta(days=6, hours=11), "Free on Thursday 11:00 pm."),
        (timedelta(days=7), "Free on Friday 4 December, 12:00 pm."),
    ],
)
def test_the_free_time_is_said_by_the_day_on_the_readers_clock(
    ahead: timedelta, sentence: str
) -> None:
    assert free_in_words((FRIDAY + ahead).astimezone(UTC), now=FRIDAY) == sentence


def test_no_time_and_a_time_that_has_passed_say_nothing() -> None:
    assert free_in_words(None, now=FRIDAY) == ""
    assert free_in_words(FRIDAY, now=FRIDAY) == ""


def test_the_time_ends_the_reasons_and_stands_for_that_it_is_soon() -> None:
    struggles = frozenset({"S7"})
    soon = Candidate(slug="sam", struggles=struggles, next_open_slot_at=NOON + timedelta(hours=1))
    free = "Free today 1:00 pm."

    def why(wishes: Wishes) -> list[str]:
        common = shared(wishes, soon, now=NOON)
        return in_words(common, labels=LABELS, name="Sam", free=free)

    assert why(Wishes(struggles=struggles)) == ["You both named trouble sleeping.", free]
    assert why(Wishes(struggles=struggles, soon=True)) == why(Wishes(struggles=struggles))
    assert why(Wishes(soon=True)) == [free]
    assert why(Wishes()) == []  # a free time is no reason for whoever did not ask for one


@pytest.mark.usefixtures("vocabulary")
def test_cards_and_the_page_say_the_time_on_her_clock_and_once(
    maya: User, noor: User, sam: User, client_of: Callable[[User], Client]
) -> None:
    User.objects.filter(pk__in=(maya.pk, noor.pk)).update(time_zone="Asia/Kathmandu")
    today = timezone.now().astimezone(KATHMANDU).replace(hour=21, minute=30)
    at = (today + timedelta(days=1)).astimezone(UTC)
    published_specialist(sam, struggles=("S7",), next_open_slot_at=at, now=NOON)
    intake.keep(maya, Answers(struggles=topics("S7")), agrees=True, now=NOON)
    hers, noors = client_of(maya), client_of(noor)

    for address in ("/people/", "/you/close/", "/people/sam/"):
        for _ in range(2):  # the second is put together of parts that are kept
            text = hers.get(address).content.decode()
            assert text.count("Free tomorrow 9:30 pm.") == 1, address
        assert "Free tomorrow" not in noors.get(address).content.decode(), address
    assert "Next free:" not in hers.get("/people/").content.decode()
    assert "Next free:" in noors.get("/people/").content.decode()


@pytest.mark.usefixtures("vocabulary")
def test_reasons_are_for_the_member_who_told(maya: User, noor: User, sam: User) -> None:
    profile = published_specialist(sam, roots=("R7",), struggles=("S35", "S7"), now=NOON)
    intake.keep(maya, Answers(roots=topics("R7"), struggles=topics("S7")), agrees=True, now=NOON)

    assert reasons_for(maya, profile, now=NOON) == [
        "You both named a parent who drank too much, and trouble sleeping."
    ]
    assert reasons_for(noor, profile, now=NOON) == []
