import logging
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from importlib import import_module

import pytest
from django.db import connection, connections, transaction

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from safety.duty import actions as duty
from safety.duty import notices, steps
from safety.flags import actions, ladder
from safety.flags.models import CLAIM, Deadline, Flag
from safety.flags.states import Act, DeadlineKind, Outcome
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.flags.texts import HIGH, LOW, flagged
from tests.together import all_gave

PAST_DUE = NOON + timedelta(hours=4)  # a flag of level 1 is due then
MINUTE = timedelta(minutes=1)


def told(kind: str = "safety.flag_overdue") -> list[int]:
    return [notice.person_id for notice in Notice.objects.filter(kind=kind).order_by("pk")]


def lines(flag: Flag) -> list[str]:
    """What the timeline says of steps that were taken."""
    return [note.detail for note in flag.notes.filter(act=Act.ESCALATED).order_by("pk")]


def pending(flag: Flag) -> dict[str, tuple[int, object]]:
    rows = flag.deadlines.pending()
    return {row.kind: (row.step, row.due_at - NOON) for row in rows}


def test_a_new_flag_is_promised_what_its_level_promises(maya: User) -> None:
    low, high = flagged(maya, text=LOW), flagged(maya, text=HIGH)

    for flag in (low, high):
        rung = ladder.rung(flag.level)
        called = {"call": (1, timedelta(0))} if flag.level >= ladder.CALL_FROM else {}
        assert pending(flag) == {
            "ack": (1, rung.ack_within),
            "contact": (1, rung.contact_within),
            **called,
        }


def test_a_flag_in_time_is_left_alone(maya: User, ines: User) -> None:
    flagged(maya, text=LOW)

    assert duty.look(now=PAST_DUE - MINUTE) == 0
    assert told() == []


def test_what_nobody_answers_climbs_once_step_by_step(
    maya: User, ines: User, ade: User, noor: User, person: Person
) -> None:
    theo = person("Theo", Role.MODERATOR)
    flag = flagged(maya, text=LOW)

    assert duty.look(now=PAST_DUE) == 1
    assert duty.look(now=PAST_DUE + MINUTE) == 0
    assert told() == [ines.pk, theo.pk]

    assert duty.look(now=PAST_DUE + timedelta(hours=1)) == 1
    assert told()[2:] == [ade.pk]

    assert duty.look(now=PAST_DUE + timedelta(hours=2)) == 1
    assert told()[3:] == sorted([ines.pk, theo.pk, ade.pk])
    assert lines(flag) == ["ack:1:2", "ack:2:1", "ack:3:3"]
    assert {notice.url for notice in Notice.objects.all()} == {f"/queue/{flag.pk}/"}


def test_the_last_step_repeats_until_somebody_answers(maya: User, ines: User) -> None:
    flag = flagged(maya, text=LOW)
    at = PAST_DUE
    for _ in range(4):
        assert duty.look(now=at) == 1
        at = flag.deadlines.pending().get(kind=DeadlineKind.ACK).due_at

    actions.claim(flag, by=ines, now=at)

    assert duty.look(now=at) == 0
    assert lines(flag) == ["ack:1:1", "ack:2:1", "ack:3:1", "ack:4:1"]


def test_each_step_stands_in_the_audit_without_words(maya: User, ines: User) -> None:
    flag = flagged(maya, text=LOW)

    duty.look(now=PAST_DUE)

    entry = Entry.objects.get(verb="safety.flag_escalated")
    assert (entry.actor_id, entry.subject_id) == (None, str(flag.pk))
    assert entry.details == {"kind": "ack", "run": 0, "step": 1, "told": 1}


def test_the_author_is_never_told_of_their_own_case(ines: User, ade: User) -> None:
    flagged(ines, text=LOW)

    duty.look(now=PAST_DUE)

    assert told() == [ade.pk]


