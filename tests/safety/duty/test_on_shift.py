"""Those on shift are told first, then who comes next, then supervisors, then all."""

from datetime import timedelta

import pytest

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications.models import Notice
from safety.duty import actions as duty
from safety.flags import actions, ladder
from safety.flags.models import Deadline, Flag
from safety.flags.states import Act, DeadlineKind
from safety.rota.states import Post
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.flags.texts import HIGH, LOW, flagged
from tests.safety.rota.acts import planned

pytestmark = pytest.mark.django_db
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
EVENING = NOON + 12 * HOUR


@pytest.fixture
def theo(person: Person) -> User:
    """Theo, a moderator."""
    return person("Theo", Role.MODERATOR)


@pytest.fixture
def lena(person: Person) -> User:
    """Lena, a moderator who has no shift these days."""
    return person("Lena", Role.MODERATOR)


def at_level(flag: Flag, level: int, by: User) -> Flag:
    return actions.raise_level(flag, by=by, level=level, now=NOON) if level > flag.level else flag


def told(kind: str) -> list[int]:
    return sorted(Notice.objects.filter(kind=kind).values_list("person", flat=True))


def by_number(who: User) -> int:
    return who.pk


def climbed(flag: Flag) -> list[list[User]]:
    """Take every step until one repeats, and say whom each told."""
    steps: list[list[User]] = []
    while len(steps) < 2 or steps[-1] != steps[-2]:
        at = flag.deadlines.pending().get(kind=DeadlineKind.ACK).due_at
        Notice.objects.all().delete()
        duty.look(now=at)
        kinds = Notice.objects.filter(kind="safety.flag_overdue").order_by("person")
        steps.append([notice.person for notice in kinds])
    return steps[:-1]


def test_a_low_case_climbs_from_who_is_on_to_who_is_next_to_all(
    maya: User, ines: User, theo: User, lena: User, ade: User, osei: User
) -> None:
    planned(ines, NOON, EVENING, by=ade)
    planned(theo, EVENING, EVENING + 8 * HOUR, by=ade)
    flag = flagged(maya, text=LOW)

    everyone = sorted([ines, theo, lena, ade], key=by_number)
    assert climbed(flag) == [[ines], [theo], [ade], everyone]


def test_a_high_case_is_told_to_the_clinician_on_call(
    maya: User, ines: User, osei: User, ade: User
) -> None:
    planned(ines, NOON, EVENING, by=ade)
    planned(osei, NOON, EVENING, by=ade, post=Post.CLINICIAN)
    flag = at_level(flagged(maya, text=LOW), 3, ines)

    assert climbed(flag) == [[osei], [ade], sorted([ines, osei, ade], key=by_number)]


def test_an_empty_step_falls_to_the_next_in_the_same_act(
    maya: User, ines: User, theo: User, lena: User, ade: User
) -> None:
    planned(theo, EVENING, EVENING + 8 * HOUR, by=ade)  # nobody is on now
    flag = flagged(maya, text=LOW)

    assert climbed(flag) == [[theo], [ade], sorted([ines, theo, lena, ade], key=by_number)]
    lines = [note.detail for note in flag.notes.filter(act=Act.ESCALATED).order_by("pk")]
    assert lines[:3] == ["ack:1:1", "ack:2:1", "ack:3:4"]


def test_from_level_four_on_each_person_gets_one_notice_of_one_text(
    maya: User, ines: User, ade: User
) -> None:
    flag = flagged(maya, text=HIGH)
    assert ladder.calls(flag.level)

    duty.look(now=NOON)

    assert told("safety.flag_urgent") == []
    assert told("safety.flag_called") == sorted([ines.pk, ade.pk])


def test_a_call_goes_to_all_who_are_on(
    maya: User, ines: User, theo: User, osei: User, ade: User, noor: User
) -> None:
    planned(ines, NOON, EVENING, by=ade)
    planned(osei, NOON, EVENING, by=ade, post=Post.CLINICIAN)
    planned(ade, NOON, EVENING, by=ade, post=Post.SUPERVISOR)
    flagged(maya, text=HIGH)

    duty.look(now=NOON)

    assert told("safety.flag_called") == sorted([ines.pk, osei.pk, ade.pk])


def test_a_call_that_nobody_on_shift_would_hear_goes_to_all(
    maya: User, ines: User, theo: User, ade: User
) -> None:
    planned(theo, EVENING, EVENING + 8 * HOUR, by=ade)
    planned(ade, NOON, EVENING, by=ade, post=Post.SUPERVISOR)
    flagged(maya, text=HIGH)

    duty.look(now=NOON)

    assert told("safety.flag_called") == sorted([ines.pk, theo.pk, ade.pk])


def test_an_urgent_case_is_told_to_those_on_shift_alone(
    maya: User, ines: User, theo: User, osei: User, ade: User
) -> None:
    planned(ines, NOON, EVENING, by=ade)
    planned(osei, NOON, EVENING, by=ade, post=Post.CLINICIAN)

    at_level(flagged(maya, text=LOW), 3, ade)

    assert told("safety.flag_urgent") == sorted([ines.pk, osei.pk])


def test_whoever_is_on_is_never_told_of_their_own_words(ines: User, theo: User, ade: User) -> None:
    planned(ines, NOON, EVENING, by=ade)
    flag = at_level(flagged(ines, text=LOW), 3, ade)

    assert told("safety.flag_urgent") == [theo.pk]
    assert Deadline.objects.filter(flag=flag, kind=DeadlineKind.ACK).count() == 1
