"""Every line is read for danger; a person reads the worst first, and each look is told to both."""

from collections.abc import Sequence

import pytest

from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.states import Reason
from safety.subjects import SubjectRef, adapter_for
from sessions.threads import actions
from sessions.threads.models import Line, Thread
from sessions.threads.reading import page_of
from tests.cast import NOON
from tests.sessions.threads.conftest import DANGER, HEAVY, Write

pytestmark = pytest.mark.django_db


def held(thread: Thread, reader: User) -> list[str]:
    return [line.words for line in page_of(thread, reader, now=NOON).log.held]


def said(thread: Thread, reader: User) -> list[str]:
    thread.refresh_from_db(fields=["last_seq"])
    return [line.words or line.gone for line in page_of(thread, reader, now=NOON).log.lines]


def told(person: User) -> Sequence[tuple[str, str]]:
    """What stands in "Who looked" of a person."""
    return list(Disclosure.objects.about(person.pk).values_list("what", "why"))


def report(line: Line, by: User) -> Flag:
    subject = SubjectRef(actions.SUBJECT, line.public_id)
    return flags.report(subject, flags.Worry(Reason.UNKIND), by=by, now=NOON).flag


def test_words_of_danger_show_help_and_wait_for_a_person(
    thread: Thread, maya: User, sam: User, write: Write
) -> None:
    written = write(maya, DANGER)
    write(sam, "Hello Maya")

    assert (written.show_help, written.line.seq) == (True, None)
    assert (held(thread, maya), held(thread, sam)) == ([DANGER], [])
    assert said(thread, sam) == ["Hello Maya"]
    flag = Flag.objects.get()
    assert (flag.subject_id, flag.held, flag.place) == (
        written.line.public_id,
        True,
        "A private conversation",
    )


def test_words_that_sound_heavy_show_help_and_go_on(maya: User, write: Write) -> None:
    written = write(maya, HEAVY)

    assert (written.show_help, written.line.seq) == (True, 1)
    assert not Flag.objects.get().held


def test_a_resend_shows_help_again_and_flags_once(maya: User, write: Write) -> None:
    first = write(maya, DANGER)
    again = write(maya, DANGER, client_id=first.line.client_id)

    assert (again.line, again.show_help) == (first.line, True)
    assert Flag.objects.count() == 1


def test_what_is_let_out_comes_last_where_nobody_misses_it(
    thread: Thread, maya: User, sam: User, ines: User, write: Write
) -> None:
    write(maya, DANGER)
    write(sam, "Hello Maya")
    flag = flags.claim(Flag.objects.get(), by=ines, now=NOON)
    flags.let_out(flag, by=ines, now=NOON)

    assert said(thread, sam) == ["Hello Maya", DANGER]
    assert held(thread, maya) == []


def test_what_is_let_out_after_a_block_reaches_nobody(
    thread: Thread, maya: User, sam: User, ines: User, write: Write
) -> None:
    write(maya, DANGER)
    blocking.block(sam, by=maya, now=NOON)
    flag = flags.claim(Flag.objects.get(), by=ines, now=NOON)
    flags.let_out(flag, by=ines, now=NOON)

    assert said(thread, sam) == []
    assert Line.objects.get().gone == "hidden"


def test_what_is_not_passed_on_is_told_to_its_author_alone(
    thread: Thread, maya: User, sam: User, ines: User, write: Write
) -> None:
    line = write(maya, DANGER).line
    adapter_for(actions.SUBJECT).keep_unseen(line.public_id, ines.pk, NOON)

    (shown,) = page_of(thread, maya, now=NOON).log.held
    assert (shown.words, shown.gone) == (DANGER, "hidden")
    assert held(thread, sam) == []


def test_a_moderator_sees_sides_and_no_names_ten_lines_around(
    thread: Thread, maya: User, sam: User, write: Write
) -> None:
    for number in range(12):
        write(sam, f"before {number}")
    line = write(maya, HEAVY).line
    for number in range(12):
        write(maya, f"after {number}")

    context = adapter_for(actions.SUBJECT).context(line.public_id)

    assert [(each.who, each.words) for each in context] == [
        *[("The peer specialist", f"before {number}") for number in range(2, 12)],
        ("The member", HEAVY),
        *[("The member", f"after {number}") for number in range(10)],
    ]


def test_a_held_line_stands_where_it_was_written(maya: User, sam: User, write: Write) -> None:
    write(sam, "before")
    line = write(maya, DANGER).line
    write(sam, "after", now=NOON.replace(minute=1))

    context = adapter_for(actions.SUBJECT).context(line.public_id)

    assert [each.words for each in context] == ["before", DANGER, "after"]
    assert [each.gone for each in context] == ["", "a person reads it first", ""]


def test_a_look_is_told_to_both_and_says_nothing_of_who_told_us(
    maya: User, sam: User, ines: User, write: Write
) -> None:
    write(sam, "Hello Maya")
    line = write(maya, HEAVY).line
    flag = flags.claim(Flag.objects.get(subject_id=line.public_id), by=ines, now=NOON)
    flags.open_case(flag, by=ines, now=NOON)
    by_rule = told(maya), told(sam)
    plain = write(maya, "You are useless.").line
    flags.open_case(report(plain, sam), by=ines, now=NOON)

    assert by_rule == ([("line", "wrote")], [("line", "beside")])
    assert set(told(maya)) == {("line", "wrote")}  # the same words whether a rule or Sam spoke
    assert set(told(sam)) == {("line", "beside")}


def test_a_look_at_a_line_alone_is_told_to_its_author_alone(
    maya: User, sam: User, ines: User, write: Write
) -> None:
    write(maya, HEAVY)
    flags.open_case(Flag.objects.get(), by=ines, now=NOON)

    assert (told(maya), told(sam)) == ([("line", "wrote")], [])


def test_either_side_reports_also_after_a_block_and_what_was_deleted(
    thread: Thread, maya: User, sam: User, write: Write
) -> None:
    hers, his = write(maya, "You are useless.").line, write(sam, "Call me at home.").line
    actions.delete(thread, 2, by=sam, now=NOON)
    blocking.block(sam, by=maya, now=NOON)

    by_maya, by_sam = report(his, maya), report(hers, sam)

    assert (by_maya.excerpt, by_maya.author) == ("Call me at home.", sam)
    assert (by_sam.excerpt, by_sam.author) == ("You are useless.", maya)
    assert said(thread, maya) == ["You are useless.", "deleted"]


def test_a_moderator_hides_a_line_from_both_and_can_show_it_again(
    thread: Thread, maya: User, sam: User, ines: User, write: Write
) -> None:
    line = write(sam, "Call me at home.").line
    adapter = adapter_for(actions.SUBJECT)

    adapter.hide(line.public_id, ines.pk, NOON)
    assert said(thread, maya) == said(thread, sam) == ["hidden"]
    adapter.show(line.public_id, ines.pk, NOON)
    assert said(thread, maya) == ["Call me at home."]


def test_the_specialist_who_could_read_it_is_known_to_safety(
    maya: User, sam: User, write: Write
) -> None:
    adapter = adapter_for(actions.SUBJECT)
    read, waits, own = write(maya, HEAVY).line, write(maya, DANGER).line, write(sam, HEAVY).line

    companions = [adapter.companions(line.public_id) for line in (read, waits, own)]

    assert companions == [[sam.pk], [], []]
