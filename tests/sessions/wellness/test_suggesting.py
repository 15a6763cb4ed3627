"""A specialist suggests and never imposes: nothing of a plan changes before its member says so."""

from datetime import timedelta

import pytest

from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from safety.subjects import adapter_for
from sessions.bookings.models import Booking
from sessions.wellness import actions, reading
from sessions.wellness.models import PlanItem, PlanItemShare, Suggestion
from sessions.wellness.states import Answer, Kind
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.flags.texts import HIGH
from tests.sessions.wellness.conftest import share, suggested

pytestmark = pytest.mark.django_db
LATER, MILK = NOON + timedelta(days=1), "Warm milk"


def helped(member: User) -> list[str]:
    return [each.words for part in reading.helps_of(member) for each in part.said]


def to_answer(member: User) -> list[Suggestion]:
    return list(Suggestion.objects.to_answer(member))


def test_it_stands_apart_with_a_name_and_the_plan_stays_as_it_is(maya, sam, session) -> None:
    made = suggested(maya, sam)

    (found,) = to_answer(maya)
    assert (found, found.words, found.made_by, helped(maya)) == (made, MILK, sam, [])
    notice = Notice.objects.get(kind="sessions.suggested")
    assert (notice.person, notice.url) == (maya, "/plan/")


def test_taken_as_it_is_or_in_own_words_it_is_the_members_and_shared_with_nobody(
    maya, sam, session
) -> None:
    actions.take(suggested(maya, sam), by=maya, now=LATER)

    assert (helped(maya), to_answer(maya)) == ([MILK], [])
    assert actions.suggestions_by(sam, maya)[0].answer == Answer.TAKEN
    assert not PlanItemShare.objects.exists()
    assert not Notice.objects.filter(person=sam, kind__contains="suggest").exists()
    own = "Oat milk, with a book"
    actions.take(suggested(maya, sam, "Oat milk"), words=own, by=maya, now=LATER)
    assert helped(maya) == [MILK, own]


def test_not_for_me_needs_no_reason_and_nobody_is_told(maya, sam, session) -> None:
    actions.leave(suggested(maya, sam), by=maya, now=LATER)

    assert (helped(maya), to_answer(maya)) == ([], [])
    assert [each.get_answer_display() for each in actions.suggestions_by(sam, maya)] == [
        "Not taken"
    ]
    assert not Notice.objects.filter(person=sam, kind__contains="suggest").exists()


def test_a_step_is_suggested_towards_a_goal_that_is_shared(goal, maya, sam, session) -> None:
    with pytest.raises(actions.NotMet):
        suggested(maya, sam, kind=Kind.STEP, goal=goal)
    share(goal, sam)

    actions.take(suggested(maya, sam, kind=Kind.STEP, goal=goal), by=maya, now=LATER)

    assert [one.words for one in reading.goals_of(maya)[0].steps] == [MILK]


def test_what_somebody_notices_and_who_holds_them_is_not_suggested(maya, sam, session) -> None:
    for kind in (Kind.SIGN, Kind.HOLD):
        with pytest.raises(actions.NotMet):
            suggested(maya, sam, kind=kind)


def test_only_who_meets_them_suggests_anything(maya, sam, noor, person: Person) -> None:
    for somebody in (sam, noor):  # no session is booked
        with pytest.raises(actions.NotMet):
            suggested(maya, somebody)


def test_only_whom_it_is_for_answers_and_only_once(maya, sam, noor, session) -> None:
    made = suggested(maya, sam)
    for stranger in (noor, sam):
        with pytest.raises(actions.NotYours):
            actions.take(made, by=stranger, now=LATER)
        with pytest.raises(actions.NotYours):
            actions.leave(made, by=stranger, now=LATER)
    actions.leave(made, by=maya, now=LATER)

    with pytest.raises(actions.AlreadyAnswered):
        actions.take(made, by=maya, now=LATER)
    assert helped(maya) == []


def test_a_few_wait_and_no_more_and_the_same_again_is_one(maya, sam, session) -> None:
    for words in ("one", "two", "three", "three"):
        suggested(maya, sam, words)
    assert len(to_answer(maya)) == 3

    with pytest.raises(actions.TooManySuggestions):
        suggested(maya, sam, "four")
    actions.leave(to_answer(maya)[0], by=maya, now=LATER)
    assert suggested(maya, sam, "four").words == "four"


def test_danger_in_it_reaches_the_member_after_a_person_has_read_it(maya, sam, session) -> None:
    made = suggested(maya, sam, HIGH)
    assert (made.held, to_answer(maya)) == (True, [])
    with pytest.raises(actions.NotYours):
        actions.take(made, by=maya, now=LATER)

    adapter_for(actions.SUGGESTION).release(str(made.pk), LATER)

    assert to_answer(maya) == [made]
    assert Notice.objects.filter(person=maya, kind="sessions.suggested").count() == 1


def test_it_is_taken_back_while_it_waits_with_its_notice(maya, sam, noor, session) -> None:
    made, other = suggested(maya, sam), suggested(maya, sam, "Tea")
    with pytest.raises(actions.NotYours):
        actions.take_back(made, by=noor)
    actions.take(other, by=maya, now=LATER)

    actions.take_back(made, by=sam)

    assert (to_answer(maya), helped(maya)) == ([], ["Tea"])
    with pytest.raises(actions.AlreadyAnswered):
        actions.take_back(other, by=sam)
    assert not Notice.objects.filter(kind="sessions.suggested").exists()


def test_deleting_what_came_of_it_deletes_its_words(
    maya: User, sam: User, session: Booking
) -> None:
    kept = actions.take(suggested(maya, sam), by=maya, now=LATER).item

    actions.erase(kept, by=maya)

    assert (PlanItem.objects.count(), Suggestion.objects.count()) == (0, 0)
