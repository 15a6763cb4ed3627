"""Muting and removing for a while: by who is there, with a reason, never for good."""

from datetime import timedelta

import pytest

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from peerhub.events import subscribe
from peerhub.notifications.models import Notice
from rooms.bounds.events import BoundSet
from rooms.bounds.models import Bound, BoundKind
from rooms.bounds.reading import bounds_of, holding_in
from rooms.hosting import actions
from rooms.hosting.measures import MEASURES, REASONS
from rooms.live.actions import AskedToPause, NotHere
from rooms.live.actions import delete as delete_message
from rooms.live.actions import edit as edit_message
from rooms.live.models import Message, Room
from rooms.masks.models import Mask
from rooms.roster import actions as roster
from rooms.roster.models import SEEN_LASTS, Shift
from rooms.seats import actions as seats
from rooms.seats.models import Seat
from safety.deeds.models import Deed
from safety.flags.models import Flag
from tests.cast import NOON
from tests.rooms.conftest import Enter, Say
from tests.safety.flags.texts import HIGH

MUTE, REMOVE = MEASURES["mute-1-hour"], MEASURES["remove-24-hours"]
WHY = "A lot came at once."
LATER = NOON + timedelta(minutes=1)


def muted(heron: Mask, by: User) -> Bound:
    return actions.bind(heron, MUTE, reason=WHY, by=by, now=LATER)


def verbs() -> list[str]:
    ours = (Verb.BOUND_SET.value, Verb.BOUND_LIFTED.value)
    return list(Entry.objects.filter(verb__in=ours).order_by("pk").values_list("verb", flat=True))


def test_sam_on_shift_mutes_maya_who_reads_why_and_until_when(
    room: Room, sam: User, maya: User, said: Message, heron: Mask, say: Say
) -> None:
    bound = muted(heron, sam)

    assert bounds_of([heron.pk], now=LATER) == {heron.pk: bound}
    assert (bound.kind, bound.reason, bound.until) == (
        BoundKind.SILENCED,
        WHY,
        LATER + timedelta(hours=1),
    )
    with pytest.raises(AskedToPause):
        say(maya, room, "And the tea?", now=LATER)
    assert verbs() == ["rooms.bound_set"]


def test_it_ends_by_itself(room: Room, sam: User, maya: User, heron: Mask, say: Say) -> None:
    bound = muted(heron, sam)

    assert say(maya, room, "Here again.", now=bound.until).message.seq == 1
    assert bounds_of([heron.pk], now=bound.until) == {}


def test_sam_can_lift_it_at_any_time_and_it_stays_written_down(
    room: Room, sam: User, maya: User, heron: Mask, say: Say
) -> None:
    bound = muted(heron, sam)
    actions.lift(bound, by=sam, now=LATER)
    actions.lift(bound, by=sam, now=LATER)

    assert holding_in(room, now=LATER) == []
    assert say(maya, room, "Thank you.", now=LATER).message.seq == 1
    assert Bound.objects.get().lifted_by == sam
    assert verbs() == ["rooms.bound_set", "rooms.bound_lifted"]


def test_a_removed_person_may_not_write_and_keeps_what_they_could_see(
    room: Room, sam: User, maya: User, said: Message, heron: Mask, say: Say
) -> None:
    bound = actions.bind(heron, REMOVE, reason=WHY, by=sam, now=LATER)

    assert bound.upto_seq == said.seq == 1
    with pytest.raises(NotHere):
        say(maya, room, "Wait.", now=LATER)


def test_the_seat_of_who_is_removed_is_free_for_the_next(
    room: Room, sam: User, maya: User, noor: User, heron: Mask
) -> None:
    room.size = 1
    room.save()
    heron.room.refresh_from_db()
    assert seats.take(room, maya, now=NOON)
    seats.join_line(room, noor, now=NOON)

    actions.bind(heron, REMOVE, reason=WHY, by=sam, now=LATER)

    assert not Seat.objects.exists()
    assert seats.take(room, noor, now=LATER)


def test_the_room_looks_at_once_who_may_stay(
    room: Room, sam: User, heron: Mask, django_capture_on_commit_callbacks
) -> None:
    told: list[BoundSet] = []
    subscribe(BoundSet, told.append)

    with django_capture_on_commit_callbacks(execute=True):
        bound = muted(heron, sam)
    with django_capture_on_commit_callbacks(execute=True):
        actions.lift(bound, by=sam, now=LATER)

    assert told == [BoundSet(room=room.public_id)] * 2


def test_robin_off_shift_a_supervisor_a_member_and_noor_change_nothing(
    robin: User, ade: User, maya: User, noor: User, said: Message, heron: Mask
) -> None:
    for nobody in (robin, ade, maya, noor):
        with pytest.raises(actions.OffShift):
            muted(heron, nobody)
        with pytest.raises(actions.OffShift):
            actions.hide(said, by=nobody, now=LATER)

    assert Bound.objects.count() == 0
    assert verbs() == []