def test_where_nobody_can_be_told_it_is_said_aloud_and_tried_again(
    maya: User, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    flag = flagged(maya, text=LOW)

    with caplog.at_level(logging.ERROR):
        assert duty.look(now=PAST_DUE) == 0
    assert f"case {flag.pk}, level 1: nobody is there to be told" in caplog.text
    assert LOW not in caplog.text

    ines = person("Ines", Role.MODERATOR)
    assert duty.look(now=PAST_DUE + MINUTE) == 1
    assert told() == [ines.pk]
    assert lines(flag) == ["ack:1:1"]


def test_while_somebody_is_on_it_only_the_person_is_waited_for(maya: User, ines: User) -> None:
    flag = flagged(maya, text=LOW)
    actions.claim(flag, by=ines, now=PAST_DUE)

    assert pending(flag) == {"contact": (1, timedelta(hours=24))}
    assert duty.look(now=PAST_DUE + MINUTE) == 0


def test_whoever_is_on_it_is_told_first_that_the_person_was_not_reached(
    maya: User, ines: User, ade: User
) -> None:
    flag = flagged(maya, text=LOW)
    at = NOON + timedelta(hours=24)
    actions.claim(flag, by=ines, now=at - MINUTE)

    assert duty.look(now=at) == 1

    assert told("safety.flag_not_reached") == [ines.pk]
    assert told() == []


def test_a_promise_that_was_met_tells_nobody(maya: User, ines: User) -> None:
    flag = flagged(maya, text=LOW)
    at = NOON + timedelta(hours=24)
    actions.claim(flag, by=ines, now=at - MINUTE)

    with transaction.atomic():
        actions.met(flag, DeadlineKind.CONTACT, now=at)

    assert duty.look(now=at) == 0
    assert pending(flag) == {}


def test_a_closed_case_is_promised_nothing_more(maya: User, ines: User) -> None:
    flag = flagged(maya, text=LOW)
    actions.claim(flag, by=ines, now=NOON)

    actions.resolve(flag, by=ines, outcome=Outcome.REACHED, now=NOON)

    assert pending(flag) == {}
    assert duty.look(now=NOON + timedelta(days=9)) == 0


def test_a_case_that_is_handed_back_keeps_the_time_that_was_promised(
    maya: User, ines: User
) -> None:
    flag = actions.claim(flagged(maya, text=LOW), by=ines, now=NOON)

    actions.release(flag, by=ines, now=NOON + MINUTE)

    assert pending(flag)["ack"] == (1, ladder.rung(1).ack_within)


def test_a_claim_that_lapsed_counts_as_nobody(maya: User, ines: User) -> None:
    flag = flagged(maya, text=LOW)
    duty.look(now=PAST_DUE)
    actions.claim(flag, by=ines, now=PAST_DUE)

    assert duty.look(now=PAST_DUE + CLAIM) == 0
    assert duty.look(now=PAST_DUE + CLAIM + MINUTE) == 1
    assert duty.look(now=PAST_DUE + CLAIM + MINUTE) == 0
    assert told() == [ines.pk, ines.pk]


def test_who_comes_back_to_a_lapsed_claim_ends_the_climb(maya: User, ines: User) -> None:
    flag = flagged(maya, text=LOW)
    actions.claim(flag, by=ines, now=NOON)
    late = NOON + CLAIM + MINUTE
    duty.look(now=late)  # promised again, not due yet

    actions.open_case(flag, by=ines, now=PAST_DUE)

    assert duty.look(now=PAST_DUE + MINUTE) == 0
    assert told() == []


def test_a_raised_level_only_makes_it_sooner(maya: User, ines: User) -> None:
    flag = flagged(maya, text=LOW)
    sooner = MINUTE + ladder.rung(4).ack_within

    flag = actions.raise_level(flag, by=ines, level=4, now=NOON + MINUTE)
    assert pending(flag) == {"call": (1, MINUTE), "ack": (1, sooner), "contact": (1, sooner)}

    actions.raise_level(flag, by=ines, level=5, now=NOON + sooner)
    assert pending(flag)["ack"] == (1, sooner)


def test_the_highest_levels_are_called_at_once_and_once(maya: User, ines: User, ade: User) -> None:
    flag = flagged(maya, text=LOW)
    actions.raise_level(flag, by=ines, level=5, now=NOON)

    assert duty.look(now=NOON) == 1
    assert duty.look(now=NOON) == 0

    assert told("safety.flag_called") == sorted([ines.pk, ade.pk])


def test_a_step_that_fails_leaves_nothing_and_keeps_nobody_back(
    maya: User, ines: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, whole = flagged(maya, text=LOW), flagged(maya, text=LOW, subject_id="2")
    tell = notices.tell

    def fails_for_one(deadline: Deadline, people: Sequence[User], *, now: datetime) -> int:
        count = tell(deadline, people, now=now)
        if deadline.flag_id == broken.pk:
            raise ValueError
        return count

    monkeypatch.setattr(notices, "tell", fails_for_one)
    assert duty.look(now=PAST_DUE) == 1
    assert (lines(broken), lines(whole), told()) == ([], ["ack:1:1"], [ines.pk])

    monkeypatch.setattr(notices, "tell", tell)
    assert duty.look(now=PAST_DUE) == 1
    assert lines(broken) == ["ack:1:1"]


def test_every_level_has_its_pace_and_a_reason() -> None:
    assert len(steps.PACES) == len(ladder.RUNGS)
    assert all(pace.why for pace in steps.PACES)
    times = [(pace.between, pace.then) for pace in steps.PACES]
    assert times == sorted(times, reverse=True)


@pytest.mark.django_db(transaction=True)
def test_that_a_promise_was_met_belongs_to_the_transaction_of_the_deed(maya: User) -> None:
    flag = flagged(maya, text=LOW)

    with pytest.raises(transaction.TransactionManagementError):
        actions.met(flag, DeadlineKind.ACK, now=NOON)


def test_cases_from_before_deadlines_were_rows_get_the_same(maya: User, ines: User) -> None:
    waiting, taken = flagged(maya, text=LOW), flagged(maya, text=HIGH)
    closed = flagged(maya, text=LOW, subject_id="2")
    for flag in (taken, closed):
        actions.claim(flag, by=ines, now=NOON)
    actions.resolve(closed, by=ines, outcome=Outcome.REACHED, now=NOON)
    promised = [pending(flag) for flag in (waiting, taken, closed)]
    Deadline.objects.all().delete()

    with connection.cursor() as cursor:
        cursor.execute(import_module("safety.migrations.0017_deadlines").PROMISE)

    for each in promised:
        each.pop("call", None)  # those who are called at once were told when it was raised
    assert [pending(flag) for flag in (waiting, taken, closed)] == promised


@pytest.mark.django_db(transaction=True)
def test_many_who_look_at_once_take_each_step_once(maya: User, ines: User) -> None:
    flags = [flagged(maya, text=LOW, subject_id=str(number)) for number in range(12)]
    lookers = 4
    taken = all_gave(*[lambda: duty.look(now=PAST_DUE)] * lookers)

    assert sum(taken) == len(flags)
    assert [lines(flag) for flag in flags] == [["ack:1:1"]] * len(flags)
    assert told() == [ines.pk] * len(flags)


@pytest.mark.django_db(transaction=True)
def test_a_claim_and_a_step_at_the_same_moment_do_not_wait_for_each_other(
    maya: User, ines: User
) -> None:
    flag = flagged(maya, text=LOW)
    found: list[int] = []

    def look() -> None:
        try:
            found.append(duty.look(now=PAST_DUE))
        finally:
            connection.close()

    with transaction.atomic():
        actions.claim(flag, by=ines, now=PAST_DUE)
        thread = threading.Thread(target=look)
        thread.start()
        thread.join(timeout=20)
        assert not thread.is_alive()
    connections.close_all()

    assert found == [0]
    assert duty.look(now=PAST_DUE) == 0
    assert lines(flag) == []
