"""The hosts of the demo are played: some rooms are open at any hour, others quiet."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.apps import apps

from peerhub.accounts.models import User
from peerhub.demo.cast import SAM
from peerhub.demo.world import shifts
from peerhub.demo.world.content import rows
from rooms.live import actions as live
from rooms.live.models import Room
from rooms.roster import actions
from rooms.roster.models import Shift, ThemedHour
from rooms.roster.reading import Standing, shift_here, standings
from rooms.roster.states import State
from tests.cast import NOON
from tests.conftest import Person

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def rooms(person: Person) -> list[Room]:
    """The rooms of the demo and their hosts, without all the rest."""
    made = []
    for row in rows("rooms", "room"):
        room = live.open_room(
            name=row["name"], purpose=row["purpose"], size=row["size"], by=None, now=NOON
        )
        for key in row["hosts"]:
            name = SAM.handle if key == "s01" else f"Host {key}"
            live.appoint_host(room=room, person=person(name), by=None, now=NOON)
        made.append(room)
    return made


def standing_at(rooms: list[Room], now: datetime) -> dict[str, Standing]:
    found = standings(rooms, now=now)
    return {room.name: found[room.pk] for room in rooms}


def test_at_any_hour_several_rooms_are_open_and_others_quiet(rooms: list[Room]) -> None:
    for hour in range(48):
        now = NOON + hour * HOUR + 17 * MINUTE
        shifts.sit(now=now)
        standing = standing_at(rooms, now)
        states = Counter(each.state for each in standing.values())
        assert (states[State.OPEN], states[State.QUIET]) in {(6, 4), (5, 5)}, hour
        assert standing["Nights"].state == standing["Just here"].state == State.OPEN
        assert all(each.next_at for each in standing.values() if each.state == State.QUIET)


def test_done_again_it_changes_nothing(rooms: list[Room]) -> None:
    def count() -> Counter[str]:
        return Counter(
            {model._meta.label: model._default_manager.count() for model in apps.get_models()}
        )

    shifts.sit(now=NOON)
    once = count()
    shifts.sit(now=NOON + MINUTE)

    assert count() == once


def test_when_nobody_plays_the_rooms_turn_quiet(rooms: list[Room]) -> None:
    shifts.sit(now=NOON)

    later = standing_at(rooms, NOON + 5 * MINUTE)
    assert {each.state for each in later.values()} == {State.QUIET}


def test_sam_is_not_played_and_can_begin_at_any_hour(rooms: list[Room]) -> None:
    sam = User.objects.get(handle=SAM.handle)
    room = Room.objects.get(hosts__person=sam)
    for hour in (0, 5, 11, 30):
        now = NOON + hour * HOUR
        shifts.sit(now=now)
        shift = shift_here(room, sam, now=now)
        assert shift is not None
        assert not shift.began
        actions.begin(shift, now=now)
        assert SAM.handle in standing_at(rooms, now)[room.name].hosts
        actions.end(shift, now=now)
        Shift.objects.filter(pk=shift.pk).update(began=False, ended=False)


def test_an_hour_is_announced_for_today_and_one_for_tomorrow(rooms: list[Room]) -> None:
    shifts.sit(now=NOON)

    starts = list(ThemedHour.objects.order_by("starts_at").values_list("starts_at", flat=True))
    assert [at - NOON for at in starts] == [3 * HOUR + 30 * MINUTE, 27 * HOUR + 30 * MINUTE]


def test_a_demo_that_runs_for_weeks_stays_alive(rooms: list[Room]) -> None:
    for day in range(0, 33, 2):
        shifts.sit(now=NOON + timedelta(days=day))

    now = NOON + timedelta(days=32)
    states = Counter(each.state for each in standing_at(rooms, now).values())
    assert states[State.OPEN] >= 5
    assert ThemedHour.objects.filter(ends_at__gt=now).count() == 2
