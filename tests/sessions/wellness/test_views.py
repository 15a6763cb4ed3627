"""The pages of a plan: Maya does all of it there, Sam sees what she shares, everybody else finds nothing."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from sessions.wellness import actions
from sessions.wellness.models import FormerWords, PlanItem, Suggestion
from sessions.wellness.states import Kind, State
from tests.builders_notes import held_session
from tests.safety.flags.texts import HIGH
from tests.sessions.wellness.conftest import LIGHT, SLEEP, TEA, ClientOf, share

pytestmark = pytest.mark.django_db
PLAN = "/plan/"


@pytest.fixture
def met(maya: User, sam: User) -> None:
    """The two met yesterday, on the clock of these pages."""
    from tests.builders_sessions import bookable_specialist

    now = timezone.now()
    peer = bookable_specialist(sam, now=now - timedelta(days=9))
    held_session(maya, peer, ended=timedelta(hours=20), now=now)


@pytest.fixture
def suggestion(met: None, maya: User, sam: User) -> Suggestion:
    now = timezone.now()
    return actions.suggest(maya, kind=Kind.HELPED, words="Warm milk", by=sam, now=now)


def url(item: PlanItem, part: str = "") -> str:
    return f"{PLAN}{item.public_id}/" + (f"{part}/" if part else "")


def words_of(page: Any) -> str:
    """What the page says in its main part, without tags."""
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_maya_writes_a_goal_and_a_step_and_says_what_became_of_it(
    maya, client_of: ClientOf
) -> None:
    maya_at = client_of(maya)
    assert maya_at.post(f"{PLAN}new/goal/", {"words": SLEEP}).headers["Location"] == PLAN
    goal = PlanItem.objects.get()
    maya_at.post(url(goal), {"step": "yes", "step-words": LIGHT})
    step = PlanItem.objects.get(kind=Kind.STEP)
    assert f"{LIGHT} Done" in words_of(maya_at.get(PLAN))

    there = maya_at.post(url(step, "move"), {"state": "done", "to": "plan"})

    assert there.headers["Location"] == PLAN
    assert LIGHT not in words_of(maya_at.get(PLAN))
    assert f"{LIGHT} Done Open it again" in words_of(maya_at.get(url(goal)))
    maya_at.post(url(goal, "move"), {"state": "rest"})
    assert f"Resting, reached, or let go {SLEEP} Resting" in words_of(maya_at.get(PLAN))


def test_other_words_are_kept_and_the_old_ones_brought_back(goal, maya, client_of) -> None:
    maya_at = client_of(maya)
    maya_at.post(url(goal), {"words": "Rest"})
    assert f"What it said before {SLEEP}" in words_of(maya_at.get(url(goal)))

    maya_at.post(url(goal, "back"), {"number": "1"})

    goal.refresh_from_db()
    assert goal.words == SLEEP


@pytest.mark.parametrize(
    ("place", "sent", "kept"),
    [
        ("new/goal/", {"words": ""}, ""),
        ("new/sign/", {"words": "x" * 301}, "x" * 301),
        ("{goal}/", {"words": " "}, ""),
        ("{goal}/", {"step": "yes", "step-words": "y" * 301}, "y" * 301),
        ("{goal}/delete/", {}, ""),
        ("print/", {"goal": [str(uuid4())]}, ""),
    ],
)
def test_bad_input_is_asked_for_again_with_what_was_typed(
    place: str, sent: dict[str, Any], kept: str, goal: PlanItem, maya: User, client_of: ClientOf
) -> None:
    page = client_of(maya).post(PLAN + place.format(goal=goal.public_id), sent)

    assert page.status_code == 422
    assert 'class="errors' in page.content.decode()
    assert kept in page.content.decode()
    assert (PlanItem.objects.count(), FormerWords.objects.count()) == (1, 0)


def test_sharing_begins_and_ends_with_one_press(goal, tea, maya, sam, session, client_of) -> None:
    maya_at = client_of(maya)
    maya_at.post(url(goal, "share"), {"who": sam.pk, "share": "yes"})
    assert "Sam Can read it now Stop sharing" in words_of(maya_at.get(url(goal)))
    assert words_of(maya_at.get(PLAN)).count("Shared with Sam") == 1

    maya_at.post(url(goal, "share"), {"who": sam.pk, "share": "no"})

    assert "Sam Cannot read it Share" in words_of(maya_at.get(url(goal)))
    assert maya_at.post(url(goal, "share"), {"who": "4711", "share": "yes"}).status_code == 404


def test_sam_sees_on_her_page_what_she_shares_and_leaves_a_line(
    goal: PlanItem,
    step: PlanItem,
    tea: PlanItem,
    met: None,
    maya: User,
    sam: User,
    client_of: ClientOf,
) -> None:
    page = f"/caseload/{maya.pk}/"
    assert SLEEP not in words_of(client_of(sam).get(page))
    for item in (goal, step):
        share(item, sam)

    text = words_of(client_of(sam).get(page))

    assert f"A goal, in their words {SLEEP} Steps that are open: {LIGHT}" in text
    assert TEA not in text
    assert Disclosure.objects.about(maya.pk).filter(what="my_plan").count() == 1


def test_sam_suggests_and_reads_what_became_of_it(goal, met, maya, sam, client_of) -> None:
    share(goal, sam)
    sam_at, maya_at = client_of(sam), client_of(maya)
    place = f"/caseload/{maya.pk}/suggest/"
    sam_at.post(place, {"what": str(goal.public_id), "words": "Lamp off at ten"})
    assert "Lamp off at ten With them." in words_of(sam_at.get(place))
    made = Suggestion.objects.get()
    assert f"Sam suggests a small step towards “{SLEEP}”: Lamp off" in words_of(maya_at.get(PLAN))

    maya_at.post(f"{PLAN}suggestions/{made.public_id}/", {"answer": "leave"})

    assert "Lamp off at ten Not taken. That is fine" in words_of(sam_at.get(place))
    assert "Lamp" not in words_of(maya_at.get(PLAN))
    for wrong in ({"what": str(uuid4()), "words": "x"}, {"what": "goal", "words": ""}):
        assert sam_at.post(place, wrong).status_code == 422


@pytest.mark.parametrize(
    ("answer", "words"),
    [({"answer": "take"}, "Warm milk"), ({"answer": "own", "words": "Oat milk"}, "Oat milk")],
)
def test_maya_takes_it_or_says_it_her_way(
    answer: dict[str, str], words: str, suggestion, maya: User, client_of: ClientOf
) -> None:
    maya_at, place = client_of(maya), f"{PLAN}suggestions/{suggestion.public_id}/"
    assert "Warm milk" in maya_at.get(place).content.decode()

    maya_at.post(place, answer)

    assert PlanItem.objects.get().words == words
    assert maya_at.get(place).status_code == 404


def test_sam_takes_a_suggestion_back(suggestion, maya, sam, noor, client_of) -> None:
    place = f"/caseload/suggestions/{suggestion.public_id}/back/"
    assert client_of(noor).post(place).status_code == 404

    client_of(sam).post(place)

    assert not Suggestion.objects.exists()


def test_on_paper_is_what_was_ticked_and_nothing_else(goal, step, tea, maya, client_of) -> None:
    maya_at = client_of(maya)
    before = maya_at.get(f"{PLAN}print/").content.decode()
    assert " checked" not in before

    page = maya_at.post(f"{PLAN}print/", {"goal": [str(goal.public_id)]}).content.decode()

    printed = page.rpartition("<hr>")[2]
    assert (SLEEP in printed, LIGHT in printed, TEA in printed) == (True, True, False)
    assert "<title>Plan</title>" in page
    assert "Nothing is ticked" in words_of(maya_at.post(f"{PLAN}print/", {}))


def test_it_is_deleted_for_good_in_two_steps(goal, step, maya, client_of) -> None:
    maya_at = client_of(maya)
    assert "We cannot bring it back" in words_of(maya_at.get(url(goal, "delete")))
    assert PlanItem.objects.count() == 2

    maya_at.post(url(goal, "delete"), {"agrees": "on"})

    assert not PlanItem.objects.exists()


def test_words_that_sound_like_danger_show_help_until_something_calmer_is_kept(
    maya: User, client_of: ClientOf
) -> None:
    maya_at = client_of(maya)
    maya_at.post(f"{PLAN}new/sign/", {"words": HIGH})
    assert "You matter here" in words_of(maya_at.get(PLAN))

    maya_at.post(f"{PLAN}new/sign/", {"words": "Tea."})

    assert "You matter here" not in words_of(maya_at.get(PLAN))


PRESSES = ("move", "share", "back")


def test_nobody_else_finds_any_page_of_it(
    goal: PlanItem,
    suggestion: Suggestion,
    maya: User,
    noor: User,
    sam: User,
    ines: User,
    ade: User,
    osei: User,
    client_of: ClientOf,
) -> None:
    share(goal, sam)
    places = [url(goal, part) for part in ("", "delete", *PRESSES)]
    places.append(f"{PLAN}suggestions/{suggestion.public_id}/")
    sent = {"words": "Mine", "state": "done", "share": "yes", "number": "1", "agrees": "on"}

    for other in map(client_of, (noor, sam, ines, ade, osei)):
        for place in places:
            assert other.post(place, sent).status_code == 404, place
            if not place.endswith(tuple(f"/{press}/" for press in PRESSES)):
                assert other.get(place).status_code == 404, place
        assert SLEEP not in other.get(PLAN).content.decode()
    for other in map(client_of, (noor, ines, ade, osei)):
        assert other.get(f"/caseload/{maya.pk}/suggest/").status_code == 404
    goal.refresh_from_db()
    assert (goal.words, goal.state) == (SLEEP, State.OPEN)


def test_a_visitor_is_asked_to_sign_in_and_odd_addresses_are_not_found(
    goal: PlanItem, maya: User, client: Client, client_of: ClientOf
) -> None:
    for place in (PLAN, url(goal), f"{PLAN}print/", f"{PLAN}new/goal/"):
        assert client.get(place).status_code == 302
    maya_at = client_of(maya)
    for place in ("new/step/", "new/nothing/", f"{uuid4()}/", f"suggestions/{uuid4()}/"):
        assert maya_at.get(PLAN + place).status_code == 404
    for part, sent in (("move", {"state": "late"}), ("back", {"number": "x"})):
        assert maya_at.post(url(goal, part), sent).status_code == 404


def test_the_staying_safe_plan_is_one_press_away_and_titles_say_nothing(
    goal: PlanItem, maya: User, client_of: ClientOf
) -> None:
    maya_at = client_of(maya)
    page = maya_at.get(PLAN).content.decode()

    assert 'href="/plan/safety/"' in page
    assert maya_at.get("/plan/safety/").status_code == 200
    for place in (PLAN, url(goal)):
        assert "<title>My plan</title>" in maya_at.get(place).content.decode()
