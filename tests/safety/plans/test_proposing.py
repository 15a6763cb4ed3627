import threading

import pytest
from django.db import connections

from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.plans import actions
from safety.plans.models import PlanProposal, SafetyPlan
from safety.plans.states import Answer, Part
from tests.cast import NOON
from tests.safety.flags.texts import HIGH
from tests.safety.plans.acts import ALONE, shared, suggested

pytestmark = [pytest.mark.usefixtures("vocabulary")]
TEA = "Tea by the window."


def test_the_member_takes_a_suggestion_into_their_own_words(maya: User, sam: User) -> None:
    plan = shared(maya, sam)
    proposal = suggested(plan, sam, words=TEA)
    assert Notice.objects.filter(person=maya, kind="safety.plan_suggested").count() == 1

    actions.take(proposal, by=maya, now=NOON)

    plan.refresh_from_db()
    assert plan.words()[Part.ALONE] == f"{ALONE}\n{TEA}"
    proposal.refresh_from_db()
    assert (proposal.answer, proposal.answered_at) == (Answer.TAKEN, NOON)


def test_the_member_leaves_a_suggestion_and_nobody_is_told(maya: User, sam: User) -> None:
    plan = shared(maya, sam)
    before = Notice.objects.filter(person=sam).count()

    actions.leave(suggested(plan, sam), by=maya, now=NOON)

    plan.refresh_from_db()
    assert (plan.number, plan.words()[Part.ALONE]) == (1, ALONE)
    assert Notice.objects.filter(person=sam).count() == before


def test_only_who_may_read_the_plan_can_suggest(maya: User, sam: User, ines: User, noor) -> None:
    plan = shared(maya, sam)

    for person in (ines, noor, maya):
        with pytest.raises(actions.NotShared):
            suggested(plan, person)
    assert not PlanProposal.objects.exists()


def test_the_same_suggestion_twice_is_one_and_ten_are_enough(maya: User, sam: User) -> None:
    plan = shared(maya, sam)
    for number in range(10):
        suggested(plan, sam, words=f"Walk number {number}.")
    suggested(plan, sam, words="Walk number 3.")

    with pytest.raises(actions.TooManySuggestions):
        suggested(plan, sam, words="One more.")
    assert PlanProposal.objects.count() == 10


def test_a_suggestion_that_sounds_like_danger_waits_for_a_person(
    maya: User, sam: User, ines: User
) -> None:
    plan = shared(maya, sam)
    proposal = suggested(plan, sam, words=HIGH)
    assert list(plan.proposals.to_answer()) == []
    assert not Notice.objects.filter(kind="safety.plan_suggested").exists()

    flag = flags.claim(Flag.objects.get(author=sam), by=ines, now=NOON)
    flags.let_out(flag, by=ines, now=NOON)

    assert list(plan.proposals.to_answer()) == [proposal]
    assert Notice.objects.filter(person=maya, kind="safety.plan_suggested").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_suggestion_taken_twice_at_once_is_in_the_plan_once(maya: User, sam: User) -> None:
    proposal = suggested(shared(maya, sam), sam, words=TEA)
    together = threading.Barrier(2, timeout=10)
    refused: list[str] = []

    def take() -> None:
        together.wait()
        try:
            actions.take(proposal, by=maya, now=NOON)
        except actions.AlreadyAnswered as error:
            refused.append(error.code)
        connections.close_all()

    presses = [threading.Thread(target=take) for _ in range(2)]
    for press in presses:
        press.start()
    for press in presses:
        press.join(20)

    assert SafetyPlan.objects.get().words()[Part.ALONE] == f"{ALONE}\n{TEA}"
    assert refused == ["already_answered"]
