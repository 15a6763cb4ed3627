"""An open shift is told in advance to those who can take it, each time once."""

from datetime import timedelta

import pytest

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications.models import Notice
from safety.rota import actions
from safety.rota.models import Shift
from safety.rota.reading import gaps
from safety.rota.reading import planned as shifts_ahead
from safety.rota.states import Post
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.rota.acts import planned

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
AT = NOON + timedelta(days=5)


def told() -> list[User]:
    return [each.person for each in Notice.objects.filter(kind="safety.rota_gap").order_by("pk")]


def test_a_gap_is_told_three_times_and_never_twice(
    ade: User, ines: User, osei: User, noor: User
) -> None:
    planned(None, AT, AT + 8 * HOUR, by=ade)

    assert actions.tell_gaps(now=AT - 49 * HOUR) == 0
    for before in (48, 24, 4):
        assert actions.tell_gaps(now=AT - before * HOUR) == 1
        assert actions.tell_gaps(now=AT - before * HOUR + HOUR) == 0

    assert told() == [ade, ines] * 3 or told() == [ines, ade] * 3


def test_a_gap_that_opens_late_is_told_once_for_what_is_over(ade: User, ines: User) -> None:
    shift = planned(ines, AT, AT + 8 * HOUR, by=ade)
    actions.give_back(shift, by=ines, now=AT - 20 * HOUR)

    assert actions.tell_gaps(now=AT - 20 * HOUR) == 1
    assert actions.tell_gaps(now=AT - 19 * HOUR) == 0
    assert actions.tell_gaps(now=AT - 4 * HOUR) == 1


def test_who_takes_it_and_gives_it_back_makes_a_new_gap(ade: User, ines: User) -> None:
    shift = planned(None, AT, AT + 8 * HOUR, by=ade)
    actions.tell_gaps(now=AT - 48 * HOUR)
    actions.take(shift, by=ines, now=AT - 47 * HOUR)
    assert actions.tell_gaps(now=AT - 24 * HOUR) == 0

    actions.give_back(shift, by=ines, now=AT - 23 * HOUR)

    assert actions.tell_gaps(now=AT - 23 * HOUR) == 1


def test_a_shift_for_a_clinician_is_told_to_those_of_the_team(
    ade: User, ines: User, osei: User, person: Person
) -> None:
    wren = person("Dr Wren", Role.CLINICIAN)
    actions.put_on_call(osei, by=ade, now=NOON)
    planned(None, AT, AT + 8 * HOUR, by=ade, post=Post.CLINICIAN)

    actions.tell_gaps(now=AT - 48 * HOUR)

    assert set(told()) == {ade, osei}
    assert wren not in told()


def test_a_gap_says_whether_anybody_else_is_there(ade: User, ines: User) -> None:
    alone = planned(None, AT, AT + 8 * HOUR, by=ade)
    second = planned(None, AT + 8 * HOUR, AT + 16 * HOUR, by=ade)
    planned(ines, AT + 8 * HOUR, AT + 16 * HOUR, by=ade)

    found = gaps(shifts_ahead(now=NOON, within=timedelta(days=14)))

    assert [(gap.shift, gap.alone) for gap in found] == [(alone, True), (second, False)]
    assert Shift.objects.open().count() == 2
