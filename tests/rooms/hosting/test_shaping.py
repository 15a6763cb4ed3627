"""Moderators and supervisors open rooms, and change what they are like."""

from dataclasses import replace
from datetime import timedelta

import pytest

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from peerhub.events import subscribe
from peerhub.notifications.models import Notice
from rooms.hosting import actions
from rooms.hosting.reading import shape_of
from rooms.hosting.shapes import Shape
from rooms.live import actions as live
from rooms.live.events import RoomMustLook
from rooms.live.models import Room
from rooms.live.reading.pages import directory
from rooms.seats import actions as seats
from rooms.seats.models import SEAT_LASTS, Seat, Waiting
from tests.cast import NOON
from tests.conftest import Person
from tests.rooms.conftest import Enter
from tests.rooms.seats.test_actions import at_once

LETTERS = Shape(
    name="Evening letters",
    purpose="For anyone who writes letters that are never sent.",
    size=12,
    hold_first=1,
    prompts=("Whom do you write to?", "What is in front of you?"),
    notes=frozenset({"death-grief", "suicide"}),
)
SOON = NOON + timedelta(seconds=20)  # a heartbeat later


@pytest.fixture
def letters(vocabulary: None, ines: User) -> Room:
    return actions.open_room(LETTERS, by=ines, now=NOON)


def written(verb: Verb) -> list[Entry]:
    return list(Entry.objects.filter(verb=verb.value).order_by("pk"))


def test_ines_opens_a_room_as_she_described_it_and_maya_finds_it(
    letters: Room, ines: User, maya: User
) -> None:
    assert shape_of(letters) == LETTERS
    assert (letters.opened_at, letters.is_open, letters.keeps_seats) == (NOON, True, True)
    assert [entry.actor_id for entry in written(Verb.ROOM_OPENED)] == [ines.pk]
    assert [entry.room for entry in directory(maya, now=NOON)] == [letters]


def test_ade_opens_and_changes_rooms_too(vocabulary: None, ade: User) -> None:
    room = actions.open_room(LETTERS, by=ade, now=NOON)

    assert actions.shape_room(room, replace(LETTERS, size=40), by=ade, now=NOON)
    assert room.size == 40


def test_nobody_else_opens_or_changes_a_room(
    room: Room, sam: User, maya: User, noor: User, osei: User
) -> None:
    before = shape_of(room)
    for nobody in (sam, maya, noor, osei):
        with pytest.raises(actions.OffShift):
            actions.open_room(LETTERS, by=nobody, now=NOON)
        with pytest.raises(actions.OffShift):
            actions.shape_room(room, LETTERS, by=nobody, now=NOON)

    assert [shape_of(each) for each in Room.objects.all()] == [before]


def test_two_open_rooms_are_never_called_the_same(letters: Room, room: Room, ines: User) -> None:
    with pytest.raises(actions.NameInUse):
        actions.open_room(replace(LETTERS, name="evening LETTERS"), by=ines, now=NOON)
    with pytest.raises(actions.NameInUse):
        actions.shape_room(room, LETTERS, by=ines, now=NOON)
    actions.shape_room(letters, replace(LETTERS, name="Evening Letters"), by=ines, now=NOON)
    actions.close(letters, why="Enough.", by=ines, now=NOON)

    assert actions.open_room(LETTERS, by=ines, now=NOON).is_open


@pytest.mark.django_db(transaction=True)
def test_who_presses_several_times_at_once_opens_one_room(vocabulary: None, ines: User) -> None:
    def press(by: User) -> str:
        try:
            return actions.open_room(LETTERS, by=by, now=NOON).name
        except actions.NameInUse:
            return "in use"

    answers = at_once(press, [ines] * 5)

    assert sorted(map(str, answers)) == ["Evening letters", *["in use"] * 4]


def test_a_change_is_written_down_without_words_and_can_be_taken_back(
    letters: Room, ines: User, ade: User
) -> None:
    other = replace(LETTERS, name="Letters", size=40, hold_first=3, prompts=(), notes=frozenset())

    assert actions.shape_room(letters, other, by=ade, now=SOON)
    assert shape_of(Room.objects.get(pk=letters.pk)) == other
    assert actions.shape_room(letters, LETTERS, by=ines, now=SOON)

    assert shape_of(Room.objects.get(pk=letters.pk)) == LETTERS
    there, back = written(Verb.ROOM_SHAPED)
    assert (there.actor_id, there.subject_id) == (ade.pk, str(letters.pk))
    assert there.details == {
        "changed": "name size hold_first prompts notes",
        "size": 40,
        "size_before": 12,
        "hold_first": 3,
        "hold_first_before": 1,
    }
    assert (back.actor_id, back.details["size"], back.details["size_before"]) == (ines.pk, 12, 40)


