"""A member keeps what they work towards and what helps, in their own words; nothing is lost but by their will."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import override_settings

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from safety.flags.models import Flag
from sessions.wellness import actions, reading
from sessions.wellness.models import FormerWords, Goal, Help, PlanItem, Step
from sessions.wellness.states import MOVES, STANDS, Kind, State
from tests.cast import NOON
from tests.safety.flags.texts import HIGH
from tests.sessions.wellness.conftest import LIGHT, SLEEP, TEA

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)
DARK = "Sleep in the dark"


def words_before(item: PlanItem) -> list[str]:
    return [each.words for each in item.formers.order_by("number")]


def test_a_plan_says_what_its_member_wrote(goal, step, tea, maya) -> None:
    plan = reading.plan_of(maya)

    assert [(each.words, [one.words for one in each.steps]) for each in plan.goals] == [
        (SLEEP, [LIGHT])
    ]
    assert {part.kind: [each.words for each in part.said] for part in plan.helps} == {
        Kind.HELPED: [TEA],
        Kind.SIGN: [],
        Kind.HOLD: [],
    }
    assert (Goal.objects.of(maya).get().pk, Step.objects.of(maya).get().pk) == (goal.pk, step.pk)
    assert Help.objects.of(maya).get().pk == tea.pk


def test_a_plan_costs_the_same_however_much_is_in_it(
    goal, step, tea, maya, django_assert_num_queries
) -> None:
    for number in range(3):
        actions.keep(Kind.STEP, f"Step {number}", member=maya, goal=goal, now=NOON)

    with django_assert_num_queries(2):
        reading.plan_of(maya)


def test_nothing_of_it_lies_in_the_clear(goal: PlanItem) -> None:
    actions.rewrite(goal, DARK, by=goal.member, now=LATER)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sealed FROM peer_sessions_planitem UNION ALL SELECT sealed FROM peer_sessions_formerwords"
        )
        lies = [bytes(row[0]) for row in cursor.fetchall()]

    assert len(lies) == 2
    assert not [each for each in lies if b"leep" in each]
    details = str(list(Entry.objects.values_list("details", flat=True)))
    assert "leep" not in details


def test_the_same_words_twice_are_one_thing(goal: PlanItem, maya: User) -> None:
    again = actions.keep(Kind.GOAL, f" {SLEEP} ", member=maya, now=LATER)

    assert (again.item, PlanItem.objects.count()) == (goal, 1)


@pytest.mark.parametrize("words", ["", "   ", "x" * 301])
def test_words_that_are_none_or_do_not_fit_are_refused(words: str, maya: User) -> None:
    with pytest.raises(actions.NoSuchWords):
        actions.keep(Kind.GOAL, words, member=maya, now=NOON)


def test_there_is_an_end_to_what_a_plan_holds(maya: User, monkeypatch) -> None:
    monkeypatch.setattr("sessions.wellness.actions.keeping.MOST", 1)
    kept = actions.keep(Kind.SIGN, "I stop answering", member=maya, now=NOON).item
    with pytest.raises(actions.TooMany):
        actions.keep(Kind.SIGN, "I lie awake", member=maya, now=NOON)

    actions.move(kept, State.LET_GO, by=maya, now=NOON)

    assert actions.keep(Kind.SIGN, "I lie awake", member=maya, now=NOON).item.pk != kept.pk


def test_a_step_goes_towards_a_goal_of_ones_own(goal: PlanItem, tea: PlanItem, noor, maya) -> None:
    for member, towards in ((noor, goal), (maya, tea), (maya, None)):
        with pytest.raises(actions.NotYours):
            actions.keep(Kind.STEP, LIGHT, member=member, goal=towards, now=NOON)
    with pytest.raises(actions.NotYours):
        actions.keep(Kind.GOAL, LIGHT, member=maya, goal=goal, now=NOON)


def test_what_it_said_before_stays_and_can_be_brought_back(goal: PlanItem, maya: User) -> None:
    actions.rewrite(goal, DARK, by=maya, now=LATER)
    actions.rewrite(goal, DARK, by=maya, now=LATER)  # the same again is no version
    goal.refresh_from_db()
    assert (goal.words, words_before(goal)) == (DARK, [SLEEP])

    actions.bring_back(goal, 1, by=maya, now=LATER)

    goal.refresh_from_db()
    assert (goal.words, words_before(goal)) == (SLEEP, [SLEEP, DARK])


def test_the_database_lets_nobody_change_what_it_said_before(goal: PlanItem, maya: User) -> None:
    actions.rewrite(goal, DARK, by=maya, now=LATER)

    with pytest.raises(ProgrammingError), transaction.atomic():
        FormerWords.objects.update(sealed=b"other")


@pytest.mark.parametrize("change", ["rewrite", "move", "back", "erase"])
def test_nobody_else_changes_anything_of_it(change: str, goal: PlanItem, maya, noor) -> None:
    actions.rewrite(goal, DARK, by=maya, now=LATER)
    with pytest.raises(actions.NotYours):
        {
            "rewrite": lambda: actions.rewrite(goal, "Mine", by=noor, now=LATER),
            "move": lambda: actions.move(goal, State.DONE, by=noor, now=LATER),
            "back": lambda: actions.bring_back(goal, 1, by=noor, now=LATER),
            "erase": lambda: actions.erase(goal, by=noor),
        }[change]()

    goal.refresh_from_db()
    assert (goal.words, goal.state) == (DARK, State.OPEN)


@pytest.mark.parametrize("state", [State.REST, State.DONE, State.LET_GO])
def test_a_goal_goes_there_and_comes_back(state: State, goal: PlanItem, step, maya) -> None:
    actions.move(goal, state, by=maya, now=LATER)
    goal.refresh_from_db()
    assert (goal.state, goal.moved_at, goal.words) == (state, LATER, SLEEP)

    actions.move(goal, State.OPEN, by=maya, now=LATER)

    assert [each.open_steps[0].words for each in reading.plan_of(maya).now] == [LIGHT]


@pytest.mark.parametrize("kind", Kind)
def test_there_is_no_state_that_counts_against_anybody(kind: Kind) -> None:
    for says in (*MOVES[kind].values(), *STANDS[kind].values()):
        assert not {"late", "missed", "failed", "overdue"} & set(says.lower().split())
    assert set(STANDS[kind]) == set(MOVES[kind]) - {State.OPEN}


def test_what_helps_is_never_done(tea: PlanItem, maya: User) -> None:
    with pytest.raises(actions.NoSuchState):
        actions.move(tea, State.DONE, by=maya, now=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanItem.objects.update(state=State.REST)


def test_danger_in_it_raises_a_flag_and_it_stays_as_it_is(maya: User) -> None:
    kept = actions.keep(Kind.SIGN, HIGH, member=maya, now=NOON)

    flag = Flag.objects.get()
    assert (kept.show_help, kept.item.words, flag.author, flag.held) == (True, HIGH, maya, False)
    assert flag.subject_kind == actions.SUBJECT
    assert actions.rewrite(kept.item, "Tea.", by=maya, now=LATER).show_help is False


def test_deleted_for_good_nothing_of_it_is_left_but_the_case(goal, step, tea, maya) -> None:
    actions.rewrite(goal, HIGH, by=maya, now=LATER)
    actions.rewrite(step, DARK, by=maya, now=LATER)

    actions.erase(goal, by=maya)

    assert list(PlanItem.objects.all()) == [tea]
    assert not FormerWords.objects.exists()
    assert Flag.objects.get().excerpt == HIGH


def test_a_new_key_seals_all_of_it_and_nothing_is_changed(goal, step, maya, sam, session) -> None:
    actions.rewrite(goal, DARK, by=maya, now=LATER)
    actions.suggest(maya, kind=Kind.HELPED, words=TEA, by=sam, now=NOON)

    with override_settings(TEXT_KEYS=["another", *_keys()]):
        assert (actions.seal_anew(), actions.seal_anew()) == (4, 0)
    with override_settings(TEXT_KEYS=["another"]):
        goal.refresh_from_db()
        assert (goal.words, words_before(goal)) == (DARK, [SLEEP])


def _keys() -> list[str]:
    from django.conf import settings

    return list(settings.TEXT_KEYS)
