from datetime import timedelta

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications.models import Notice
from safety.flags import actions
from safety.flags.models import CLAIM, Flag
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.flags.texts import LOW, flagged

PAST_DUE = NOON + timedelta(hours=5)


def told() -> list[int]:
    notices = Notice.objects.filter(kind="safety.flag_overdue").order_by("pk")
    return [notice.person_id for notice in notices]


def test_a_flag_in_time_is_left_alone(maya: User, ines: User) -> None:
    flagged(maya, text=LOW)

    assert actions.remind_overdue(now=NOON + timedelta(hours=1)) == 0
    assert told() == []


def test_everyone_on_duty_is_told_once_of_an_overdue_flag(
    maya: User, ines: User, person: Person
) -> None:
    theo = person("Theo", Role.MODERATOR)
    flag = flagged(maya, text=LOW)

    assert actions.remind_overdue(now=PAST_DUE) == 1
    assert actions.remind_overdue(now=PAST_DUE + timedelta(minutes=1)) == 0

    assert told() == [ines.pk, theo.pk]
    assert {notice.url for notice in Notice.objects.all()} == {f"/queue/{flag.pk}/"}


def test_a_flag_that_nobody_could_be_told_of_is_told_later(maya: User, person: Person) -> None:
    flagged(maya, text=LOW)

    assert actions.remind_overdue(now=PAST_DUE) == 0
    ines = person("Ines", Role.MODERATOR)
    assert actions.remind_overdue(now=PAST_DUE) == 1

    assert told() == [ines.pk]


def test_a_flag_that_someone_is_on_is_not_overdue(maya: User, ines: User) -> None:
    actions.claim(flagged(maya, text=LOW), by=ines, now=PAST_DUE)

    assert actions.remind_overdue(now=PAST_DUE + timedelta(minutes=5)) == 0


def test_a_claim_that_lapsed_counts_as_nobody(maya: User, ines: User) -> None:
    flag = flagged(maya, text=LOW)
    actions.remind_overdue(now=PAST_DUE)
    actions.claim(flag, by=ines, now=PAST_DUE)

    assert actions.remind_overdue(now=PAST_DUE + CLAIM + timedelta(seconds=1)) == 1
    assert told() == [ines.pk, ines.pk]


def test_a_raised_level_is_told_again(maya: User, ines: User) -> None:
    flag = flagged(maya, text=LOW)
    actions.remind_overdue(now=PAST_DUE)

    actions.raise_level(flag, by=ines, level=2, now=PAST_DUE)

    assert actions.remind_overdue(now=PAST_DUE + timedelta(hours=2)) == 1
    assert Flag.objects.get().overdue_told


def test_without_moderators_the_supervisors_are_told(maya: User, ade: User) -> None:
    flagged(maya, text=LOW)

    actions.remind_overdue(now=PAST_DUE)

    assert told() == [ade.pk]
