"""Rooms in which a person reads the first messages of somebody new before the others do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from peerhub.accounts.models import User
from rooms.hosting import actions
from rooms.hosting.reading import shape_of
from rooms.live.models import Room
from rooms.live.reading.pages import Reader
from rooms.masks.models import Mask
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.states import FlagState, Outcome
from tests.cast import NOON
from tests.rooms.conftest import Enter, Say

MINUTE = timedelta(minutes=1)


@pytest.fixture
def careful(loss: Room, ines: User) -> Room:
    """A staffed room that reads the first message of somebody new first."""
    return held_first(loss, 1, by=ines)


def held_first(room: Room, count: int, *, by: User) -> Room:
    actions.shape_room(room, replace(shape_of(room), hold_first=count), by=by, now=NOON)
    return room


def let_out(by: User) -> None:
    """A moderator reads the oldest message that waits, and lets the room see it."""
    flag = Flag.objects.filter(held=True).order_by("pk")[0]
    flags.claim(flag, by=by, now=NOON)
    flags.open_case(flag, by=by, now=NOON)
    flags.let_out(flag, by=by, now=NOON)
    flags.resolve(flag, outcome=Outcome.NOTHING_NEEDED, by=by, now=NOON)


def seen_by(person: User, room: Room) -> list[str]:
    """What ``person`` reads in ``room``."""
    mask = Mask.objects.select_related("person").get(room=room, person=person)
    reader = Reader(room=Room.objects.get(pk=room.pk), mask=mask, now=NOON)
    return [line.body for line in reader.latest().lines]


def test_the_first_message_of_a_newcomer_waits_until_ines_has_read_it(
    careful: Room, maya: User, noor: User, ines: User, enter: Enter, say: Say
) -> None:
    enter(maya, careful)
    enter(noor, careful)

    first = say(noor, careful, "I am new here.").message

    assert (first.seq, first.held, seen_by(maya, careful)) == (None, True, [])
    flag = Flag.objects.get()
    assert (flag.kinds, flag.level, flag.held, flag.author) == (["first_post"], 0, True, noor)
    let_out(ines)
    assert seen_by(maya, careful) == ["I am new here."]
    assert Flag.objects.get().state == FlagState.RESOLVED


def test_after_that_what_they_say_goes_out_at_once(
    careful: Room, maya: User, noor: User, ines: User, enter: Enter, say: Say
) -> None:
    enter(maya, careful)
    enter(noor, careful)
    say(noor, careful, "I am new here.")
    let_out(ines)

    second = say(noor, careful, "And it is a calm evening.", now=NOON + MINUTE).message

    assert second.seq == 2
    assert seen_by(maya, careful) == ["I am new here.", "And it is a calm evening."]
    assert Flag.objects.filter(held=True).count() == 0


def test_three_are_read_first_where_the_room_asks_for_three(
    loss: Room, noor: User, ines: User, enter: Enter, say: Say
) -> None:
    held_first(loss, 3, by=ines)
    enter(noor, loss)
    held = []
    for number in range(5):
        message = say(noor, loss, f"Line {number}.", now=NOON + number * MINUTE).message
        held.append(message.held)
        if message.held:
            let_out(ines)

    assert held == [True, True, True, False, False]


def test_what_nobody_has_read_yet_makes_nobody_known(
    careful: Room, noor: User, enter: Enter, say: Say
) -> None:
    enter(noor, careful)

    held = [
        say(noor, careful, f"Line {number}.", now=NOON + number * MINUTE).message.held
        for number in range(3)
    ]

    assert held == [True, True, True]


def test_who_is_known_from_another_room_does_not_wait(
    careful: Room, nights: Room, maya: User, enter: Enter, say: Say
) -> None:
    enter(maya, nights)
    enter(maya, careful)
    say(maya, nights, "Awake again.")

    assert say(maya, careful, "The kettle is on.").message.seq == 1


def test_hosts_and_rooms_that_do_not_ask_for_it_hold_nobody(
    careful: Room, nights: Room, sam: User, noor: User, ines: User, enter: Enter, say: Say
) -> None:
    actions.appoint(careful, sam, by=ines, now=NOON)
    enter(sam, careful)
    enter(noor, nights)

    assert say(sam, careful, "Good evening.").message.seq == 1
    assert say(noor, nights, "Awake again.").message.seq == 1


def test_a_room_that_no_longer_asks_for_it_holds_nobody_from_then_on(
    careful: Room, noor: User, ines: User, enter: Enter, say: Say
) -> None:
    enter(noor, careful)
    say(noor, careful, "I am new here.")

    held_first(careful, 0, by=ines)

    assert say(noor, careful, "Still me.", now=NOON + MINUTE).message.seq == 1
    assert Flag.objects.filter(held=True).count() == 1  # the first one still waits for Ines
