from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from peerhub.accounts.models import User
from rooms.live import actions
from rooms.live.models import Attendance, Message, Room
from rooms.live.subject import MessageSubject
from safety.flags.models import Flag
from tests.cast import NOON
from tests.rooms.conftest import Enter, Say

DANGER = "I have the pills in front of me and I am going to kill myself tonight."


def test_what_is_said_gets_the_next_place(
    maya: User, noor: User, loss: Room, enter: Enter, say: Say
) -> None:
    enter(maya, loss)
    enter(noor, loss)

    places = [say(who, loss, "Hello").message.seq for who in (maya, noor, maya)]

    assert places == [1, 2, 3]


def test_sending_again_stores_once(maya: User, loss: Room, enter: Enter, say: Say) -> None:
    enter(maya, loss)
    client_id = uuid4()

    first = say(maya, loss, "Hello", client_id=client_id)
    again = say(maya, loss, "Hello", client_id=client_id)

    assert again.message.pk == first.message.pk
    assert Message.objects.count() == 1


def test_who_has_not_entered_says_nothing(noor: User, loss: Room, say: Say) -> None:
    with pytest.raises(actions.NotHere):
        say(noor, loss, "Hello")


def test_nobody_writes_in_a_closed_room(
    maya: User, ines: User, loss: Room, enter: Enter, say: Say
) -> None:
    enter(maya, loss)
    actions.close_room(loss, by=ines, now=NOON)

    with pytest.raises(actions.RoomIsClosed):
        say(maya, loss, "Hello")
    assert not Message.objects.exists()


def test_a_full_room_asks_to_come_later(maya: User, loss: Room, enter: Enter) -> None:
    actions.count_people(room=loss, process="one", people=loss.size, now=NOON)

    with pytest.raises(actions.RoomIsFull):
        enter(maya, loss)


def test_counts_of_processes_that_died_do_not_count(loss: Room) -> None:
    for process, people, age in (("one", 7, 0), ("two", 5, 30), ("dead", 90, 61)):
        actions.count_people(
            room=loss, process=process, people=people, now=NOON - timedelta(seconds=age)
        )

    assert actions.here(loss, now=NOON) == 12
    assert Attendance.objects.count() == 3


def test_too_much_at_once_is_slowed_down_kindly(
    maya: User, loss: Room, enter: Enter, say: Say
) -> None:
    enter(maya, loss)
    for _ in range(loss.pace):
        say(maya, loss, "and another thing")

    with pytest.raises(actions.SlowDown):
        say(maya, loss, "and one more")
    later = say(maya, loss, "and one more", now=NOON + timedelta(seconds=31))

    assert later.message.seq == loss.pace + 1


def test_words_of_danger_are_never_slowed_down(
    maya: User, loss: Room, enter: Enter, say: Say
) -> None:
    enter(maya, loss)
    for _ in range(loss.pace):
        say(maya, loss, "and another thing")

    posted = say(maya, loss, DANGER)

    assert posted.show_help
    assert Flag.objects.get().subject_id == posted.message.public_id


def test_a_retry_of_words_of_danger_shows_help_and_flags_once(
    maya: User, loss: Room, enter: Enter, say: Say
) -> None:
    enter(maya, loss)
    client_id = uuid4()

    shown = [say(maya, loss, DANGER, client_id=client_id).show_help for _ in range(2)]

    assert shown == [True, True]
    assert Flag.objects.count() == 1


def test_a_held_message_takes_its_place_when_it_is_let_out(
    maya: User, noor: User, loss: Room, enter: Enter, say: Say
) -> None:
    enter(maya, loss)
    enter(noor, loss)
    held = _held(say(maya, loss, "First.").message)
    say(noor, loss, "Second.")

    MessageSubject().release(held.public_id, NOON)
    MessageSubject().release(held.public_id, NOON)

    assert list(Message.objects.said().values_list("seq", "body")) == [
        (2, "Second."),
        (3, "First."),
    ]
    assert Room.objects.get(pk=loss.pk).last_seq == 3


def test_moderators_see_ten_lines_around_under_masks(
    maya: User, noor: User, loss: Room, enter: Enter, say: Say
) -> None:
    enter(maya, loss, "Blue Heron")
    enter(noor, loss, "Quiet Fern")
    said = [
        say((maya, noor)[n % 2], loss, f"line {n}", now=NOON + timedelta(minutes=n)).message
        for n in range(30)
    ]

    context = MessageSubject().context(said[15].public_id)

    assert [line.words for line in context] == [f"line {n}" for n in range(5, 26)]
    assert {line.who for line in context} == {"Blue Heron", "Quiet Fern"}
    assert MessageSubject().place(said[15].public_id) == "Room: After a loss"
    assert MessageSubject().context("nothing") == ()


@pytest.mark.django_db(transaction=True)
def test_eight_writers_leave_no_gap_and_a_reader_misses_nothing(
    person: Any, loss: Room, enter: Enter, say: Say
) -> None:
    writers = [person(f"Writer{n}") for n in range(8)]
    Room.objects.filter(pk=loss.pk).update(pace=1000)
    loss.refresh_from_db()
    for writer in writers:
        enter(writer, loss)
    threads = [Thread(target=_write, args=(say, writer, loss, 25)) for writer in writers]
    seen: list[int] = []

    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        seen += _news(loss, seen)
    seen += _news(loss, seen)

    assert seen == list(range(1, 201))


@pytest.mark.django_db(transaction=True)
def test_the_same_message_from_eight_tabs_is_stored_once(
    maya: User, loss: Room, enter: Enter, say: Say
) -> None:
    enter(maya, loss)
    client_id = uuid4()
    threads = [
        Thread(target=_write, args=(say, maya, loss, 1), kwargs={"client_id": client_id})
        for _ in range(8)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(Message.objects.values_list("seq", flat=True)) == [1]
    assert Room.objects.get(pk=loss.pk).last_seq == 1


def _held(message: Message) -> Message:
    message.seq = None
    message.save(update_fields=["seq"])
    return message


def _write(say: Say, writer: User, room: Room, count: int, **given: Any) -> None:
    for n in range(count):
        say(writer, room, f"word {n}", **given)
    connection.close()


def _news(room: Room, seen: list[int]) -> list[int]:
    said = Message.objects.filter(room=room).after(seen[-1] if seen else 0)
    return [seq for seq in said.values_list("seq", flat=True) if seq]
