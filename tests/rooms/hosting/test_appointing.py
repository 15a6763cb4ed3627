"""Who looks after a room: appointed by moderators and supervisors, and ended."""

from datetime import timedelta
from typing import Any

import pytest

from peerhub.accounts.actions import revoke_role
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from peerhub.events import subscribe
from peerhub.notifications.models import Notice
from rooms.hosting import actions
from rooms.hosting.policies import belongs
from rooms.hosting.reading import keepers_of
from rooms.live.events import RoomMustLook
from rooms.live.models import Host, Message, Room
from rooms.masks.models import Mask
from rooms.roster import actions as roster
from rooms.roster.actions import Stretch
from rooms.roster.models import Shift
from rooms.roster.reading import standing_of
from rooms.roster.states import State
from rooms.seats import actions as seats
from rooms.seats.models import Seat
from tests.cast import NOON
from tests.conftest import Person
from tests.rooms.conftest import Enter, Say
from tests.rooms.hosting.conftest import HOUR

SOON = NOON + timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def kim(person: Person) -> User:
    """Kim, a peer specialist who looks after no room."""
    return person("Kim", Role.SPECIALIST)


def told(person: User) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def written(verb: Verb) -> list[tuple[int | None, dict[str, object]]]:
    entries = Entry.objects.filter(verb=verb.value).order_by("pk")
    return [(entry.actor_id, entry.details) for entry in entries]


def host_of(room: Room, person: User) -> Host:
    return Host.objects.select_related("room", "person").get(room=room, person=person)


def test_ines_appoints_kim_who_is_told_and_finds_the_tools(
    room: Room, ines: User, kim: User
) -> None:
    host = actions.appoint(room, kim, by=ines, now=NOON)
    actions.appoint(room, kim, by=ines, now=SOON)  # again changes nothing

    assert (host.since, belongs(kim, room)) == (NOON, True)
    assert told(kim) == ["rooms.host_appointed"]
    assert written(Verb.ROOM_HOST_APPOINTED)[-1] == (ines.pk, {"room": room.pk, "person": kim.pk})
    assert room.hosts.count() == 3


def test_only_moderators_and_supervisors_appoint_and_end(
    room: Room, sam: User, robin: User, maya: User, noor: User, ade: User, kim: User
) -> None:
    for nobody in (sam, robin, maya, noor):
        with pytest.raises(actions.OffShift):
            actions.appoint(room, kim, by=nobody, now=NOON)
        with pytest.raises(actions.OffShift):
            actions.end_host(host_of(room, sam), by=nobody, now=NOON)
    assert {host.person for host in room.hosts.all()} == {sam, robin}

    actions.appoint(room, kim, by=ade, now=NOON)
    actions.end_host(host_of(room, sam), by=ade, now=NOON)
    assert {host.person for host in room.hosts.all()} == {kim, robin}


def test_only_peer_specialists_look_after_rooms(room: Room, ines: User, maya: User) -> None:
    with pytest.raises(actions.CannotHost, match="Only peer specialists"):
        actions.appoint(room, maya, by=ines, now=NOON)


def test_that_kim_talks_under_a_mask_is_not_said_to_ines(
    room: Room, ines: User, kim: User, maya: User, enter: Enter, say: Say, person: Person
) -> None:
    enter(kim, room, "Still River")
    say(kim, room, "I write here as one of you.")
    lou = person("Lou", Role.SPECIALIST)
    enter(maya, room, "Lou")  # somebody else has Lou's name in there
    enter(lou, room, "Far Lantern")

    why = []
    for someone in (kim, lou):
        with pytest.raises(actions.CannotHost) as refused:
            actions.appoint(room, someone, by=ines, now=NOON)
        why.append(refused.value.message.removeprefix(someone.handle))

    assert why[0] == why[1]
    assert (told(kim), told(lou), room.hosts.count()) == ([], [], 2)
    assert Mask.objects.get(room=room, person=kim).name == "Still River"


