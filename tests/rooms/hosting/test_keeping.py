"""Prompts, slow mode, one-to-one, calling a moderator, saying that it was wrong."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from peerhub.notifications.models import Notice
from rooms.hosting import actions
from rooms.hosting.measures import MEASURES
from rooms.live.actions import SlowDown
from rooms.live.models import Message, Room
from rooms.masks.models import Mask
from rooms.roster.models import Shift
from safety.duty.actions import look as call_who_is_there
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.states import Fate, FlagState, Outcome
from safety.subjects import adapter_for
from tests.cast import NOON
from tests.rooms.conftest import Say
from tests.rooms.hosting.conftest import shown
from tests.safety.closing.acts import looked_after
from tests.safety.flags.texts import HIGH

LATER = NOON + timedelta(minutes=1)
ONCE = UUID(int=7)
OFFERED = "rooms.session_offered"


def count(verb: Verb) -> int:
    return Entry.objects.filter(verb=verb.value).count()


def test_a_prompt_is_the_hosts_own_message_and_marked(room: Room, sam: User, shift: Shift) -> None:
    for _ in range(2):
        actions.prompt(room, room.prompts[0], client_id=ONCE, by=sam, now=LATER)

    message = Message.objects.get()
    assert (message.body, message.prompt, message.seq, message.mask.name) == (
        "What helped this week?",
        True,
        1,
        "Sam",
    )


def test_only_a_host_on_shift_prompts(
    room: Room, robin: User, ines: User, noor: User, shift: Shift
) -> None:
    for nobody, why in (
        (robin, actions.OffShift),
        (noor, actions.OffShift),
        (ines, actions.NotThisPerson),
    ):
        with pytest.raises(why):
            actions.prompt(room, "Hello?", client_id=uuid4(), by=nobody, now=LATER)

    assert Message.objects.count() == 0


def test_slow_mode_leaves_time_between_two_messages_for_an_hour(
    room: Room, sam: User, maya: User, heron: Mask, say: Say
) -> None:
    actions.slow(room, 60, by=sam, now=NOON)
    say(maya, room, "One.", now=NOON)
    with pytest.raises(SlowDown):
        say(maya, room, "Two.", now=NOON + timedelta(seconds=59))
    say(sam, room, "Hosts do not wait.", now=NOON)
    say(sam, room, "They do not.", now=NOON)

    assert say(maya, room, "Two.", now=NOON + timedelta(seconds=60)).message.seq
    assert room.gap_at(NOON + timedelta(hours=1)) == timedelta()
    actions.slow(room, 0, by=sam, now=LATER)
    assert room.gap_at(LATER) == timedelta()
    assert count(Verb.ROOM_SLOWED) == 2


def test_slow_mode_is_no_matter_of_hosts_off_shift(room: Room, robin: User, noor: User) -> None:
    for nobody in (robin, noor):
        with pytest.raises(actions.OffShift):
            actions.slow(room, 30, by=nobody, now=NOON)
    with pytest.raises(ValueError, match="7"):
        actions.slow(room, 7, by=robin, now=NOON)


def test_an_offered_session_reaches_maya_once_and_sam_learns_nothing(
    sam: User, maya: User, said: Message
) -> None:
    shown(sam)
    for _ in range(2):
        actions.offer_session(said, by=sam, now=LATER)

    notice = Notice.objects.get(kind=OFFERED)
    assert (notice.person, notice.url, notice.context) == (maya, "/people/sam/times/", {})
    assert count(Verb.SESSION_OFFERED) == 1


def test_no_session_is_offered_by_who_cannot_be_booked_or_is_not_there(
    sam: User, robin: User, ines: User, noor: User, said: Message
) -> None:
    shown(robin)
    for nobody, why in (
        (sam, actions.NotThisPerson),
        (robin, actions.OffShift),
        (noor, actions.OffShift),
        (ines, actions.NotThisPerson),
    ):
        with pytest.raises(why):
            actions.offer_session(said, by=nobody, now=LATER)
    profile = shown(sam)
    profile.has_story = False
    profile.save()
    with pytest.raises(actions.NotYetShown):
        actions.offer_session(said, by=sam, now=LATER)

    assert not Notice.objects.filter(kind=OFFERED).exists()


def test_a_host_is_offered_no_session(
    room: Room, sam: User, robin: User, shift: Shift, say: Say
) -> None:
    shown(sam)
    theirs = say(robin, room, "Hello from Robin.").message
    theirs = Message.objects.select_related("mask__person", "mask__room").get(pk=theirs.pk)

    with pytest.raises(actions.NotThisPerson):
        actions.offer_session(theirs, by=sam, now=LATER)


def test_calling_a_moderator_brings_the_message_before_them(
    sam: User, ines: User, maya: User, said: Message
) -> None:
    soon = actions.call_moderator(said, "They went very quiet.", danger=False, by=sam, now=LATER)

    assert (soon.subject_id, soon.author, soon.level) == (said.public_id, maya, 2)
    assert soon.excerpt == said.body
    assert [report.words for report in soon.reports.all()] == ["They went very quiet."]
    assert not Notice.objects.filter(person=ines).exists()


def test_danger_tells_everyone_on_duty_at_once(sam: User, ines: User, said: Message) -> None:
    flag = actions.call_moderator(said, "They say goodbye.", danger=True, by=sam, now=LATER)

    assert (flag.level, flag.due_at) == (5, LATER + timedelta(minutes=1))
    assert Notice.objects.filter(person=ines, url=f"/queue/{flag.pk}/").exists()
    assert count(Verb.MODERATOR_CALLED) == 1


def test_a_second_call_makes_it_more_urgent_and_after_the_end_it_is_a_new_case(
    sam: User, ines: User, ade: User, said: Message
) -> None:
    first = actions.call_moderator(said, "Please look.", danger=False, by=sam, now=LATER)
    again = actions.call_moderator(said, "Now it is danger.", danger=True, by=sam, now=LATER)
    assert (again.pk, again.level) == (first.pk, 5)
    assert [note.words for note in again.notes.exclude(words="")] == ["Now it is danger."]

    flags.claim(again, by=ines, now=LATER)
    looked_after(again, ines, supervisor=ade, now=LATER)
    flags.resolve(again, outcome=Outcome.REACHED, fate=Fate.LEFT, by=ines, now=LATER)
    new = actions.call_moderator(
        said, "It begins anew.", danger=True, by=sam, now=LATER + timedelta(minutes=1)
    )

    assert new.pk != first.pk
    assert (new.state, new.level, new.held) == (FlagState.OPEN, 5, False)
    assert (new.subject_id, new.excerpt) == (said.public_id, said.body)
    assert [report.words for report in new.reports.all()] == ["It begins anew."]


def test_who_is_not_on_shift_calls_nobody_from_here(robin: User, noor: User, said: Message) -> None:
    for nobody in (robin, noor):
        with pytest.raises(actions.OffShift):
            actions.call_moderator(said, "Look.", danger=True, by=nobody, now=LATER)

    assert Flag.objects.count() == 0


def test_maya_says_that_it_was_wrong_and_a_moderator_reads_it_with_the_hosts_words(
    sam: User, maya: User, heron: Mask
) -> None:
    bound = actions.bind(heron, MEASURES["mute-1-hour"], reason="A lot at once.", by=sam, now=LATER)
    for _ in range(2):
        flag = actions.say_it_was_wrong(bound, "I only said good night.", now=LATER)

    assert Flag.objects.get() == flag
    assert (flag.author, flag.excerpt, flag.held, flag.place) == (
        maya,
        "I only said good night.",
        False,
        "Room: After a loss",
    )
    (line,) = adapter_for(flag.subject_kind).context(flag.subject_id)
    assert line.who == "Sam"
    assert "Quiet Heron" in line.words
    assert "A lot at once." in line.words
    assert "Maya" not in line.words


def test_danger_in_what_maya_says_about_it_is_heard(sam: User, ines: User, heron: Mask) -> None:
    bound = actions.bind(heron, MEASURES["mute-1-hour"], reason="Pause.", by=sam, now=LATER)

    flag = actions.say_it_was_wrong(bound, HIGH, now=LATER)

    assert flag.level == 4
    call_who_is_there(now=LATER)
    assert [one.kind for one in Notice.objects.filter(person=ines)] == ["safety.flag_called"]


@pytest.mark.django_db
def test_an_adapter_asked_for_a_bound_that_is_not_there_says_nothing() -> None:
    adapter = adapter_for(actions.BOUND_SUBJECT)

    assert (list(adapter.context("4711")), adapter.place("4711")) == ([], "")


def test_an_offer_does_not_reach_whom_the_host_does_not_meet_and_looks_the_same(
    sam: User, maya: User, said: Message
) -> None:
    shown(sam)
    blocking.block(sam, by=maya, now=NOON)

    actions.offer_session(said, by=sam, now=LATER)

    assert not Notice.objects.filter(kind=OFFERED).exists()
