"""Several messages that are heavy together, though none of them is alone."""

from datetime import timedelta

from django.db import transaction

from peerhub.accounts.models import User
from safety.detection.scoring import screen
from safety.flags.actions import Watched
from safety.flags.models import Flag
from safety.screening import actions
from safety.screening.actions import building
from safety.screening.models import Build
from safety.subjects import SubjectRef
from tests.cast import NOON

HOUR = timedelta(hours=1)


def heavy(person: User, number: int, *, now, weight: float = 1.4) -> Flag | None:
    text = f"Another grey day, the {number}th."
    watched = Watched(text, person, SubjectRef("rooms.message", str(number)), "Room: After a loss")
    with transaction.atomic():
        return building.remember(watched, weight, screen(text).assessment, now=now)


def test_five_heavy_messages_in_an_evening_come_before_a_person(maya: User, noor: User) -> None:
    found = [heavy(maya, number, now=NOON + number * HOUR / 4) for number in range(5)]
    heavy(noor, 9, now=NOON)

    assert found[:4] == [None] * 4
    flag = Flag.objects.get()
    assert found[4] == flag
    assert (flag.author, flag.level, flag.reasons[0]["rule"]) == (maya, 1, "meaning.build_up")


def test_spread_over_days_they_fade(maya: User) -> None:
    found = [heavy(maya, number, now=NOON + number * 24 * HOUR) for number in range(8)]

    assert found == [None] * 8


def test_light_messages_weigh_nothing(maya: User) -> None:
    assert [heavy(maya, number, now=NOON, weight=1.0) for number in range(30)] == [None] * 30
    assert not Build.objects.exists()


def test_who_was_brought_up_is_not_brought_up_again_for_three_days(maya: User) -> None:
    found = [heavy(maya, number, now=NOON + number * HOUR / 4) for number in range(20)]
    later = [heavy(maya, 50 + n, now=NOON + 4 * 24 * HOUR + n * HOUR / 4) for n in range(6)]

    assert sum(flag is not None for flag in found) == 1
    assert sum(flag is not None for flag in later) == 1


def test_what_has_faded_is_forgotten(maya: User) -> None:
    heavy(maya, 1, now=NOON)

    assert actions.forget_faded(now=NOON + 24 * HOUR) == 0
    assert actions.forget_faded(now=NOON + 5 * 24 * HOUR) == 1
    assert not Build.objects.exists()
