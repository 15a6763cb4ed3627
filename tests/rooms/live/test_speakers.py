"""What the path of a message asks for by hand is what the rest of the product would answer."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from peerhub.accounts.models import User
from rooms.bounds.models import Bound, BoundKind
from rooms.bounds.reading import bounds_of
from rooms.live import actions
from rooms.live.actions.speakers import Pace, Speaker, room_of, speakers_of
from rooms.live.models import PACE_WINDOW, Message, Room
from rooms.roster.models import SEEN_LASTS, Shift
from rooms.roster.reading import standing_of
from rooms.roster.states import State
from tests.cast import NOON
from tests.rooms.conftest import Enter, Say

HOUR, SECOND, TICK = timedelta(hours=1), timedelta(seconds=1), timedelta(microseconds=1)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"began": False},
        {"ended": True},
        {"ends_at": NOON},
        {"ends_at": NOON + TICK},
        {"seen_at": None},
        {"seen_at": NOON - SEEN_LASTS},
        {"seen_at": NOON - SEEN_LASTS + TICK},
    ],
    ids=str,
)
def test_a_room_is_staffed_when_the_roster_says_so(
    db: None, sam: User, given: dict[str, datetime | bool | None]
) -> None:
    room = actions.open_room(name="After a loss", purpose="For all.", by=None, now=NOON)
    other = actions.open_room(name="Bad nights", purpose="For all.", by=None, now=NOON)
    whole = {"starts_at": NOON - HOUR, "ends_at": NOON + HOUR, "began": True, "seen_at": NOON}
    Shift.objects.create(room=room, host=sam, **(whole | given))

    found = room_of(room.pk, now=NOON)
    assert found == room
    assert found.is_staffed is (standing_of(room, now=NOON).state == State.OPEN)
    assert room_of(other.pk, now=NOON).is_staffed is False


def test_a_room_that_is_not_there(db: None) -> None:
    with pytest.raises(Room.DoesNotExist):
        room_of(1, now=NOON)


def test_speakers_are_told_apart(
    maya: User, noor: User, sam: User, loss: Room, nights: Room, enter: Enter, say: Say
) -> None:
    actions.appoint_host(room=loss, person=sam, by=None, now=NOON)
    actions.appoint_host(room=nights, person=noor, by=None, now=NOON)
    masks = [enter(one, loss, name).pk for one, name in ((maya, "A"), (noor, "B"), (sam, "C"))]
    known = uuid4()
    enter(maya, nights, "D")
    say(maya, nights, "Elsewhere.", client_id=known)
    old, edge = NOON - PACE_WINDOW - SECOND, NOON - PACE_WINDOW
    say(noor, loss, "Long ago.", client_id=known, now=old)
    say(noor, loss, "Just outside.", now=edge)
    say(noor, loss, "Inside.", now=edge + TICK)

    found = speakers_of(masks, [known], now=NOON, window=2 * PACE_WINDOW)
    nothing = Pace()
    assert found == {
        masks[0]: Speaker(maya.pk, "A", False, False, False, nothing),
        masks[1]: Speaker(noor.pk, "B", False, False, True, Pace(1, edge + TICK)),
        masks[2]: Speaker(sam.pk, "Sam", True, False, False, nothing),
    }
    assert speakers_of([], [known], now=NOON, window=PACE_WINDOW) == {}
    assert Message.objects.count() == 4


@pytest.mark.parametrize("until", [NOON - SECOND, NOON, NOON + TICK])
@pytest.mark.parametrize("lifted", [False, True])
def test_whoever_is_bound_is_asked_about(
    maya: User, sam: User, loss: Room, enter: Enter, until: datetime, lifted: bool
) -> None:
    mask = enter(maya, loss)
    end = {"lifted_at": NOON - SECOND, "lifted_by": sam} if lifted else {}
    Bound.objects.create(
        mask=mask,
        kind=BoundKind.SILENCED,
        reason="…",
        set_at=NOON - HOUR,
        set_by=sam,
        until=until,
        **end,
    )
    (speaker,) = speakers_of([mask.pk], [], now=NOON, window=PACE_WINDOW).values()
    assert speaker.is_bound is bool(bounds_of([mask.pk], now=NOON))


def test_a_name_is_the_one_that_is_worn_now(maya: User, loss: Room, enter: Enter) -> None:
    mask = enter(maya, loss, "Blue Heron")
    actions.change_name(mask, name="Quiet Moss", now=NOON)
    (speaker,) = speakers_of([mask.pk], [], now=NOON, window=PACE_WINDOW).values()
    assert speaker.name == "Quiet Moss"