def test_ending_it_takes_the_tools_and_the_badge_and_can_be_taken_back(
    room: Room, ines: User, sam: User, say: Say
) -> None:
    say(sam, room, "Good evening.")
    host = host_of(room, sam)
    for _ in range(2):
        actions.end_host(host, by=ines, now=SOON)

    assert not belongs(sam, room)
    assert [one.by_host for one in Message.objects.with_host()] == [False]
    assert written(Verb.ROOM_HOST_ENDED) == [(ines.pk, {"room": room.pk, "person": sam.pk})]
    assert told(sam) == ["rooms.host_ended"]
    actions.appoint(room, sam, by=ines, now=SOON)
    assert belongs(sam, room)
    assert [one.by_host for one in Message.objects.with_host()] == [True]


def test_the_shift_that_runs_ends_and_those_to_come_are_taken_out_with_word_to_sam(
    room: Room, nights: Room, ines: User, sam: User, robin: User, shift: Shift
) -> None:
    later = [Stretch(NOON + day * DAY, NOON + day * DAY + HOUR) for day in (1, 2)]
    roster.plan(room, host=sam, stretches=later, by=None, now=NOON)
    (elsewhere,) = roster.plan(
        nights, host=sam, stretches=[Stretch(NOON + 3 * DAY, NOON + 4 * DAY)], by=None, now=NOON
    )
    (robins,) = roster.plan(room, host=robin, stretches=later[:1], by=None, now=NOON)

    actions.end_host(host_of(room, sam), by=ines, now=SOON)

    shift.refresh_from_db()
    assert (shift.ended, standing_of(room, now=SOON).state) == (True, State.QUIET)
    assert set(Shift.objects.filter(began=False)) == {elsewhere, robins}
    assert told(sam) == ["rooms.shift_taken_out"] * 2 + ["rooms.host_ended"]
    assert told(robin) == []


def test_the_room_looks_again(
    room: Room, ines: User, sam: User, django_capture_on_commit_callbacks
) -> None:
    seen: list[RoomMustLook] = []
    subscribe(RoomMustLook, seen.append)
    host = host_of(room, sam)

    with django_capture_on_commit_callbacks(execute=True):
        actions.end_host(host, by=ines, now=SOON)
        actions.end_host(host, by=ines, now=SOON)

    assert seen == [RoomMustLook(room=room.public_id)]


def test_in_a_small_room_a_new_host_leaves_the_seat_and_a_former_one_is_not_sent_away(
    room: Room, ines: User, sam: User, kim: User, maya: User, enter: Enter
) -> None:
    Room.objects.filter(pk=room.pk).update(size=1)
    room.refresh_from_db()
    enter(kim, room, "Still River")
    assert seats.take(room, kim, now=NOON)
    assert not seats.take(room, maya, now=NOON)

    actions.appoint(room, kim, by=ines, now=NOON)
    assert seats.take(room, maya, now=NOON)
    assert seats.seated(room, [kim.pk, maya.pk], now=NOON) == {kim.pk, maya.pk}

    actions.end_host(host_of(room, kim), by=ines, now=NOON)
    assert seats.seated(room, [kim.pk, maya.pk], now=NOON) == {kim.pk, maya.pk}
    assert Seat.objects.filter(room=room).count() == 2


def test_the_list_of_hosts_costs_the_same_for_two_and_for_five(
    room: Room, ines: User, person: Person, django_assert_num_queries
) -> None:
    for count in (2, 5):
        while room.hosts.count() < count:
            number = room.hosts.count()
            actions.appoint(room, person(f"P{number}", Role.SPECIALIST), by=ines, now=NOON)
        with django_assert_num_queries(4):
            assert len(keepers_of(room, now=NOON)) == count


def test_who_is_no_specialist_any_more_hosts_nothing_and_keeps_no_room_open(
    room: Room, sam: User, ade: User, shift: Shift
) -> None:
    assert standing_of(room, now=SOON).state == State.OPEN

    actions.end_who_left(sam.pk, now=SOON)
    actions.end_who_left(sam.pk, now=SOON)  # again changes nothing

    assert standing_of(room, now=SOON).state == State.QUIET
    assert [actor for actor, _ in written(Verb.ROOM_HOST_ENDED)] == [None]


def test_taking_the_role_away_ends_the_hosting(
    room: Room, sam: User, robin: User, ade: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        revoke_role(sam, Role.SPECIALIST, by=ade, now=NOON)

    assert [host.person for host in room.hosts.all()] == [robin]
