"""Why somebody is shown, in words."""

from datetime import timedelta

import pytest

from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.search.ranking import Candidate, Wishes, shared
from matching.search.reasons import in_words, reasons_for
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


@pytest.mark.usefixtures("vocabulary")
def test_reasons_are_for_the_member_who_told(maya: User, noor: User, sam: User) -> None:
    profile = published_specialist(sam, roots=("R7",), struggles=("S35", "S7"), now=NOON)
    intake.keep(maya, Answers(roots=topics("R7"), struggles=topics("S7")), agrees=True, now=NOON)

    assert reasons_for(maya, profile, now=NOON) == [
        "You both named a parent who drank too much, and trouble sleeping."
    ]
    assert reasons_for(noor, profile, now=NOON) == []
