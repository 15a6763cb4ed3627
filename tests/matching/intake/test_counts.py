"""What a member lets count more moves their list; a shared root always comes first."""

from datetime import timedelta

import pytest

from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.intake.models import MemberTopics
from matching.search.finding import find
from matching.search.query import SearchQuery
from matching.search.suggesting import suggested
from tests.builders_matching import published_specialist, topics
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("vocabulary")


def test_the_answer_moves_the_list_and_a_root_stays_first(maya, person, client_of) -> None:
    for name, roots, struggles, hours in (
        ("Root Fern", ("R7",), (), 90),
        ("Struggle Fern", (), ("S35",), 90),
        ("Soon Fern", (), (), 1),
    ):
        published_specialist(
            person(name),
            roots=roots,
            struggles=struggles,
            next_open_slot_at=NOON + timedelta(hours=hours),
            now=NOON,
        )
    told = Answers(roots=topics("R7"), struggles=topics("S35"), soon=True)
    intake.keep(maya, told, agrees=True, now=NOON)

    def order() -> list[str]:
        return [card.profile.name for card in find(SearchQuery(), member=maya, now=NOON).cards]

    def let_count(name: str) -> None:
        client_of(maya).post("/you/question/counts/", {"counts_more": name, "keep": "1"})

    assert order() == ["Root Fern", "Struggle Fern", "Soon Fern"]
    let_count("soon")
    assert order() == ["Root Fern", "Soon Fern", "Struggle Fern"]
    assert "That it can be soon" in client_of(maya).get("/you/done/").content.decode()
    let_count("struggle")
    assert order() == ["Root Fern", "Struggle Fern", "Soon Fern"]

    # Whoever shares something with her is suggested before who only is free soon.
    let_count("soon")
    close = [card.profile.name for card in suggested(maya, leave_out=(), most=3, now=NOON)]
    assert close == ["Root Fern", "Struggle Fern", "Soon Fern"]


def test_what_nobody_offers_is_not_kept(maya, client_of) -> None:
    intake.keep(maya, Answers(), agrees=True, now=NOON)

    page = client_of(maya).post("/you/question/counts/", {"counts_more": "fame", "keep": "1"})

    assert page.status_code == 422
    assert intake.answers_of(MemberTopics.objects.of(maya)).counts_more == ()
