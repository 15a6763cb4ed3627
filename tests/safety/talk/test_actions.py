"""Our team writes to a person who need not answer; what they answer is never lost."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.db.utils import ProgrammingError

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure, Entry
from peerhub.notifications import kinds
from peerhub.notifications.models import Notice
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.states import Act, FlagState, Outcome
from safety.talk import actions, ready
from safety.talk.models import QUIET, Talk, TalkLine
from tests.cast import NOON
from tests.safety.closing.acts import looked_after
from tests.safety.flags.texts import CALM, HIGH, LOW, flagged

HELLO = "Hello. How are you now?"
SOON = NOON + timedelta(minutes=1)


@pytest.fixture
def flag(maya: User, ines: User) -> Flag:
    return flags.claim(flagged(maya), by=ines, now=NOON)


@pytest.fixture
def talk(flag: Flag, ines: User) -> Talk:
    return actions.write(flag, HELLO, by=ines, now=NOON).talk


def told(person: User) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def acts(flag: Flag) -> list[tuple[str, User | None]]:
    return [(note.act, note.author) for note in flag.notes.order_by("pk")[2:]]


def test_a_message_reaches_the_person_and_the_notice_says_nothing_of_it(
    flag: Flag, maya: User, ines: User
) -> None:
    line = actions.write(flag, HELLO, by=ines, now=NOON)

    (notice,) = Notice.objects.filter(person=maya)
    assert (line.talk.member, line.words) == (maya, HELLO)
    assert notice.url == f"/talk/{line.talk.public_id}/"
    assert kinds.known(notice.kind).line == "Somebody from our team wrote to you."
    assert acts(flag) == [(Act.WROTE_TO, ines)]


def test_the_writer_shows_as_a_role_with_a_made_up_name(flag: Flag, ines: User, maya: User) -> None:
    voice = actions.write(flag, HELLO, by=ines, now=NOON).voice

    assert voice is not None
    assert voice.shown_as == f"{voice.name}, a moderator"
    assert ines.handle not in voice.shown_as
    assert actions.write(flag, HELLO, by=ines, now=SOON).voice == voice


def test_the_same_moderator_has_another_name_in_every_conversation(
    flag: Flag, ines: User, noor: User
) -> None:
    other = flags.claim(flagged(noor, subject_id="2"), by=ines, now=NOON)

    names = {actions.write(each, HELLO, by=ines, now=NOON).voice_id for each in (flag, other)}

    assert len(names) == 2


def test_two_of_our_team_are_two_voices(flag: Flag, ines: User, ade: User) -> None:
    first = actions.write(flag, HELLO, by=ines, now=NOON).voice
    flags.release(flag, by=ines, now=NOON)
    flags.claim(flag, by=ade, now=NOON)

    second = actions.write(flag, HELLO, by=ade, now=NOON).voice

    assert first is not None
    assert second is not None
    assert first.name != second.name
    assert second.role == "supervisor"


def test_only_whoever_is_on_the_case_writes(flag: Flag, ade: User) -> None:
    with pytest.raises(flags.NotYours):
        actions.write(flag, HELLO, by=ade, now=NOON)

    assert not Talk.objects.exists()


def test_writing_keeps_the_case(flag: Flag, ines: User) -> None:
    actions.write(flag, HELLO, by=ines, now=NOON + timedelta(minutes=9))

    flag.refresh_from_db()
    assert flag.claim_until == NOON + timedelta(minutes=19)


def test_nothing_is_sent_with_a_gap_and_it_is_said_which(flag: Flag, ines: User) -> None:
    with pytest.raises(actions.Unfilled, match=r"\{time\}, \{name\}$"):
        actions.write(flag, "Until {time}, {name}.", by=ines, now=NOON)

    assert not TalkLine.objects.exists()


def test_from_level_three_ready_words_alone_are_not_enough(flag: Flag, ines: User) -> None:
    words = "Thank you for telling me."
    unchanged = ready.Ready("plain", "Plain", 0, 5, words)
    known = {**ready.ready_words(), "plain": unchanged}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ready, "ready_words", lambda: known)
        with pytest.raises(flags.NotThisWay, match="a sentence of your own"):
            actions.write(flag, f" {words} ", by=ines, ready_id="plain", now=NOON)
        line = actions.write(flag, f"{words} All of it.", by=ines, ready_id="plain", now=NOON)

    assert (line.ready, flag.level >= 3) == ("plain", True)


def test_the_person_is_told_once_until_they_have_looked(
    talk: Talk, flag: Flag, maya: User, ines: User
) -> None:
    actions.write(flag, "I am still here.", by=ines, now=SOON)
    assert told(maya) == ["safety.talk_written"]

    actions.look(talk, now=SOON)
    actions.write(flag, "Take your time.", by=ines, now=SOON)

    assert told(maya) == ["safety.talk_written"] * 2


def test_seen_is_what_was_there_when_the_page_was_opened(
    talk: Talk, flag: Flag, ines: User
) -> None:
    actions.look(talk, now=SOON)
    actions.write(flag, "Later words.", by=ines, now=SOON)
    actions.look(talk, now=SOON + timedelta(hours=1))

    assert [line.seen_at for line in talk.lines.in_order()] == [SOON, SOON + timedelta(hours=1)]


def test_an_answer_joins_the_case_and_whoever_is_on_it_is_told(
    talk: Talk, flag: Flag, maya: User, ines: User, ade: User
) -> None:
    heard = actions.answer(talk, CALM, by=maya, now=SOON)

    flag.refresh_from_db()
    assert (flag.answered_at, heard.show_help) == (SOON, False)
    assert acts(flag) == [(Act.WROTE_TO, ines), (Act.ANSWERED, None)]
    assert told(ines)[-1:] == ["safety.talk_answered"]
    assert "safety.talk_answered" not in told(ade)
    assert Flag.objects.count() == 1


def test_an_answer_in_a_case_that_nobody_is_on_is_told_to_everyone_on_duty(
    talk: Talk, flag: Flag, maya: User, ines: User
) -> None:
    flags.release(flag, by=ines, now=SOON)

    actions.answer(talk, CALM, by=maya, now=SOON)

    assert told(ines)[-1:] == ["safety.talk_answered"]


def test_an_answer_in_a_closed_case_is_a_new_one_whatever_it_says(
    talk: Talk, flag: Flag, maya: User, ines: User
) -> None:
    looked_after(flag, ines, now=SOON)
    flags.resolve(flag, by=ines, outcome=Outcome.REACHED, now=SOON)

    line = actions.answer(talk, CALM, by=maya, now=SOON).line

    new = Flag.objects.waiting().get()
    assert (new.subject_kind, new.subject_id) == ("safety.talk", str(line.pk))
    assert (new.author, new.kinds, new.place) == (
        maya,
        ["answered"],
        f"An answer in case {flag.pk}",
    )
    assert told(ines)[-1:] == ["safety.talk_answered"]


def test_danger_in_an_answer_is_a_flag_of_its_own_at_its_level(
    talk: Talk, flag: Flag, maya: User
) -> None:
    heard = actions.answer(talk, HIGH, by=maya, now=SOON)

    new = Flag.objects.exclude(pk=flag.pk).get()
    assert (heard.show_help, new.level, new.held, new.state) == (True, 4, False, FlagState.OPEN)


def test_the_same_answer_twice_is_two_messages_and_never_lost(talk: Talk, maya: User) -> None:
    for _ in range(2):
        actions.answer(talk, LOW, by=maya, now=SOON)

    assert talk.lines.by_person().count() == 2
    assert Flag.objects.filter(subject_kind="safety.talk").count() == 2


def test_after_not_now_the_notice_waits_for_a_day(
    talk: Talk, flag: Flag, maya: User, ines: User
) -> None:
    actions.look(talk, now=SOON)
    actions.be_quiet(talk, by=maya, now=SOON)

    actions.write(flag, "No hurry at all.", by=ines, now=SOON)

    notice = Notice.objects.filter(person=maya).latest("pk")
    assert notice.due_at == SOON + QUIET
    assert acts(flag)[-2:] == [(Act.NOT_NOW, None), (Act.WROTE_TO, ines)]


def test_nobody_writes_to_whoever_left_until_they_come_back(
    talk: Talk, flag: Flag, maya: User, ines: User
) -> None:
    actions.leave(talk, by=maya, now=SOON)
    actions.leave(talk, by=maya, now=SOON)

    with pytest.raises(actions.TheyLeft):
        actions.write(flag, "Are you there?", by=ines, now=SOON)

    actions.come_back(talk, by=maya, now=SOON)
    actions.write(flag, "Good to see you.", by=ines, now=SOON)
    assert [act for act, _ in acts(flag)] == [
        Act.WROTE_TO,
        Act.LEFT_TALK,
        Act.CAME_BACK,
        Act.WROTE_TO,
    ]


def test_whoever_answers_is_there_again(talk: Talk, maya: User) -> None:
    actions.be_quiet(talk, by=maya, now=SOON)
    actions.leave(talk, by=maya, now=SOON)

    actions.answer(talk, CALM, by=maya, now=SOON)

    talk.refresh_from_db()
    assert (talk.quiet_since, talk.left_at) == (None, None)


def test_reading_an_answer_is_written_down_and_ends_the_mark(
    talk: Talk, flag: Flag, maya: User, ines: User
) -> None:
    assert actions.read(flag, by=ines, now=SOON)
    assert not Disclosure.objects.about(maya.pk).exists()
    actions.answer(talk, CALM, by=maya, now=SOON)

    lines = actions.read(flag, by=ines, now=SOON)

    flag.refresh_from_db()
    assert ([line.words for line in lines], flag.answered_at) == ([HELLO, CALM], None)
    assert lines[1].seen_at == SOON
    assert Disclosure.objects.about(maya.pk)[0].sentence == (
        "A moderator read what you wrote to our team, because you answered us."
    )


def test_no_name_and_no_word_is_in_the_audit(
    talk: Talk, flag: Flag, maya: User, ines: User
) -> None:
    actions.answer(talk, CALM, by=maya, now=SOON)
    actions.read(flag, by=ines, now=SOON)
    actions.be_quiet(talk, by=maya, now=SOON)
    actions.leave(talk, by=maya, now=SOON)
    actions.come_back(talk, by=maya, now=SOON)

    entries = Entry.objects.filter(verb__startswith="safety.talk").order_by("pk")
    assert [(each.verb.partition("talk_")[2], each.actor_id) for each in entries] == [
        ("written", ines.pk),
        ("answered", maya.pk),
        ("read", ines.pk),
        ("quiet", maya.pk),
        ("left", maya.pk),
        ("joined_again", maya.pk),
    ]
    assert "soup" not in str([each.details for each in entries])


def test_the_database_refuses_to_change_what_was_said(talk: Talk) -> None:
    actions.look(talk, now=SOON)
    for change in ({"words": "other"}, {"seen_at": NOON}, {"seen_at": None}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            talk.lines.update(**change)
    with pytest.raises(ProgrammingError), transaction.atomic():
        talk.lines.all().delete()


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_meets_the_end_of_the_case_is_not_lost(
    talk: Talk, flag: Flag, maya: User, ines: User
) -> None:
    """Ines closes the case; while that is under way, Maya sends her answer."""
    began = threading.Event()

    def send() -> None:
        began.set()
        try:
            actions.answer(talk, CALM, by=maya, now=SOON)
        finally:
            connection.close()

    late = threading.Thread(target=send)
    with transaction.atomic():
        looked_after(flag, ines, now=SOON)
        flags.resolve(flag, by=ines, outcome=Outcome.REACHED, now=SOON)
        late.start()
        began.wait(5)
        late.join(0.3)
        assert late.is_alive()
    late.join(10)
    connections.close_all()

    assert Flag.objects.waiting().get().kinds == ["answered"]