def test_what_is_like_that_already_is_not_written_down(letters: Room, ines: User) -> None:
    assert not actions.shape_room(letters, LETTERS, by=ines, now=SOON)
    assert written(Verb.ROOM_SHAPED) == []


def test_everybody_in_the_room_looks_at_it_when_it_changes(
    letters: Room, ines: User, django_capture_on_commit_callbacks
) -> None:
    told: list[RoomMustLook] = []
    subscribe(RoomMustLook, told.append)

    with django_capture_on_commit_callbacks(execute=True):
        actions.shape_room(letters, replace(LETTERS, purpose="For all."), by=ines, now=SOON)
        actions.shape_room(letters, replace(LETTERS, purpose="For all."), by=ines, now=SOON)

    assert told == [RoomMustLook(room=letters.public_id)]


def test_a_change_loses_no_place_that_was_taken_meanwhile(letters: Room, ines: User) -> None:
    Room.objects.filter(pk=letters.pk).update(last_seq=7)

    actions.shape_room(letters, replace(LETTERS, name="Letters"), by=ines, now=SOON)

    assert Room.objects.get(pk=letters.pk).last_seq == 7


def test_when_a_room_becomes_small_nobody_is_sent_away_and_nobody_new_comes_in(
    room: Room, ines: User, noor: User, person: Person, enter: Enter
) -> None:
    inside = [person(f"Person {number}") for number in range(15)]
    for number, one in enumerate(inside):
        enter(one, room, f"Quiet Heron {number}")
    small = replace(shape_of(room), size=12)
    rows = [one.pk for one in inside]

    actions.shape_room(room, small, by=ines, now=NOON)
    assert seats.seated(room, rows, now=NOON) == set(rows)
    assert not seats.take(room, noor, now=NOON)

    # The sockets of fourteen still give signs, then those of eleven.
    seats.keep(room, rows[:14], now=SOON)
    assert not seats.take(room, noor, now=NOON + SEAT_LASTS)
    seats.keep(room, rows[:11], now=NOON + SEAT_LASTS)
    assert seats.take(room, noor, now=SOON + SEAT_LASTS)
    assert not seats.take(room, inside[14], now=SOON + SEAT_LASTS)


def test_hosts_take_nobodys_seat_when_a_room_becomes_small(
    room: Room, ines: User, maya: User, enter: Enter
) -> None:
    enter(maya, room)

    actions.shape_room(room, replace(shape_of(room), size=12), by=ines, now=NOON)

    assert [seat.person for seat in Seat.objects.filter(room=room)] == [maya]


def test_when_a_room_grows_those_in_line_are_told_once_that_they_can_go_in(
    letters: Room, ines: User, maya: User, noor: User, person: Person
) -> None:
    for number in range(12):
        assert seats.take(letters, person(f"Person {number}"), now=NOON)
    seats.join_line(letters, maya, now=NOON)

    actions.shape_room(letters, replace(LETTERS, size=40), by=ines, now=SOON)

    told = Notice.objects.filter(kind="rooms.room_grew")
    assert [(one.person_id, one.url) for one in told] == [(maya.pk, f"/r/{letters.public_id}/")]
    assert Waiting.objects.count() == 0
    assert live.enter(room=letters, person=noor, name="Quiet Heron", now=SOON).name == "Quiet Heron"


def test_a_small_room_has_exactly_twelve_seats(
    letters: Room, maya: User, sam: User, ines: User, person: Person
) -> None:
    actions.appoint(letters, sam, by=ines, now=NOON)
    people = [person(f"Person {number}") for number in range(12)]

    assert [seats.take(letters, one, now=NOON) for one in people] == [True] * 12
    assert not seats.take(letters, maya, now=NOON)
    assert seats.take(letters, sam, now=NOON)  # hosts need none
    assert Seat.objects.count() == 12
    seats.join_line(letters, maya, now=NOON)
    seats.free(letters, people[0], now=SOON)
    assert seats.take(letters, maya, now=SOON)
