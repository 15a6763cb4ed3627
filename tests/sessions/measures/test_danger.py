"""An answer that can mean danger and its case are stored together; the team reads that one alone."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, connections

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from safety.flags import actions as flags
from safety.flags import ladder
from safety.flags.models import Flag, SecondLook
from safety.flags.policies import may_pause
from safety.flags.states import Act, DeadlineKind, FlagState, Outcome
from sessions.measures import actions
from sessions.measures.instruments.asq import ASQ
from sessions.measures.instruments.mood import PHQ_9
from sessions.measures.instruments.shape import Given, Left
from sessions.measures.models import MeasureRun
from tests.cast import NOON
from tests.safety.closing.acts import looked_after

LATER = NOON + timedelta(minutes=2)


@pytest.fixture
def asked(maya: User) -> MeasureRun:
    """Maya has begun ASQ."""
    return actions.begin(ASQ, member=maya, now=NOON)


def answered(run: MeasureRun, *given: tuple[str, Given]) -> list[bool]:
    """Whether our team sees each of them."""
    return [actions.answer(run, key, each, by=run.member, now=LATER).tells for key, each in given]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_ninth_answer_opens_a_case_at_once_that_says_nothing_of_the_others(
    mood: MeasureRun, maya: User, number: int
) -> None:
    assert answered(mood, ("9", number)) == [True]

    flag = Flag.objects.get()
    assert (flag.author, flag.level, flag.kinds, flag.held) == (maya, 2, [actions.KIND], False)
    assert flag.excerpt == (
        "PHQ-9, question 9: “Thoughts that you would be better off dead or of hurting yourself in "
        f"some way” They answered “{PHQ_9.item('9').label(number)}”."
    )
    assert flag.due_at == LATER + ladder.rung(2).ack_within
    assert dict(flag.deadlines.values_list("kind", "due_at")) == {
        DeadlineKind.ACK: LATER + ladder.rung(2).ack_within,
        DeadlineKind.CONTACT: LATER + timedelta(minutes=60),
    }
    assert not may_pause(flag)
    assert SecondLook.objects.count() == 0  # these are no words of theirs


@pytest.mark.django_db
@pytest.mark.parametrize("given", [0, Left.SKIPPED, Left.REFUSED])
def test_not_at_all_and_nothing_said_open_none(mood: MeasureRun, given: Given) -> None:
    assert answered(mood, ("9", given)) == [False]
    assert Flag.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "levels"),
    [
        ([("1", 0), ("2", 0), ("3", 0)], []),
        ([("1", Left.SKIPPED), ("2", 0), ("3", Left.SKIPPED)], []),
        ([("1", 1)], [2]),
        ([("2", 1), ("5", 0)], [2]),
        ([("3", Left.REFUSED)], [2]),
        ([("1", 1), ("2", 1), ("3", 1), ("5", Left.REFUSED)], [2]),
        ([("3", 1), ("5", 1)], [4]),
    ],
)
def test_a_yes_of_asq_is_one_case_and_right_now_is_the_most_urgent(
    asked: MeasureRun, given: list[tuple[str, Given]], levels: list[int]
) -> None:
    answered(asked, *given)

    assert list(Flag.objects.values_list("level", flat=True)) == levels


@pytest.mark.django_db
def test_right_now_calls_those_on_call_and_is_due_within_minutes(asked: MeasureRun) -> None:
    answered(asked, ("1", 1), ("5", 1))

    flag = Flag.objects.get()
    assert flag.due_at == LATER + ladder.rung(4).ack_within
    assert {each.kind: each.due_at for each in flag.deadlines.pending()} == {
        DeadlineKind.CALL: LATER,
        DeadlineKind.ACK: LATER + ladder.rung(4).ack_within,
        DeadlineKind.CONTACT: LATER + timedelta(minutes=5),
    }
    assert [note.words for note in flag.notes.filter(act=Act.TOLD_MORE)] == [
        "ASQ, question 5: “Are you having thoughts of killing yourself right now?” "
        "They answered “Yes”."
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("last", [0, Left.SKIPPED])
def test_a_lower_answer_later_closes_nothing_and_is_told(mood: MeasureRun, last: Given) -> None:
    answered(mood, ("9", 2))

    assert answered(mood, ("9", last)) == [False]

    flag = Flag.objects.get()
    assert (flag.state, flag.level) == (FlagState.OPEN, 2)
    assert flag.notes.get(act=Act.TOLD_MORE).words.endswith(
        f"They changed their answer to “{PHQ_9.item('9').label(last)}”."
    )


@pytest.mark.django_db
def test_the_same_answer_twice_says_it_once(mood: MeasureRun) -> None:
    assert answered(mood, ("9", 1), ("9", 1)) == [True, True]

    assert Flag.objects.get().notes.filter(act=Act.TOLD_MORE).count() == 0


@pytest.mark.django_db
def test_what_is_said_after_a_case_was_closed_is_a_new_one(mood: MeasureRun, ines: User) -> None:
    answered(mood, ("9", 1))
    flag = flags.claim(Flag.objects.get(), by=ines, now=LATER)
    looked_after(flag, ines, now=LATER)
    flags.resolve(flag, by=ines, outcome=Outcome.REACHED, now=LATER)

    answered(mood, ("9", 0), ("9", 1))

    assert list(Flag.objects.order_by("pk").values_list("state", flat=True)) == [
        FlagState.RESOLVED,
        FlagState.OPEN,
    ]


@pytest.mark.django_db
def test_a_cry_from_an_old_page_is_heard_though_it_cannot_be_kept(
    asked: MeasureRun, maya: User
) -> None:
    right_now = ("5", 1)
    # While it is not asked, after it was finished, and a week later: once on each day.
    assert answered(asked, right_now) == [True]
    actions.answer(asked, "1", 0, by=maya, now=LATER)
    actions.finish(asked, by=maya, now=LATER)
    assert answered(asked, right_now, right_now) == [True, True]
    other = actions.begin(ASQ, member=maya, now=NOON)
    week = NOON + timedelta(days=7)
    assert actions.answer(other, "2", 1, by=maya, now=week).tells

    assert sorted(Flag.objects.values_list("level", flat=True)) == [2, 4]
    for run in (asked, other):
        run.refresh_from_db()
        assert 1 not in run.answers.values()
    with pytest.raises(actions.Finished):
        answered(asked, ("1", 0))


@pytest.mark.django_db
def test_a_cry_in_one_window_is_heard_though_all_was_deleted_in_another(
    mood: MeasureRun, maya: User
) -> None:
    actions.forget(MeasureRun.objects.get(), by=maya)

    assert answered(mood, ("9", 2), ("9", 2)) == [True, True]
    with pytest.raises(actions.NotYours):
        answered(mood, ("9", 0))

    flag = Flag.objects.get()
    assert (flag.author, flag.level, flag.kinds) == (maya, 2, [actions.KIND])
    assert MeasureRun.objects.count() == 0


@pytest.mark.django_db
def test_a_cry_sent_to_somebody_elses_address_is_the_cry_of_who_sent_it(
    mood: MeasureRun, maya: User, noor: User
) -> None:
    for person in (maya, noor):
        actions.answer_deleted(PHQ_9, "9", 1, by=person, public_id=mood.public_id, now=LATER)

    assert list(Flag.objects.order_by("pk").values_list("author", flat=True)) == [maya.pk, noor.pk]
    mood.refresh_from_db()
    assert "9" not in mood.answers


@pytest.mark.django_db
def test_without_its_case_the_answer_is_not_kept_either(
    mood: MeasureRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("no promise")

    monkeypatch.setattr("safety.flags.actions.watching.promise", broken)

    with pytest.raises(RuntimeError):
        answered(mood, ("9", 3))

    mood.refresh_from_db()
    assert "9" not in mood.answers
    assert (Flag.objects.count(), mood.flag, mood.cases) == (0, None, 0)


@pytest.mark.django_db
def test_deleting_the_answers_leaves_the_case_with_our_team(mood: MeasureRun, maya: User) -> None:
    answered(mood, ("9", 1))

    actions.forget(mood, by=maya)

    assert MeasureRun.objects.count() == 0
    assert Flag.objects.get().state == FlagState.OPEN


@pytest.mark.django_db
def test_a_look_at_it_is_a_line_for_the_member_and_shows_no_other_answer(
    asked: MeasureRun, maya: User, ines: User
) -> None:
    answered(asked, ("1", 0), ("2", 1))

    case = flags.open_case(Flag.objects.get(), by=ines, now=LATER)

    said = "".join(piece.words for piece in case.pieces)
    assert said.startswith("ASQ, question 2:")
    assert "wished" not in said
    assert (case.context, case.whys, case.formers) == ((), [], ())
    assert [line.sentence for line in Disclosure.objects.about(maya.pk)] == [
        "A moderator saw an answer that you gave, because we told you before that such an answer "
        "reaches our team."
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("second", "more"), [(2, 0), (3, 1)])
def test_a_second_tap_between_the_look_and_the_write_of_the_first_opens_no_second_case(
    mood: MeasureRun, maya: User, second: int, more: int
) -> None:
    def tap() -> None:
        actions.answer(mood, "9", second, by=maya, now=LATER)
        connections.close_all()

    other = threading.Thread(target=tap)

    def in_between(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if sql.startswith(f'UPDATE "{MeasureRun._meta.db_table}"') and not other.ident:
            other.start()
            other.join(0.5)  # it waits for the first, as it should, or is done by now
        return execute(sql, *rest)

    with connection.execute_wrapper(in_between):
        actions.answer(mood, "9", 2, by=maya, now=LATER)
    other.join(20)

    mood.refresh_from_db()
    flag = Flag.objects.get()
    assert (mood.flag, mood.cases, mood.answers["9"]) == (flag, 1, second)
    assert flag.notes.filter(act=Act.TOLD_MORE).count() == more
