"""What one person opened alone is looked at again by a supervisor, who is reminded until then."""

from datetime import timedelta

import pytest

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications.models import Notice
from safety.flags.models import Flag
from safety.reveals import actions
from safety.reveals.models import Reveal
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.reveals.acts import DANGER, SOON, asked, told, verbs, what_came

HOUR = timedelta(hours=1)


def reminded(*hours: float) -> list[int]:
    """How many were reminded of when somebody looked at these hours after noon."""
    return [actions.remind(now=NOON + at * HOUR) for at in hours]


def test_it_is_due_from_the_start_and_supervisors_hear_at_once(
    flag: Flag, ines: User, ruth: User, ade: User
) -> None:
    row = asked(flag, ines, DANGER)

    assert (row.review_due_at, row.remind_at) == (NOON + 24 * HOUR, NOON + 12 * HOUR)
    assert (told("opened"), told("not_looked_at"), told("overdue")) == ([ade.pk], [], [])


def test_supervisors_hear_again_after_12_and_24_hours_and_then_daily(
    flag: Flag, ines: User, ruth: User, ade: User
) -> None:
    asked(flag, ines, DANGER)

    assert reminded(11.9, 12, 12.1, 23.9) == [0, 1, 0, 0]
    assert (told("not_looked_at"), told("overdue")) == ([ade.pk], [])
    assert reminded(24, 25, 47.9, 48) == [1, 0, 0, 1]
    assert (told("not_looked_at"), told("overdue")) == ([ade.pk], [ade.pk] * 2)
    assert verbs()[2:] == [("reminded", None)] * 3


def test_a_worker_that_was_away_reminds_once(flag: Flag, ines: User, ade: User) -> None:
    asked(flag, ines, DANGER)

    assert reminded(30, 30, 53.9, 54) == [1, 0, 0, 1]
    assert told("overdue") == [ade.pk] * 2


@pytest.mark.parametrize("right", [True, False])
def test_an_answer_ends_the_reminders(right: bool, flag: Flag, ines: User, ade: User) -> None:
    row = asked(flag, ines, DANGER)

    actions.answer(row, by=ade, agreed=right, now=SOON)

    assert reminded(12, 24, 48) == [0, 0, 0]
    assert told("answered") == [ines.pk]


def test_a_yes_afterwards_leaves_it_open_and_tells_no_administrator(
    flag: Flag, ines: User, ade: User, rowan: User
) -> None:
    row = actions.answer(asked(flag, ines, DANGER), by=ade, agreed=True, now=SOON)

    assert len(actions.look(row, by=ines, now=SOON)) == 5
    assert told("not_right") == []


def test_a_no_afterwards_closes_it_and_administrators_are_told(
    flag: Flag, ines: User, ade: User, rowan: User
) -> None:
    row = actions.answer(asked(flag, ines, DANGER), by=ade, agreed=False, now=SOON)

    with pytest.raises(actions.TooLate):
        actions.look(row, by=ines, now=SOON)
    assert told("not_right") == [rowan.pk]
    assert verbs() == [("asked", ines.pk), ("opened", ines.pk), ("refused", ade.pk)]


def test_a_no_before_anything_was_opened_tells_no_administrator(
    flag: Flag, ines: User, ade: User, rowan: User
) -> None:
    actions.answer(asked(flag, ines), by=ade, agreed=False, now=SOON)

    assert told("not_right") == []


def test_a_supervisor_does_not_look_at_their_own_opening(
    flag: Flag, ines: User, ade: User, rowan: User
) -> None:
    ines.role_grants.create(role=Role.SUPERVISOR, granted_at=NOON, granted_by=ade)
    row = asked(flag, User.objects.get(pk=ines.pk), DANGER)

    with pytest.raises(actions.NotTheSecond):
        actions.answer(row, by=User.objects.get(pk=ines.pk), agreed=True, now=SOON)
    reminded(12)
    assert told("not_looked_at") == [ade.pk]


def test_without_another_supervisor_administrators_and_moderators_are_reminded(
    flag: Flag, ines: User, ruth: User, rowan: User
) -> None:
    asked(flag, ines, DANGER)

    assert reminded(12) == [1]
    assert told("not_looked_at") == sorted([ruth.pk, rowan.pk])


def test_where_nobody_is_there_it_is_tried_again_soon(
    flag: Flag, ines: User, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    asked(flag, ines, DANGER)

    assert reminded(12) == [0]
    assert "nobody to tell" in caplog.text
    bo = person("Bo", Role.SUPERVISOR)
    assert reminded(12.2) == [1]
    assert told("not_looked_at") == [bo.pk]


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_reminds(flag: Flag, ines: User, ade: User) -> None:
    asked(flag, ines, DANGER)

    came = what_came(*[lambda: actions.remind(now=NOON + 12 * HOUR)] * 2)

    assert sorted(came) == ["0", "1"]
    assert told("not_looked_at") == [ade.pk]


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_reminder_at_once_leave_no_reminder_for_later(
    flag: Flag, ines: User, ade: User
) -> None:
    row = asked(flag, ines, DANGER)

    came = what_came(
        lambda: actions.answer(row, by=ade, agreed=True, now=NOON + 12 * HOUR),
        lambda: actions.remind(now=NOON + 12 * HOUR),
    )

    assert came[0] == f"Reveal#{row.pk}"
    assert Notice.objects.filter(kind="safety.reveal_not_looked_at").count() == int(came[1])
    assert Reveal.objects.get(pk=row.pk).remind_at is None
