"""A specialist reads what its member shares, thing by thing, and leaves a line; nobody else reads anything."""

from datetime import timedelta

import pytest

from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from safety.sharing import fields
from sessions.bookings.models import Booking
from sessions.wellness import actions, reading
from sessions.wellness.models import PlanItem, PlanItemShare, Suggestion
from sessions.wellness.states import Kind, State
from tests.cast import NOON
from tests.conftest import Person
from tests.sessions.wellness.conftest import LIGHT, SLEEP, TEA, share, suggested

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


def seen(member: User, by: User) -> list[str]:
    """All words that ``by`` is shown."""
    found = actions.read_shared(member, by=by, now=NOON)
    goals = [(each, *each.steps) for each in found.goals]
    parts = [part.said for part in found.helps]
    return [said.words for row in (*goals, *parts) for said in row]


def test_shared_it_is_read_by_that_one_alone_and_nothing_beside_it(
    goal, step, tea, maya, sam, noor, session
) -> None:
    assert (seen(maya, sam), Disclosure.objects.count()) == ([], 0)
    with pytest.raises(actions.NotShareable):
        share(step, sam)  # without its goal
    share(goal, sam)
    assert (seen(maya, sam), seen(maya, noor)) == ([SLEEP], [])

    share(step, sam)
    share(tea, sam)

    assert seen(maya, sam) == [SLEEP, LIGHT, TEA]


def test_each_look_is_a_line_for_the_member_and_what_is_not_shown_is_none(
    goal, tea, maya, sam, session
) -> None:
    share(tea, sam)
    assert actions.read_open_goals(maya, by=sam, now=NOON) == []
    assert not Disclosure.objects.exists()
    share(goal, sam)

    seen(maya, sam)
    (found,) = actions.read_open_goals(maya, by=sam, now=NOON)

    assert found.words == SLEEP
    assert [line.sentence for line in Disclosure.objects.about(maya.pk)] == [
        "A peer specialist read something of your plan, because you shared it."
    ] * 2
    actions.move(goal, State.REST, by=maya, now=LATER)
    assert actions.read_open_goals(maya, by=sam, now=NOON) == []


def test_they_read_it_as_it_is_now_and_of_steps_those_that_are_open(
    goal, step, maya, sam, session
) -> None:
    share(goal, sam)
    share(step, sam)
    actions.rewrite(goal, "Rest", by=maya, now=LATER)
    assert seen(maya, sam) == ["Rest", LIGHT]

    for state in (State.DONE, State.REST):
        actions.move(step, state, by=maya, now=LATER)
        assert seen(maya, sam) == ["Rest"]


def test_it_ends_at_once_with_its_steps_and_stays_ended(goal, step, maya, sam, session) -> None:
    share(goal, sam)
    share(step, sam)

    actions.unshare(goal, person_id=sam.pk, by=maya)
    assert seen(maya, sam) == []
    share(goal, sam)

    assert seen(maya, sam) == [SLEEP]


def test_what_is_let_go_is_read_by_nobody_and_not_shared_by_coming_back(
    goal, step, maya, sam, session
) -> None:
    share(goal, sam)
    share(step, sam)
    actions.move(goal, State.LET_GO, by=maya, now=LATER)
    with pytest.raises(actions.NotShareable):
        share(goal, sam)

    actions.move(goal, State.OPEN, by=maya, now=LATER)

    assert (seen(maya, sam), PlanItemShare.objects.count()) == ([], 0)


def test_it_is_shared_with_nobody_whom_the_member_does_not_meet(
    goal, sam: User, noor: User, session: Booking, person: Person
) -> None:
    for stranger in (noor, person("Ada")):
        with pytest.raises(actions.NotWithThem):
            share(goal, stranger)
    with pytest.raises(actions.NotYours):
        actions.share(goal, person_id=sam.pk, by=sam, now=NOON)
    assert not PlanItemShare.objects.exists()


@pytest.mark.parametrize("who", ["maya", "sam"])
def test_a_block_ends_it_and_takes_suggestions_away_whoever_says_so(
    who: str, goal: PlanItem, maya: User, sam: User, session: Booking
) -> None:
    share(goal, sam)
    suggested(maya, sam)
    by, whom = (maya, sam) if who == "maya" else (sam, maya)

    blocking.block(whom, by=by, now=LATER)

    assert (seen(maya, sam), Suggestion.objects.count()) == ([], 0)
    with pytest.raises(actions.NotWithThem):
        share(goal, sam)


def test_sharing_with_others_has_a_field_for_goals_and_one_for_what_helps(
    goal, step, tea, maya
) -> None:
    actions.keep(Kind.HOLD, "My sister Dee", member=maya, now=NOON)
    gone = actions.keep(Kind.GOAL, "Swim", member=maya, now=NOON).item
    actions.move(gone, State.LET_GO, by=maya, now=NOON)
    actions.move(goal, State.DONE, by=maya, now=NOON)

    got = {key: fields.get(key) for key in ("wellness.goals", "wellness.helps")}

    assert {key: each and each.read(maya, NOON) for key, each in got.items()} == {
        "wellness.goals": [f"{SLEEP} (reached)"],
        "wellness.helps": [TEA],
    }
    assert [each.words for each in reading.goals_of(maya)] == [SLEEP]
