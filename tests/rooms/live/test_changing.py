"""Editing, deleting, taking back, hiding, reacting: each change has a place, nothing is lost."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from rooms.live import actions
from rooms.live.lines import event_of
from rooms.live.models import Former, Kindness, Message, Room
from rooms.live.reading.wire import news
from rooms.masks.models import Mask
from safety.flags.models import Flag
from tests.cast import NOON
from tests.rooms.conftest import Enter, Say

MINUTE = timedelta(minutes=1)


@pytest.fixture
def maya_here(maya: User, loss: Room, enter: Enter) -> Mask:
    return enter(maya, loss)


@pytest.fixture
def noor_here(noor: User, loss: Room, enter: Enter) -> Mask:
    return enter(noor, loss)


def told(room: Room, after: int = 0) -> list[dict[str, Any]]:
    """What the wire says after a place."""
    return [event_of(line) for line in news(room.public_id, after=after, count=50)]


def test_own_words_can_be_changed_for_fifteen_minutes_and_what_they_were_is_kept(
    maya: User, maya_here: Mask, loss: Room, say: Say
) -> None:
    said = say(maya, loss, "I mis him.").message

    actions.edit(mask=maya_here, seq=1, body="I miss him.", notes=[], now=NOON + 14 * MINUTE)

    changed = told(loss, after=1)
    assert [(event["seq"], event["change"]["seq"]) for event in changed] == [(2, 1)]
    assert changed[0]["change"]["body"] == "I miss him."
    assert changed[0]["change"]["edited"] is True
    assert [former.body for former in Former.objects.filter(message=said)] == ["I mis him."]
    with pytest.raises(actions.TooLate):
        actions.edit(mask=maya_here, seq=1, body="No.", notes=[], now=NOON + 15 * MINUTE)


def test_nobody_changes_or_deletes_the_words_of_another(
    maya: User, maya_here: Mask, noor_here: Mask, loss: Room, say: Say
) -> None:
    said = say(maya, loss, "These are mine.").message

    with pytest.raises(actions.NotYours):
        actions.edit(mask=noor_here, seq=1, body="Not any more.", notes=[], now=NOON)
    with pytest.raises(actions.NotYours):
        actions.delete(mask=noor_here, seq=1, now=NOON)
    with pytest.raises(actions.NotYours):
        actions.undo(mask=noor_here, client_id=said.client_id, now=NOON)
    assert told(loss)[0]["body"] == "These are mine."


def test_an_edit_that_sounds_like_danger_is_seen_by_a_person_before_the_others(
    maya: User, maya_here: Mask, loss: Room, say: Say
) -> None:
    say(maya, loss, "I had a bad day.")

    posted = actions.edit(
        mask=maya_here, seq=1, body="I am going to kill myself tonight.", notes=[], now=NOON
    )

    assert posted.show_help
    (flag,) = Flag.objects.all()
    assert "kill myself" in flag.excerpt
    assert told(loss, after=1)[0]["change"]["body"] == ""
    actions.let_out(posted.message)
    assert told(loss, after=2)[0]["change"]["body"] == "I am going to kill myself tonight."


def test_a_deleted_message_leaves_its_place_and_moderators_keep_the_words(
    maya: User, maya_here: Mask, loss: Room, say: Say
) -> None:
    said = say(maya, loss, "I should not have said that.").message

    actions.delete(mask=maya_here, seq=1, now=NOON + 3 * 60 * MINUTE)
    actions.delete(mask=maya_here, seq=1, now=NOON + 3 * 60 * MINUTE)

    first, change = told(loss)
    assert (first["body"], first["gone"]) == ("", "deleted")
    assert (change["seq"], change["change"]["gone"]) == (2, "deleted")
    assert Message.objects.get(pk=said.pk).body == "I should not have said that."


def test_ten_seconds_to_take_it_back(maya: User, maya_here: Mask, loss: Room, say: Say) -> None:
    first = say(maya, loss, "Sent too early").message
    say(maya, loss, "Second")

    back = actions.undo(mask=maya_here, client_id=first.client_id, now=NOON + timedelta(seconds=9))

    assert back.body == "Sent too early"
    assert told(loss)[0]["gone"] == "withdrawn"
    later = say(maya, loss, "Third").message
    with pytest.raises(actions.TooLate):
        actions.undo(mask=maya_here, client_id=later.client_id, now=NOON + timedelta(seconds=16))


def test_words_taken_back_while_they_were_held_are_never_shown_but_were_heard(
    maya: User, maya_here: Mask, loss: Room, say: Say
) -> None:
    held = say(maya, loss, "I am going to kill myself tonight.").message
    assert held.seq is None

    actions.undo(mask=maya_here, client_id=held.client_id, now=NOON)
    actions.let_out(held)

    assert told(loss) == []
    assert Flag.objects.count() == 1


def test_a_hidden_message_comes_back_whole_and_both_deeds_are_written_down(
    maya: User, maya_here: Mask, ines: User, loss: Room, say: Say
) -> None:
    said = say(maya, loss, "Call me at the office.").message

    actions.hide(said, by=ines, now=NOON)
    hidden = told(loss, after=1)
    actions.show_again(said, by=ines, now=NOON)
    shown = told(loss, after=2)

    assert hidden[0]["change"]["gone"] == "hidden"
    assert shown[0]["change"]["body"] == "Call me at the office."
    deeds = Entry.objects.filter(verb__startswith="rooms.message").order_by("pk")
    assert [(deed.verb, deed.actor_id) for deed in deeds] == [
        ("rooms.message_hidden", ines.pk),
        ("rooms.message_shown", ines.pk),
    ]


def test_what_its_author_deleted_no_host_can_show_again(
    maya: User, maya_here: Mask, ines: User, loss: Room, say: Say
) -> None:
    said = say(maya, loss, "Gone is gone.").message
    actions.delete(mask=maya_here, seq=1, now=NOON)

    actions.show_again(said, by=ines, now=NOON)

    assert told(loss)[0]["gone"] == "deleted"


def test_reactions_tell_that_somebody_felt_so_and_never_how_many(
    maya: User, maya_here: Mask, noor_here: Mask, loss: Room, say: Say
) -> None:
    say(maya, loss, "I went outside today.")

    actions.react(mask=noor_here, seq=1, kind=Kindness.STRENGTH, on=True)
    one = told(loss, after=1)
    actions.react(mask=maya_here, seq=1, kind=Kindness.STRENGTH, on=True)
    two = told(loss, after=1)
    actions.react(mask=noor_here, seq=1, kind=Kindness.STRENGTH, on=False)
    still = told(loss, after=1)
    actions.react(mask=maya_here, seq=1, kind=Kindness.STRENGTH, on=False)
    none = told(loss, after=2)

    assert one == two == still
    assert one[0]["change"]["kinds"] == ["strength"]
    assert none[0]["change"]["kinds"] == []


def test_a_reply_quotes_the_beginning_and_forgets_it_when_the_message_goes(
    maya: User, maya_here: Mask, noor: User, noor_here: Mask, loss: Room, say: Say
) -> None:
    say(maya, loss, "word " * 60)
    say(noor, loss, "I read that twice.", reply=1)

    quote = told(loss)[1]["reply"]
    actions.delete(mask=maya_here, seq=1, now=NOON)

    assert quote["seq"] == 1
    assert quote["name"] == maya_here.name
    assert quote["words"] == ("word " * 28).rstrip() + "…"
    assert told(loss)[1]["reply"]["words"] == ""


def test_what_stands_behind_a_hole_waits_for_it(
    maya: User, maya_here: Mask, loss: Room, say: Say
) -> None:
    for number in range(3):
        say(maya, loss, f"Number {number}", client_id=uuid4())
    Message.objects.filter(room=loss, seq=2).update(seq=9)

    assert [event["seq"] for event in told(loss)] == [1]


def test_reading_never_goes_backwards_or_beyond_the_room(
    maya: User, maya_here: Mask, loss: Room, say: Say
) -> None:
    for number in range(3):
        say(maya, loss, f"Number {number}")

    for seq in (2, 1, 99):
        actions.mark_read(maya_here, seq=seq)

    maya_here.refresh_from_db()
    assert maya_here.read_seq == 3