def test_sam_who_went_or_fell_silent_or_whose_shift_is_over_changes_nothing(
    shift: Shift, sam: User, heron: Mask
) -> None:
    with pytest.raises(actions.OffShift):
        actions.bind(heron, MUTE, reason=WHY, by=sam, now=NOON + SEEN_LASTS)
    with pytest.raises(actions.OffShift):
        actions.bind(heron, MUTE, reason=WHY, by=sam, now=shift.ends_at)
    roster.end(shift, now=LATER)
    with pytest.raises(actions.OffShift):
        muted(heron, sam)


def test_on_shift_in_one_room_is_not_on_shift_in_another(
    sam: User, maya: User, nights: Room, shift: Shift, enter: Enter
) -> None:
    other = enter(maya, nights)

    with pytest.raises(actions.OffShift):
        muted(other, sam)


def test_ines_may_at_any_time_and_lifts_what_a_host_set(sam: User, ines: User, heron: Mask) -> None:
    bound = muted(heron, sam)
    actions.lift(bound, by=ines, now=LATER)

    assert Bound.objects.get().lifted_by == ines
    assert muted(heron, ines).set_by == ines


def test_a_host_binds_no_host_and_a_moderator_under_a_mask_is_like_everybody(
    room: Room, sam: User, robin: User, ines: User, shift: Shift, enter: Enter
) -> None:
    """To refuse for a mask without a badge would tell hosts who moderates, in every room."""
    robins = Mask.objects.get(person=robin)

    with pytest.raises(actions.NotThisPerson):
        muted(robins, sam)
    assert Bound.objects.count() == 0

    assert muted(enter(ines, room, "Green Fern"), sam).set_by == sam
    assert muted(robins, ines).set_by == ines


def test_a_removal_counts_more_than_a_longer_mute(sam: User, heron: Mask) -> None:
    actions.bind(heron, MEASURES["mute-24-hours"], reason=WHY, by=sam, now=LATER)
    removed = actions.bind(heron, MEASURES["remove-1-hour"], reason=WHY, by=sam, now=LATER)

    assert bounds_of([heron.pk], now=LATER) == {heron.pk: removed}


def test_a_cry_for_help_of_a_muted_person_is_heard(
    room: Room, sam: User, maya: User, heron: Mask, say: Say
) -> None:
    muted(heron, sam)

    posted = say(maya, room, HIGH, now=LATER)

    assert (posted.show_help, posted.message.held) == (True, True)


def test_what_a_host_writes_is_watched_like_every_text_and_the_ready_reasons_raise_nothing(
    sam: User, heron: Mask
) -> None:
    for reason in REASONS.values():
        actions.bind(heron, MUTE, reason=reason, by=sam, now=LATER)
    assert Flag.objects.count() == 0

    actions.bind(heron, MUTE, reason=HIGH, by=sam, now=LATER)
    flag = Flag.objects.get()
    assert (flag.author, flag.held, flag.subject_kind) == (sam, False, actions.BOUND_SUBJECT)


def test_sam_hides_a_message_and_shows_it_again(sam: User, said: Message) -> None:
    actions.hide(said, by=sam, now=LATER)
    said.refresh_from_db()
    assert (said.gone, said.gone_by) == ("hidden", sam)

    actions.show_again(said, by=sam, now=LATER)
    said.refresh_from_db()
    assert said.gone == ""


def test_what_a_moderator_hid_or_reads_first_is_not_shown_by_a_host(
    room: Room, sam: User, ines: User, maya: User, heron: Mask, said: Message
) -> None:
    actions.hide(said, by=ines, now=LATER)
    said.refresh_from_db()
    with pytest.raises(actions.NotThisPerson):
        actions.show_again(said, by=sam, now=LATER)
    actions.show_again(said, by=ines, now=LATER)

    edit_message(mask=heron, seq=1, body=HIGH, notes=(), now=LATER)
    said.refresh_from_db()
    assert (said.gone, said.gone_by) == ("hidden", maya)
    for anybody in (sam, ines):
        with pytest.raises(actions.NotThisPerson):
            actions.show_again(said, by=anybody, now=LATER)
    said.refresh_from_db()
    assert said.gone == "hidden"


@pytest.mark.parametrize("how", ["deleted", "waits for a moderator"])
def test_of_what_could_not_be_hidden_its_author_is_told_nothing(
    how: str, sam: User, maya: User, heron: Mask, said: Message
) -> None:
    if how == "deleted":
        delete_message(mask=heron, seq=1, now=LATER)
    else:
        edit_message(mask=heron, seq=1, body=HIGH, notes=(), now=LATER)
    before = said.gone, said.gone_by
    Notice.objects.all().delete()

    with pytest.raises(actions.AlreadyGone):
        actions.hide(said, by=sam, now=LATER)

    assert (Deed.objects.count(), Notice.objects.count()) == (0, 0)
    said.refresh_from_db()
    assert ((said.gone, said.gone_by) == before, said.gone_by) == (False, maya)


def test_whoever_hides_once_more_is_one_of_those_who_decided(
    sam: User, ines: User, said: Message
) -> None:
    for by in (ines, sam, sam):
        actions.hide(said, by=by, now=LATER)

    deed = Deed.objects.get()
    assert (deed.by, deed.also_by) == (ines, [sam.pk])
