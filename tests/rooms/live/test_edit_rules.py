"""New words for an old message are held to all that holds for a new message."""

from datetime import timedelta

import pytest

from peerhub.accounts.models import User
from rooms.bounds.models import Bound
from rooms.live import actions
from rooms.live.models import Gone, Kindness, Message, Room
from rooms.masks.models import Mask
from rooms.roster.models import Shift
from safety.flags.models import Flag
from tests.cast import NOON
from tests.rooms.conftest import Enter, Say

MINUTE = timedelta(minutes=1)
RAISED = "I keep thinking about ending my life."  # level 2: held where nobody hosts
DANGER = "I am going to kill myself tonight."


@pytest.fixture
def maya_here(maya: User, loss: Room, enter: Enter, say: Say) -> Mask:
    mask = enter(maya, loss)
    say(maya, loss, "Good evening.")
    return mask


def changed(mask: Mask, body: str, *, anyway: bool = False, minutes: int = 1) -> Message:
    now = NOON + minutes * MINUTE
    posted = actions.edit(mask=mask, seq=1, body=body, notes=[], anyway=anyway, now=now)
    return posted.message


def now_says(room: Room) -> tuple[str, str]:
    message = Message.objects.get(room=room, seq=1)
    return message.body, message.gone


def bind(mask: Mask, kind: str, by: User) -> Bound:
    return Bound.objects.create(
        mask=mask, kind=kind, reason="…", set_at=NOON, set_by=by, until=NOON + 60 * MINUTE
    )


def test_what_tells_who_one_is_and_is_changed_anyway_waits_for_a_person(
    maya_here: Mask, loss: Room
) -> None:
    with pytest.raises(actions.Nudge):
        changed(maya_here, "Ring me: 555 201 3344.")
    assert now_says(loss) == ("Good evening.", "")

    changed(maya_here, "Ring me: 555 201 3344.", anyway=True)

    assert now_says(loss) == ("Ring me: 555 201 3344.", Gone.HIDDEN)
    assert [flag.kinds for flag in Flag.objects.all()] == [["contact"]]


def test_where_nobody_hosts_an_edit_waits_as_a_message_would(
    maya_here: Mask, loss: Room, say: Say, maya: User
) -> None:
    changed(maya_here, RAISED)
    assert now_says(loss) == (RAISED, "")

    Shift.objects.all().delete()
    changed(maya_here, f"{RAISED} Still.", minutes=2)

    assert now_says(loss) == (f"{RAISED} Still.", Gone.HIDDEN)


@pytest.mark.parametrize(
    ("kind", "refusal"), [("silenced", actions.AskedToPause), ("removed", actions.NotHere)]
)
def test_who_may_not_write_does_not_rewrite_and_is_heard_in_danger(
    kind: str, refusal: type[Exception], maya_here: Mask, sam: User, loss: Room
) -> None:
    bind(maya_here, kind, sam)

    with pytest.raises(refusal):
        changed(maya_here, "Everyone here is a liar.")
    assert now_says(loss) == ("Good evening.", "")

    changed(maya_here, DANGER)
    assert now_says(loss) == (DANGER, Gone.HIDDEN)
    assert Flag.objects.get().excerpt == DANGER


def test_in_a_closed_room_nothing_changes(maya_here: Mask, ines: User, loss: Room) -> None:
    actions.close_room(loss, by=ines, now=NOON)

    with pytest.raises(actions.RoomIsClosed):
        changed(maya_here, "Good morning.")
    with pytest.raises(actions.RoomIsClosed):
        actions.react(mask=maya_here, seq=1, kind=Kindness.HEART, on=True)

    assert now_says(loss) == ("Good evening.", "")
    actions.delete(mask=maya_here, seq=1, now=NOON)  # always one's own to take away
    assert now_says(loss) == ("Good evening.", Gone.DELETED)


def test_very_many_changes_are_slowed_down_and_danger_never_is(maya_here: Mask) -> None:
    for number in range(10):
        changed(maya_here, f"Number {number}")

    with pytest.raises(actions.SlowDown):
        changed(maya_here, "Number ten")
    assert changed(maya_here, DANGER).body == DANGER
    assert changed_later(maya_here).body == "Later."


def changed_later(mask: Mask) -> Message:
    actions.let_out(Message.objects.get(mask=mask))
    return changed(mask, "Later.", minutes=2)


def test_what_a_host_hid_a_moderator_hides_for_good_and_its_author_may_delete(
    maya_here: Mask, sam: User, ines: User, loss: Room
) -> None:
    said = Message.objects.get()
    actions.hide(said, by=sam, now=NOON)
    actions.hide(said, by=ines, now=NOON, for_good=True)
    said.refresh_from_db()
    assert (said.gone, said.gone_by) == (Gone.HIDDEN, ines)

    actions.hide(said, by=sam, now=NOON)
    said.refresh_from_db()
    assert said.gone_by == ines

    actions.delete(mask=maya_here, seq=1, now=NOON)
    actions.show_again(said, by=ines, now=NOON)
    assert now_says(loss) == ("Good evening.", Gone.DELETED)


def test_the_same_words_sent_again_after_they_were_changed_are_no_new_message(
    maya: User, loss: Room, enter: Enter, say: Say
) -> None:
    mask = enter(maya, loss)
    said = say(maya, loss, "I mis him.").message
    changed(mask, "I miss him.")

    again = say(maya, loss, "I mis him.", client_id=said.client_id)

    assert again.message.pk == said.pk
    assert Message.objects.count() == 1
