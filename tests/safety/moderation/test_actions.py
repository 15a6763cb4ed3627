"""Several steps in one go: all or none, each with an end or an undo, and nobody is left untold."""

from datetime import timedelta

import pytest
from django.utils import timezone

from peerhub.accounts import pausing
from peerhub.accounts.models import Pause, User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from peerhub.errors import DomainError
from rooms.bounds.models import Bound
from rooms.live.models import Message, Room
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.pauses import LASTS
from safety.flags.states import Act, Fate, Outcome, Reason
from safety.moderation.actions import take
from safety.moderation.steps import AGAIN, HID, MUTES, Steps
from safety.talk import actions as talk
from safety.talk.models import TalkLine
from tests.conftest import Person
from tests.safety.flags.in_a_room import case_of, entered, is_open, said
from tests.safety.flags.texts import HIGH, LOW, flagged

TOLD = "Some words hurt people here."
ALL = Steps(TOLD, warn=True, hide=True, mute=MUTES["1-hour"], pause=LASTS["24-hours"])


def message_of(flag: Flag) -> Message:
    return Message.objects.get(public_id=flag.subject_id)


def acts(flag: Flag) -> list[str]:
    return [note.act for note in flag.notes.order_by("pk")[2:]]


def test_all_steps_at_once(flag: Flag, maya: User, ines: User) -> None:
    now = timezone.now()

    take(flag, ALL, by=ines, now=now)

    (line,) = TalkLine.objects.all()
    assert line.words == f"{TOLD}\n\n{HID}\n\n{AGAIN}"
    assert message_of(flag).gone == "hidden"
    (bound,) = Bound.objects.all()
    assert (bound.mask.person, bound.until, bound.reason) == (
        maya,
        now + timedelta(hours=1),
        TOLD,
    )
    assert Pause.objects.get().until == now + timedelta(hours=24)
    assert not is_open(maya)
    assert acts(flag) == [Act.WROTE_TO, Act.HIDDEN, Act.MUTED, Act.PAUSED]
    entry = Entry.objects.get(verb="safety.flag_steps_chosen")
    assert entry.details == {"steps": "warn,hide,mute:1-hour,pause:24-hours"}


def test_where_one_step_cannot_be_none_is(room: Room, person: Person, ines: User) -> None:
    colleague = person("Theo", Role.SPECIALIST)
    entered(colleague, room, "Grey Finch")
    now = timezone.now()
    flag = flags.claim(case_of(said(colleague, room, LOW, now=now)), by=ines, now=now)

    with pytest.raises(pausing.NotThisPerson):
        take(flag, ALL, by=ines, now=now)

    assert (acts(flag), message_of(flag).gone) == ([], "")
    assert not TalkLine.objects.exists()
    assert not Bound.objects.exists()
    assert not Entry.objects.filter(verb="safety.flag_steps_chosen").exists()


def test_nobody_is_hidden_without_being_told(flag: Flag, ines: User) -> None:
    take(flag, Steps(TOLD, hide=True), by=ines, now=timezone.now())

    assert HID in TalkLine.objects.get().words
    assert acts(flag) == [Act.WROTE_TO, Act.HIDDEN]


def test_a_mute_alone_writes_no_letter(flag: Flag, ines: User) -> None:
    take(flag, Steps(TOLD, mute=MUTES["24-hours"]), by=ines, now=timezone.now())

    assert acts(flag) == [Act.MUTED]


def test_who_left_the_conversation_gets_no_letter_and_the_step_is_taken(
    flag: Flag, maya: User, ines: User
) -> None:
    now = timezone.now()
    line = talk.write(flag, "Hello.", by=ines, now=now)
    talk.leave(line.talk, by=maya, now=now)

    take(flag, Steps(TOLD, hide=True), by=ines, now=now)

    assert (TalkLine.objects.count(), message_of(flag).gone) == (1, "hidden")


def test_only_whoever_is_on_the_case_takes_steps(flag: Flag, ade: User) -> None:
    with pytest.raises(flags.NotYours):
        take(flag, ALL, by=ade, now=timezone.now())

    assert acts(flag) == []


