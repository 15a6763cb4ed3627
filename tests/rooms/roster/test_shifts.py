"""Shifts: planned, begun, kept alive by signs of the host, ended; and how a room stands by them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from peerhub.events import subscribe
from peerhub.notifications.models import Notice
from peerhub.weeks import weekly
from rooms.live import actions as live
from rooms.live.models import Room
from rooms.roster import actions
from rooms.roster.actions import Stretch
from rooms.roster.events import ShiftChanged
from rooms.roster.models import SEEN_LASTS, Shift
from rooms.roster.reading import Standing, is_on_shift, shift_here, standing_of, standings
from rooms.roster.states import State
from tests.cast import NOON
from tests.conftest import Person

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
EVENING = NOON + 6 * HOUR  # six
Plan = Callable[..., Shift]


@pytest.fixture
def robin(person: Person) -> User:
    return person("Robin", Role.SPECIALIST)


@pytest.fixture
def room(db: None, sam: User, robin: User) -> Room:
    return opened("After a loss", sam, robin)


def opened(name: str, *hosts: User) -> Room:
    made = live.open_room(name=name, purpose="For all.", by=None, now=NOON)
    for host in hosts:
        live.appoint_host(room=made, person=host, by=None, now=NOON)
    return made


def planned(room: Room, host: User, since: datetime = EVENING, *, hours: int = 3) -> Shift:
    stretch = Stretch(since, since + hours * HOUR)
    (shift,) = actions.plan(room, host=host, stretches=[stretch], by=None, now=NOON)
    return shift


def test_a_room_is_quiet_until_its_host_says_i_am_here(room: Room, sam: User) -> None:
    shift = planned(room, sam)

    assert standing_of(room, now=EVENING) == Standing(
        State.QUIET, next_at=EVENING, next_hosts=("Sam",)
    )
    actions.begin(shift, now=EVENING)
    assert standing_of(room, now=EVENING) == Standing(
        State.OPEN, hosts=("Sam",), until=EVENING + 3 * HOUR
    )


def test_a_shift_can_be_begun_fifteen_minutes_early_and_no_earlier(room: Room, sam: User) -> None:
    shift = planned(room, sam)

    with pytest.raises(actions.NotNow, match="15 minutes before it starts"):
        actions.begin(shift, now=EVENING - 15 * MINUTE - timedelta(seconds=1))
    actions.begin(shift, now=EVENING - 15 * MINUTE)
    assert is_on_shift(room, sam, now=EVENING - 15 * MINUTE)


def test_a_shift_that_is_over_is_not_begun(room: Room, sam: User) -> None:
    shift = planned(room, sam)

    with pytest.raises(actions.NotNow, match="over"):
        actions.begin(shift, now=shift.ends_at)


def test_a_host_silent_for_five_minutes_is_not_counted_until_they_are_seen(
    room: Room, sam: User
) -> None:
    actions.begin(planned(room, sam), now=EVENING)
    silent = EVENING + SEEN_LASTS

    assert standing_of(room, now=silent - timedelta(seconds=1)).state == State.OPEN
    assert standing_of(room, now=silent).state == State.QUIET
    actions.see_hosts(room, [sam.pk], now=silent)
    assert standing_of(room, now=silent).state == State.OPEN


def test_a_sign_of_somebody_else_or_in_another_room_or_after_the_end_keeps_nothing(
    room: Room, sam: User, robin: User, maya: User, noor: User
) -> None:
    other = opened("Nights", sam)
    shift = planned(room, sam)
    actions.begin(shift, now=EVENING)
    later = EVENING + 10 * MINUTE

    actions.see_hosts(room, [robin.pk, maya.pk, noor.pk], now=later)
    actions.see_hosts(other, [sam.pk], now=later)
    actions.see_hosts(room, [sam.pk], now=shift.ends_at)
    actions.see_hosts(room, [], now=later)

    assert Shift.objects.get().seen_at == EVENING
    assert Room.objects.get(pk=other.pk).hosted_at is None
    assert Room.objects.get(pk=room.pk).hosted_at == EVENING


def test_who_leaves_early_can_come_back(room: Room, sam: User) -> None:
    shift = planned(room, sam)
    actions.begin(shift, now=EVENING)
    actions.end(shift, now=EVENING + HOUR)
    assert standing_of(room, now=EVENING + HOUR).state == State.QUIET
    actions.see_hosts(room, [sam.pk], now=EVENING + HOUR)
    assert standing_of(room, now=EVENING + HOUR).state == State.QUIET

    actions.begin(shift, now=EVENING + 2 * HOUR)
    assert standing_of(room, now=EVENING + 2 * HOUR).hosts == ("Sam",)
    verbs = Entry.objects.filter(subject_kind="rooms.shift").order_by("pk")
    assert [entry.verb for entry in verbs] == [
        "rooms.shift_planned",
        "rooms.shift_begun",
        "rooms.shift_ended",
        "rooms.shift_begun",
    ]


def test_the_room_is_told_of_each_change(
    room: Room, sam: User, django_capture_on_commit_callbacks
) -> None:
    told: list[ShiftChanged] = []
    subscribe(ShiftChanged, told.append)
    shift = planned(room, sam)
    for deed in (actions.begin, actions.end, actions.end):
        with django_capture_on_commit_callbacks(execute=True):
            deed(shift, now=EVENING)

    assert told == [ShiftChanged(room=room.public_id)] * 2


def test_only_a_moderator_closes_and_a_closed_room_has_no_hosts(
    room: Room, sam: User, ines: User
) -> None:
    actions.begin(planned(room, sam), now=EVENING)
    live.close_room(room, by=ines, now=EVENING)

    assert standing_of(room, now=EVENING) == Standing(State.CLOSED)


def test_two_hosts_are_both_named_and_the_later_end_counts(
    room: Room, sam: User, robin: User
) -> None:
    actions.begin(planned(room, sam, hours=4), now=EVENING)
    actions.begin(planned(room, robin, hours=3), now=EVENING)

    standing = standing_of(room, now=EVENING)
    assert (set(standing.hosts), standing.until) == ({"Sam", "Robin"}, EVENING + 4 * HOUR)


def test_a_host_who_does_not_come_is_promised_for_a_quarter_of_an_hour(
    room: Room, sam: User, robin: User
) -> None:
    planned(room, sam, hours=1)
    planned(room, robin, EVENING + 2 * HOUR)

    late = EVENING + 15 * MINUTE
    assert standing_of(room, now=late - MINUTE).next_hosts == ("Sam",)
    assert standing_of(room, now=late).next_hosts == ("Robin",)


def test_nobody_sits_in_two_rooms_at_once_and_is_told_so_kindly(
    room: Room, sam: User, ade: User
) -> None:
    other = opened("Nights", sam)
    planned(room, sam)
    for since in (EVENING - HOUR, EVENING + 2 * HOUR):
        stretches = [Stretch(since, since + 2 * HOUR)]
        with pytest.raises(actions.Overlaps, match="Sam already sits in “After a loss” on Monday"):
            actions.plan(other, host=sam, stretches=stretches, by=ade, now=NOON)
    planned(other, sam, EVENING + 3 * HOUR)  # one after the other is well

    assert Shift.objects.count() == 2


def test_the_database_keeps_two_supervisors_apart(room: Room, sam: User) -> None:
    shift = planned(room, sam)

    with pytest.raises(IntegrityError), transaction.atomic():
        Shift.objects.create(room=room, host=sam, starts_at=shift.starts_at, ends_at=shift.ends_at)


def test_of_several_weeks_all_are_planned_or_none(room: Room, sam: User, ade: User) -> None:
    planned(room, sam, EVENING + timedelta(weeks=2))
    weeks = weekly(date(2026, 11, 23), time(18), time(20), weeks=4, zone=ZoneInfo("UTC"))

    with pytest.raises(actions.Overlaps):
        actions.plan(room, host=sam, stretches=weeks, by=ade, now=NOON)
    assert Shift.objects.count() == 1


def test_the_past_is_not_planned(room: Room, sam: User, ade: User) -> None:
    with pytest.raises(actions.NotNow):
        actions.plan(room, host=sam, stretches=[Stretch(NOON - HOUR, NOON)], by=ade, now=NOON)


def test_the_time_on_the_wall_stays_when_the_clocks_change() -> None:
    for zone, before, after in (
        ("America/New_York", 2, 3),  # back on 1 November 2026
        ("Europe/London", 21, 22),  # back on 25 October 2026
    ):
        day = date(2026, 10, 30) if "York" in zone else date(2026, 10, 23)
        first, second = weekly(day, time(22), time(1), weeks=2, zone=ZoneInfo(zone))
        assert (first.starts_at.hour, second.starts_at.hour) == (before, after)
        assert first.ends_at - first.starts_at == second.ends_at - second.starts_at == 3 * HOUR
        assert first.starts_at.tzinfo == UTC


def test_a_shift_nobody_began_is_taken_out_and_its_host_is_told(
    room: Room, sam: User, ade: User
) -> None:
    stretches = [Stretch(EVENING, EVENING + HOUR)]
    (shift,) = actions.plan(room, host=sam, stretches=stretches, by=ade, now=NOON)
    actions.take_out(shift, by=ade, now=NOON)

    assert Shift.objects.count() == 0
    kinds = Notice.objects.filter(person=sam).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["rooms.shift_planned", "rooms.shift_taken_out"]


def test_a_shift_that_was_begun_stays(room: Room, sam: User, ade: User) -> None:
    shift = planned(room, sam)
    actions.begin(shift, now=EVENING)

    with pytest.raises(actions.NotNow):
        actions.take_out(shift, by=ade, now=EVENING)


def test_the_shift_of_this_hour_is_found_and_no_other(room: Room, sam: User, noor: User) -> None:
    shift = planned(room, sam)
    planned(room, sam, EVENING + 3 * HOUR)

    assert shift_here(room, sam, now=EVENING - 16 * MINUTE) is None
    assert shift_here(room, sam, now=EVENING - 15 * MINUTE) == shift
    actions.begin(shift, now=EVENING)
    assert shift_here(room, sam, now=shift.ends_at - MINUTE) == shift
    assert shift_here(room, noor, now=EVENING) is None


def test_many_rooms_cost_as_many_questions_as_one(room: Room, sam: User, robin: User) -> None:
    rooms = [room, *(opened(f"Room {number}", sam, robin) for number in range(5))]
    for number, each in enumerate(rooms):
        planned(each, sam, NOON + number * HOUR, hours=1)
        planned(each, robin, NOON + number * HOUR, hours=1)

    counts = []
    for some in (rooms[:1], rooms):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            standings(some, now=NOON)
        counts.append(len(asked))
    assert counts[0] == counts[1] == 3
