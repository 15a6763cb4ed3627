"""Who finds a request and an answer, and who never does; where it started is seen by nobody."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.peers import actions as peers
from matching.rematch import actions as rematch
from matching.requests import actions
from matching.requests.actions import NotYours
from matching.requests.models import MatchRequest
from peerhub.accounts.models import User
from tests.cast import NOON
from tests.matching.requests.acts import LATER, proposal

ClientOf = Callable[[User], Client]
Person = Callable[..., User]
CHANCE = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')  # may well hold an R and a 7


def test_an_answer_says_to_its_member_alone_what_both_named(
    maya: User, shown: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    proposal(asked, shown)

    page = client_of(maya).get(asked.get_absolute_url()).content.decode()

    assert "You both named a parent who drank too much, and alcohol." in page
    assert "Where it started, seen by nobody but you: A parent who drank too much" in page


def test_roots_stand_on_no_page_of_staff_about_a_request(
    ade: User, shown: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    proposal(asked, shown)
    places = {
        shown: ("/requests/", f"/requests/{asked.public_id}/", "/updates/"),
        ade: ("/requests/waiting/", "/changes/"),
    }

    for reader, pages in places.items():
        for place in pages:
            text = CHANCE.sub("", client_of(reader).get(place).content.decode())
            assert "A parent who drank too much" not in text, place
            assert "R7" not in text, place


def test_whoever_was_set_aside_finds_no_request_of_hers_and_cannot_answer(
    maya: User, shown: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    made = proposal(asked, shown)
    rematch.try_someone_else(shown.specialist_profile, by=maya, now=LATER)

    assert (
        "I know that kitchen."
        not in client_of(maya).get(f"/ask/{asked.public_id}/").content.decode()
    )
    assert "Read this request" not in client_of(shown).get("/requests/").content.decode()
    assert client_of(shown).get(f"/requests/{asked.public_id}/").status_code == 404
    actions.take_proposal_back(made, by=shown, now=LATER)
    with pytest.raises(NotYours):
        proposal(asked, shown)


@pytest.mark.parametrize(("language", "sees"), [("en", True), ("es", False)])
def test_a_must_decides_who_sees_a_request_and_is_not_said(
    language: str, sees: bool, maya: User, shown: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    made = proposal(asked, shown)
    given = Answers(languages=(language,), musts=(f"language:{language}",))
    intake.keep(maya, given, agrees=True, now=NOON)

    mine = client_of(maya).get(f"/ask/{asked.public_id}/").content.decode()
    assert ("I know that kitchen." in mine) is sees
    actions.take_proposal_back(made, by=shown, now=LATER)
    assert ("Read this request" in client_of(shown).get("/requests/").content.decode()) is sees
    status = client_of(shown).get(f"/requests/{asked.public_id}/").status_code
    assert status == (200 if sees else 404)


def test_whose_account_is_paused_or_closed_waits_for_nobody(
    maya: User, ade: User, shown: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    User.objects.filter(pk=maya.pk).update(is_active=False)

    assert "Read this request" not in client_of(shown).get("/requests/").content.decode()
    assert client_of(shown).get(f"/requests/{asked.public_id}/").status_code == 404
    assert "Alcohol" not in client_of(ade).get("/requests/waiting/").content.decode()


def test_a_yes_to_somebody_who_takes_a_break_books_nothing_and_says_so(
    maya: User, shown: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    made = proposal(asked, shown)
    peers.pause(shown.specialist_profile, by=shown, now=LATER)

    page = client_of(maya).post(f"/proposals/{made.pk}/yes/", follow=True).content.decode()

    assert "They are not here at the moment." in page
    asked.refresh_from_db()
    assert asked.state == "open"


def test_after_a_yes_a_break_leaves_no_link_to_nowhere(
    maya: User, shown: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    actions.accept(proposal(asked, shown), by=maya, now=LATER)
    peers.pause(shown.specialist_profile, by=shown, now=LATER)

    page = client_of(maya).get(f"/ask/{asked.public_id}/").content.decode()

    assert "who is not here at the moment" in page
    assert "/people/sam/times/" not in page


def test_who_is_not_shown_reads_no_requests(
    sam: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    browser = client_of(sam)

    assert "Read this request" not in browser.get("/requests/").content.decode()
    assert browser.get(f"/requests/{asked.public_id}/").status_code == 404