def test_something_must_be_chosen(flag: Flag, ines: User) -> None:
    with pytest.raises(flags.NotThisWay, match="at least one"):
        take(flag, Steps(TOLD), by=ines, now=timezone.now())


@pytest.mark.parametrize("steps", [Steps(TOLD, hide=True), Steps(TOLD, mute=MUTES["1-hour"])])
def test_what_the_owner_cannot_do_is_refused(steps: Steps, maya: User, ines: User) -> None:
    now = timezone.now()
    flag = flags.claim(flagged(maya, now=now), by=ines, now=now)

    with pytest.raises(flags.NotThisWay):
        take(flag, steps, by=ines, now=now)

    assert acts(flag) == []


def test_each_step_is_undone_also_after_the_end_and_by_a_colleague(
    flag: Flag, room: Room, maya: User, ines: User, ade: User
) -> None:
    now = timezone.now()
    take(flag, ALL, by=ines, now=now)
    flags.resolve(flag, by=ines, outcome=Outcome.REACHED, now=now)

    flags.show_text(flag, by=ade, now=now)
    flags.unmute_author(flag, by=ade, now=now)
    flags.end_pause(flag, by=ade, now=now)

    assert (message_of(flag).gone, is_open(maya)) == ("", True)
    assert said(maya, room, "The kettle is on.", now=now).seq
    assert acts(flag)[-3:] == [Act.SHOWN, Act.UNMUTED, Act.UNPAUSED]


def test_undoing_what_is_not_there_says_so(flag: Flag, ines: User) -> None:
    now = timezone.now()
    with pytest.raises(flags.NotThisWay, match="Nothing is hidden"):
        flags.show_text(flag, by=ines, now=now)
    take(flag, Steps(TOLD, mute=MUTES["1-hour"]), by=ines, now=now)

    with pytest.raises(flags.NotThisWay, match="already"):
        flags.unmute_author(flag, by=ines, now=now + timedelta(minutes=61))


def test_a_muted_writer_is_refused_and_can_write_when_it_is_over(
    flag: Flag, room: Room, maya: User, ines: User
) -> None:
    now = timezone.now()
    take(flag, Steps(TOLD, mute=MUTES["1-hour"]), by=ines, now=now)

    assert flags.muted_until(flag, now=now) == now + timedelta(hours=1)
    with pytest.raises(DomainError, match="asked you not to write here"):
        said(maya, room, "The kettle is on.", now=now + timedelta(minutes=59))
    assert flags.muted_until(flag, now=now + timedelta(hours=1)) is None


def test_nobody_is_told_that_a_hidden_message_was_left(
    flag: Flag, noor: User, room: Room, ines: User
) -> None:
    now = timezone.now()
    entered(noor, room, "Small Otter")
    flags.report(flag.subject, flags.Worry(Reason.UNKIND), by=noor, now=now)
    take(flag, Steps(TOLD, hide=True), by=ines, now=now)

    with pytest.raises(flags.NotThisWay, match="Show it again first"):
        flags.resolve(flag, by=ines, outcome=Outcome.REACHED, fate=Fate.LEFT, now=now)

    flags.show_text(flag, by=ines, now=now)
    flags.resolve(flag, by=ines, outcome=Outcome.REACHED, fate=Fate.LEFT, now=now)


def test_a_hidden_message_is_not_let_out_before_it_is_shown_again(
    room: Room, maya: User, ines: User
) -> None:
    now = timezone.now()
    held = flags.claim(case_of(said(maya, room, HIGH, now=now)), by=ines, now=now)
    take(held, Steps(TOLD, hide=True), by=ines, now=now)

    with pytest.raises(flags.NotThisWay, match="Show it again first"):
        flags.let_out(held, by=ines, now=now)

    flags.show_text(held, by=ines, now=now)
    flags.let_out(held, by=ines, now=now)
    message = message_of(held)
    assert (message.gone, message.seq is not None) == ("", True)
