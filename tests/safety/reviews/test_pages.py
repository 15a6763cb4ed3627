"""The pages of reviews: who finds which, what they say, and that a goal cannot be imposed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from safety.reviews import actions
from safety.reviews.models import WORDS, CaseReview, Participant, ReviewIdea, SharedGoal
from safety.reviews.reading import said_in
from safety.sharing.words import NOTICE
from tests.safety.flags.texts import HIGH
from tests.safety.letters.acts import lets_know
from tests.safety.reviews.acts import ABOUT, GOAL, IDEA, agreed, called, joined, suggested

ClientOf = Callable[[User], Client]
pytestmark = pytest.mark.django_db
MINE, NEW, FOR_ME = "/reviews/", "/reviews/new/", "/reviews/for-me/"


def page(answer: Any) -> str:
    text = answer.content.decode()
    return text.partition('<main id="main"')[2].partition("</main>")[0]


def test_from_calling_one_to_a_goal_that_everybody_has_read(
    maya: User, sam: User, osei: User, client_of: ClientOf
) -> None:
    member, peer = client_of(maya), client_of(sam)
    empty = page(member.get(NEW))
    assert "checked" not in empty
    assert "Whoever you ask learns that you are here" in empty
    given = {"about": ABOUT, "when": "After five.", "people": [f"p{sam.pk}", "supervisor"]}
    called_it = member.post(NEW, given, follow=True)
    review = CaseReview.objects.get()
    mine, theirs = f"{MINE}{review.public_id}/", f"{FOR_ME}{review.public_id}/"
    assert called_it.redirect_chain[-1][0] == mine

    question = page(peer.get(theirs))
    assert "Maya asks you to take part" in question
    assert ABOUT not in question
    peer.post(f"{theirs}answer/", {"answer": "yes"})
    assert ABOUT in page(peer.get(theirs))
    member.post(mine, {"goal": GOAL, "helps": "Sam asks on Mondays.", "look_on": "2027-03-01"})
    goal = SharedGoal.objects.get()
    assert "Look again on Monday 1 March 2027" in page(peer.get(theirs))
    peer.post(f"{theirs}read/", {"which": goal.public_id, "number": "1"})
    assert "Read by Sam." in page(member.get(mine))

    prefix = f"g{goal.pk}-"
    other = {"which": goal.public_id, f"{prefix}goal": "Sleep well.", f"{prefix}helps": ""}
    member.post(mine, other)
    text = page(member.get(mine))
    assert "version 2" in text
    assert "Nobody has said yet that they read it." in text


def test_nobody_who_was_not_chosen_finds_anything(
    maya: User,
    sam: User,
    osei: User,
    lee: User,
    rosa: User,
    noor: User,
    ade: User,
    client_of: ClientOf,
) -> None:
    key = joined(maya, sam, osei, now=timezone.now()).public_id
    places = (f"{MINE}{key}/", f"{FOR_ME}{key}/")

    for stranger in (noor, lee, rosa, ade):
        browser = client_of(stranger)
        assert [browser.get(place).status_code for place in places] == [404, 404]
        for tail in ("answer", "leave", "read"):
            assert browser.post(f"{places[1]}{tail}/", {"answer": "yes"}).status_code == 404
        assert browser.get(f"/reviews/propose/{maya.pk}/").status_code == 404
        assert ABOUT not in page(browser.get(MINE))
    for stranger in (lee, rosa, ade):
        assert "Maya" not in page(client_of(stranger).get(FOR_ME))


def test_whoever_is_taken_out_finds_nothing_and_the_member_reads_what_they_saw(
    maya: User, sam: User, osei: User, client_of: ClientOf
) -> None:
    review = joined(maya, sam, osei, now=timezone.now())
    mine, theirs = f"{MINE}{review.public_id}/", f"{FOR_ME}{review.public_id}/"
    member, peer, clinician = client_of(maya), client_of(sam), client_of(osei)
    assert peer.get(theirs).status_code == 200
    for person in (sam, osei):
        who = Participant.objects.get(person=person).pk
        member.post(f"{mine}out/", {"who": who})

    assert [each.get(theirs).status_code for each in (peer, clinician)] == [404, 404]
    assert [page(each.get(FOR_ME)).count("Maya") for each in (peer, clinician)] == [0, 0]
    text = page(member.get(mine))
    assert "what they read, they have read." in text
    assert "They never opened it." in text


def test_posting_as_somebody_who_takes_part_leaves_the_goals_as_they_were(
    maya: User, sam: User, client_of: ClientOf
) -> None:
    review = joined(maya, sam, now=timezone.now())
    goal = agreed(review, now=timezone.now())
    browser, key = client_of(sam), review.public_id
    idea = suggested(review, sam, "Tea.", now=timezone.now())

    assert browser.post(f"{MINE}{key}/", {"goal": IDEA}).status_code == 404
    which = {"which": goal.public_id, f"g{goal.pk}-goal": IDEA, "state": "let_go"}
    assert browser.post(f"{MINE}{key}/", which).status_code == 404
    assert browser.post(f"{MINE}{key}/goal/", which).status_code == 404
    taken = browser.post(f"/reviews/ideas/{idea.public_id}/", {"answer": "take"})
    assert taken.status_code == 404
    browser.post(f"{FOR_ME}{key}/", {"words": IDEA, "goal": IDEA})

    assert [(each.words, each.number, each.is_open) for each in said_in(review).goals] == [
        (GOAL, 1, True)
    ]
    assert [each.said["words"] for each in ReviewIdea.objects.order_by("pk")] == ["Tea.", IDEA]


def test_an_idea_in_the_member_s_own_words(maya: User, sam: User, client_of: ClientOf) -> None:
    review = joined(maya, sam, now=timezone.now())
    idea = suggested(review, sam, now=timezone.now())
    browser, place = client_of(maya), f"{MINE}{review.public_id}/?idea={idea.public_id}"
    assert f">{IDEA}</textarea>".replace(">", "", 1) in page(browser.get(place)).replace("\n", "")

    browser.post(place, {"goal": "A walk, when it is dry."})

    assert [goal.words for goal in said_in(review).goals] == ["A walk, when it is dry."]
    assert ReviewIdea.objects.get().answer == "taken"


def test_a_proposal_calls_nothing(maya: User, sam: User, client_of: ClientOf) -> None:
    client_of(sam).post(f"/reviews/propose/{maya.pk}/", {"words": "It may be time."})
    browser, idea = client_of(maya), ReviewIdea.objects.get()
    assert not CaseReview.objects.exists()
    assert "It may be time." in page(browser.get(MINE))
    assert "It may be time." in page(browser.get(f"{NEW}?idea={idea.public_id}"))

    browser.post(f"/reviews/ideas/{idea.public_id}/", {"answer": "leave"})

    assert "It may be time." not in page(browser.get(MINE))


def test_a_clinician_finds_whom_they_can_propose_it_to(
    maya: User, osei: User, client_of: ClientOf
) -> None:
    browser, place = client_of(osei), f"/reviews/propose/{maya.pk}/"
    assert (place in page(browser.get(FOR_ME)), browser.get(place).status_code) == (False, 404)

    lets_know(maya, osei, now=timezone.now())

    assert (place in page(browser.get(FOR_ME)), browser.get(place).status_code) == (True, 200)


def test_what_was_typed_stays_and_the_page_says_what_to_do(
    maya: User, sam: User, client_of: ClientOf
) -> None:
    browser = client_of(maya)

    bad = {"about": "y" * (WORDS + 1), "meets_at": "2020-01-01T10:00", "people": [f"p{sam.pk}"]}
    answer = browser.post(NEW, bad)

    assert answer.status_code == 422
    for said in ("That is longer than 600 characters.", "That time is over.", "y" * (WORDS + 1)):
        assert said in page(answer)
    assert "checked" in page(answer)
    mine = f"{MINE}{called(maya, now=timezone.now()).public_id}/"
    day = browser.post(mine, {"goal": GOAL, "look_on": "2020-01-01"})
    assert (day.status_code, GOAL in page(day)) == (422, True)
    assert "That day is over." in page(day)


def test_the_notice_goes_with_what_touches_substances_to_a_clinician_alone(
    maya: User, sam: User, osei: User, client_of: ClientOf
) -> None:
    review = joined(maya, sam, osei, now=timezone.now())
    theirs = f"{FOR_ME}{review.public_id}/"
    assert NOTICE not in page(client_of(osei).get(theirs))

    agreed(review, "A week without drinking.", now=timezone.now())

    shown = [NOTICE in page(client_of(each).get(theirs)) for each in (osei, sam)]
    assert shown == [True, False]


def test_danger_shows_help_and_stays(maya: User, client_of: ClientOf) -> None:
    browser = client_of(maya)

    answer = browser.post(NEW, {"about": HIGH}, follow=True)

    assert "You matter here" in page(answer)
    assert HIGH in page(answer)
    review = CaseReview.objects.get()
    actions.end(review, by=maya, now=timezone.now())
    assert "Only you read it now." in page(browser.get(f"{MINE}{review.public_id}/"))
