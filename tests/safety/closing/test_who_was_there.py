"""After a hard case the specialists who were there and could read it are offered a talk, too."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from rooms.live import actions as live
from rooms.live.models import Message, Room
from rooms.roster.models import Shift
from safety.closing import actions
from safety.closing.models import Debrief
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.states import Outcome
from tests.builders_sessions import bookable_specialist, booked_session, free_time
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.closing.acts import looked_after
from tests.safety.closing.conftest import CUT

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
Say = Callable[..., Message]


@pytest.fixture
def room(db: None) -> Room:
    return live.open_room(name="After a loss", purpose="For anyone.", by=None, now=NOON)


def hosted(room: Room, by: User, *, since: int, until: int, seen: int) -> None:
    """``by`` sits in the room; hours from noon, ``seen`` for the last time."""
    Shift.objects.create(
        room=room,
        host=by,
        starts_at=NOON + since * HOUR,
        ends_at=NOON + until * HOUR,
        began=True,
        seen_at=NOON + seen * HOUR,
    )


def said(room: Room, by: User) -> Flag:
    live.enter(room=room, person=by, name="Quiet Heron", now=NOON)
    posted = live.post_message(room=room, person=by, body=CUT, client_id=uuid4(), now=NOON)
    return Flag.objects.get(subject_id=posted.message.public_id)


def closed(flag: Flag, by: User, *, let_out: bool) -> None:
    flags.claim(flag, by=by, now=NOON)
    if let_out:
        flags.let_out(flag, by=by, now=NOON)
    looked_after(flag, by)
    flags.resolve(flag, by=by, outcome=Outcome.REACHED, now=NOON)


def offered() -> list[User]:
    actions.offer_debriefs(now=NOON + HOUR)
    return [debrief.person for debrief in Debrief.objects.order_by("person")]


def test_the_host_who_was_there_is_offered_one_and_nobody_else(
    room: Room, maya: User, ines: User, sam: User, person: Person
) -> None:
    hosted(room, person("Lou", Role.SPECIALIST), since=-3, until=0, seen=0)
    hosted(room, sam, since=0, until=3, seen=2)
    hosted(room, person("Kim", Role.SPECIALIST), since=3, until=6, seen=6)
    elsewhere = live.open_room(name="Nights", purpose="For anyone.", by=None, now=NOON)
    hosted(elsewhere, person("Bo", Role.SPECIALIST), since=-3, until=3, seen=2)

    closed(said(room, maya), ines, let_out=True)

    assert offered() == sorted([ines, sam], key=lambda each: each.pk)


def test_a_host_who_had_left_is_asked_nothing(
    room: Room, maya: User, ines: User, sam: User, person: Person
) -> None:
    hosted(room, sam, since=-3, until=3, seen=-1)
    hosted(room, person("Kim", Role.SPECIALIST), since=3, until=6, seen=6)

    flag = said(room, maya)
    closed(flag, ines, let_out=flag.held)

    assert offered() == [ines]


def test_a_host_who_never_saw_it_is_asked_nothing(
    room: Room, maya: User, ines: User, sam: User
) -> None:
    hosted(room, sam, since=-3, until=3, seen=3)
    flag = said(room, maya)
    assert flag.held

    closed(flag, ines, let_out=False)

    assert offered() == [ines]


def test_who_wrote_it_is_never_asked_whether_it_was_hard(room: Room, ines: User, sam: User) -> None:
    hosted(room, sam, since=-3, until=3, seen=3)

    closed(said(room, sam), ines, let_out=True)

    assert offered() == [ines]


def test_the_specialist_of_the_session_is_offered_one_once_they_could_read_the_note(
    maya: User, ines: User, sam: User
) -> None:
    profile = bookable_specialist(sam, now=NOON)
    for number, let_out in ((0, True), (4, False)):
        at = free_time(profile, now=NOON, number=number)
        note = f"{CUT} {number}"
        booking = booked_session(maya, profile, NOON, starts_at=at, note=note)
        flag = Flag.objects.get(subject_kind="sessions.booking", subject_id=str(booking.pk))
        assert flag.held
        closed(flag, ines, let_out=let_out)

    offered()

    read, unread = Flag.objects.order_by("pk")
    assert set(Debrief.objects.values_list("flag", "person")) == {
        *((read.pk, ines.pk), (read.pk, sam.pk), (unread.pk, ines.pk))
    }
