"""A moderator closes a room; one that nobody looks after is warned of, then closes."""

from datetime import timedelta

import pytest

from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from rooms.hosting import actions
from rooms.live.models import Room
from rooms.masks.models import Mask
from rooms.roster import actions as roster
from rooms.roster.models import Shift
from rooms.roster.reading import standing_of
from rooms.roster.states import State
from tests.cast import NOON

DAY = timedelta(days=1)
WHY = "Something broke here. We open it again tomorrow."


def warned() -> list[str]:
    notices = Notice.objects.filter(kind="rooms.unhosted").order_by("pk")
    return [notice.person.handle for notice in notices]


def test_ines_closes_a_room_with_words_for_the_people_and_opens_it_again(
    room: Room, ines: User, heron: Mask
) -> None:
    actions.close(room, why=WHY, by=ines, now=NOON)
    assert (standing_of(room, now=NOON).state, room.closed_by, room.closed_why) == (
        State.CLOSED,
        ines,
        WHY,
    )

    actions.reopen(room, by=ines, now=NOON)
    assert (standing_of(room, now=NOON).state, room.closed_why) == (State.OPEN, "")


def test_only_a_moderator_closes_and_opens(
    room: Room, sam: User, ade: User, noor: User, ines: User, shift: Shift
) -> None:
    for nobody in (sam, ade, noor):
        with pytest.raises(actions.OffShift):
            actions.close(room, why=WHY, by=nobody, now=NOON)
    actions.close(room, why=WHY, by=ines, now=NOON)
    for nobody in (sam, ade, noor):
        with pytest.raises(actions.OffShift):
            actions.reopen(room, by=nobody, now=NOON)

    room.refresh_from_db()
    assert not room.is_open


def test_closing_it_again_does_not_change_the_words(room: Room, ines: User) -> None:
    actions.close(room, why=WHY, by=ines, now=NOON)
    actions.close(room, why="Other words.", by=ines, now=NOON)

    assert Room.objects.get(pk=room.pk).closed_why == WHY


def test_each_host_is_warned_once_of_a_silence_of_24_hours(room: Room, shift: Shift) -> None:
    actions.look_after_unhosted(now=NOON + DAY - timedelta(seconds=1))
    assert warned() == []

    for minutes in (0, 10, 20):
        actions.look_after_unhosted(now=NOON + DAY + timedelta(minutes=minutes))
    assert warned() == ["Sam", "Robin"]


def test_the_next_silence_is_warned_of_again(room: Room, sam: User, shift: Shift) -> None:
    actions.look_after_unhosted(now=NOON + DAY)
    Room.objects.filter(pk=room.pk).update(hosted_at=NOON + 2 * DAY)
    actions.look_after_unhosted(now=NOON + 3 * DAY)

    assert warned() == ["Sam", "Robin"] * 2


def test_a_room_without_a_sign_for_30_days_closes_by_itself(room: Room, shift: Shift) -> None:
    last = NOON + 30 * DAY

    assert actions.look_after_unhosted(now=last - timedelta(seconds=1)) == (1, 0)
    assert actions.look_after_unhosted(now=last) == (0, 1)
    assert actions.look_after_unhosted(now=last) == (0, 0)

    room.refresh_from_db()
    assert (room.closed_at, room.closed_by, room.closed_unhosted) == (last, None, True)


def test_a_host_who_is_there_keeps_it_open(room: Room, sam: User, shift: Shift) -> None:
    roster.see_hosts(room, [sam.pk], now=NOON + timedelta(hours=3))

    actions.look_after_unhosted(now=NOON + timedelta(hours=26))
    assert warned() == []


def test_a_room_that_was_opened_again_has_its_thirty_days(
    room: Room, ines: User, shift: Shift
) -> None:
    last = NOON + 30 * DAY
    actions.look_after_unhosted(now=last)
    room.refresh_from_db()
    actions.reopen(room, by=ines, now=last)

    assert actions.look_after_unhosted(now=last + timedelta(minutes=10)) == (0, 0)
