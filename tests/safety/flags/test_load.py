"""The figures of a day are one's own; a supervisor learns only that a break is due."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from safety.flags import actions
from safety.flags.load import BREAK, LONG, MINUTE, Load, Work, load
from safety.flags.states import Outcome
from tests.cast import NOON
from tests.safety.closing.acts import looked_after
from tests.safety.flags.texts import LOW, flagged

ClientOf = Callable[[User], Client]


def works(*given: tuple[int, int, int]) -> list[Work]:
    """Acts as minutes after noon, case and level."""
    return [Work(NOON + minutes * MINUTE, case, level) for minutes, case, level in given]


def test_a_day_without_cases_weighs_nothing() -> None:
    assert load([], now=NOON) == Load(0, timedelta(), break_due=False)


def test_heavy_cases_are_counted_once_each_and_light_ones_not() -> None:
    acts = works((0, 1, 3), (2, 1, 3), (4, 2, 5), (6, 3, 2))

    assert load(acts, now=NOON + 8 * MINUTE) == Load(2, 8 * MINUTE, break_due=False)


def test_the_third_heavy_case_without_a_break_is_a_lot() -> None:
    acts = works((0, 1, 3), (5, 2, 4), (9, 3, 3))

    assert load(acts[:2], now=NOON + 9 * MINUTE).break_due is False
    assert load(acts, now=NOON + 9 * MINUTE).break_due is True


def test_a_break_between_them_begins_the_count_again() -> None:
    acts = works((0, 1, 3), (5, 2, 4), (20, 3, 3), (21, 4, 3))

    assert load(acts, now=NOON + 22 * MINUTE) == Load(4, 7 * MINUTE, break_due=False)


def test_an_hour_of_light_cases_is_a_lot_too() -> None:
    acts = works(*((minutes, minutes, 1) for minutes in range(0, 60, 10)))

    assert load(acts, now=NOON + LONG - MINUTE).break_due is False
    assert load(acts, now=NOON + LONG).break_due is True


def test_whoever_is_resting_is_not_told_to_rest() -> None:
    acts = works((0, 1, 3), (1, 2, 4), (2, 3, 3))

    assert load(acts, now=NOON + 2 * MINUTE + BREAK) == Load(3, 2 * MINUTE, break_due=False)


def busy(moderator: User, author: User, *, now: datetime, count: int = 3) -> None:
    """``moderator`` reached ``count`` people in danger."""
    for number in range(count):
        at = now - timedelta(minutes=count - number)
        flag = flagged(author, subject_id=f"{moderator.pk}-{number}", now=at)
        actions.claim(flag, by=moderator, now=at)
        looked_after(flag, moderator, now=at)
        actions.resolve(flag, by=moderator, outcome=Outcome.REACHED, now=at)


def test_the_list_says_gently_that_it_was_a_lot_and_blocks_nothing(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    busy(ines, maya, now=now)
    flag = flagged(maya, text=LOW, now=now)
    browser = client_of(ines)

    page = browser.get("/queue/").content.decode()

    assert "That was a lot" in page
    assert "3 heavy cases, 3 minutes at cases. Only you see this." in page
    assert browser.post(f"/queue/{flag.pk}/claim/")["Location"] == f"/queue/{flag.pk}/"


def test_a_supervisor_learns_that_a_break_is_due_and_no_figure(
    maya: User, ines: User, ade: User, client_of: ClientOf
) -> None:
    busy(ines, maya, now=timezone.now())

    page = client_of(ade).get("/queue/").content.decode()

    assert "A break would be good for: Ines." in page
    assert "heavy case" not in page
    assert "That was a lot" not in page


def test_another_moderator_learns_nothing(
    maya: User, ines: User, person: Callable[..., User], client_of: ClientOf
) -> None:
    from peerhub.accounts.roles import Role

    busy(ines, maya, now=timezone.now())

    page = client_of(person("Kim", Role.MODERATOR)).get("/queue/").content.decode()

    assert "Ines" not in page
    assert "heavy case" not in page


@pytest.mark.parametrize("count", [1, 2])
def test_less_is_no_lot(count: int, maya: User, ines: User) -> None:
    now = timezone.now()
    busy(ines, maya, now=now, count=count)

    assert actions.load_of(ines, now=now).break_due is False
    assert actions.break_due_for(besides=maya, now=now) == []
