"""Two people write to each other: each line once, in one order, and it stays as it was said."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from matching.models import SpecialistProfile
from peerhub import events as bus
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from sessions.threads import actions, reading, said
from sessions.threads.actions import Closed, NotYours, SlowDown, TooLate
from sessions.threads.events import LineWritten
from sessions.threads.models import Line, LineChange, Thread
from sessions.threads.reading import Shown, news_of, page_of
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.conftest import Person
from tests.sessions.threads.conftest import MORNING, Write

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def lines(thread: Thread, reader: User) -> list[tuple[int | None, str, str]]:
    """What a page shows: place, whose, words or what became of them."""
    thread.refresh_from_db(fields=["last_seq"])
    return [_told(line) for line in page_of(thread, reader, now=NOON).log.lines]


def _told(line: Shown) -> tuple[int | None, str, str]:
    return line.seq, "You" if line.is_own else line.name, line.words or line.gone


def test_what_one_writes_both_read_in_one_order(
    thread: Thread, write: Write, maya: User, sam: User
) -> None:
    write(maya, "Hello. I am a bit early.")
    write(sam, "There is no early here.")

    assert lines(thread, maya) == [
        (1, "You", "Hello. I am a bit early."),
        (2, "Sam", "There is no early here."),
    ]
    assert lines(thread, sam) == [
        (1, "Maya", "Hello. I am a bit early."),
        (2, "You", "There is no early here."),
    ]


def test_a_pair_has_one_thread_whoever_looks_for_it(
    thread: Thread, maya: User, sam: User, peer: SpecialistProfile
) -> None:
    assert actions.open_thread(maya, peer, by=sam, now=MORNING) == thread
    assert Thread.objects.count() == 1


def test_there_is_none_before_a_session_is_booked(noor: User, peer: SpecialistProfile) -> None:
    with pytest.raises(Closed):
        actions.open_thread(noor, peer, by=noor, now=NOON)

    assert not Thread.objects.exists()


def test_a_double_tap_or_a_resend_is_one_line(write: Write, maya: User) -> None:
    client_id = uuid4()

    first, again = (write(maya, "Hello", client_id=client_id) for _ in range(2))

    assert first.line == again.line
    assert Line.objects.count() == 1


def test_other_words_under_a_known_id_are_not_lost(
    thread: Thread, write: Write, maya: User
) -> None:
    client_id = uuid4()
    for words in ("Hello", "Hello again", "Hello again"):
        write(maya, words, client_id=client_id)

    assert [words for _, _, words in lines(thread, maya)] == ["Hello", "Hello again"]


def test_other_words_under_the_id_of_a_line_that_was_taken_back_are_not_lost(
    thread: Thread, write: Write, maya: User
) -> None:
    client_id = uuid4()
    write(maya, "Helo", client_id=client_id)
    actions.undo(thread, client_id, by=maya, now=NOON)
    write(maya, "Hello", client_id=client_id)

    assert [words for _, _, words in lines(thread, maya)] == ["Hello"]


def test_the_same_id_on_the_other_side_is_another_line(
    thread: Thread, write: Write, maya: User, sam: User
) -> None:
    client_id = uuid4()
    write(maya, "Hello", client_id=client_id)
    write(sam, "Hello", client_id=client_id)

    assert [who for _, who, _ in lines(thread, maya)] == ["You", "Sam"]


def test_ten_seconds_to_take_it_back_and_the_words_are_given_again(
    thread: Thread, write: Write, maya: User, sam: User
) -> None:
    client_id = uuid4()
    write(maya, "Too early", client_id=client_id)

    assert actions.undo(thread, client_id, by=maya, now=NOON + 10 * SECOND) == "Too early"
    assert lines(thread, maya) == lines(thread, sam) == []


def test_after_that_it_can_only_be_deleted_and_its_place_stays(
    thread: Thread, write: Write, maya: User, sam: User
) -> None:
    client_id = uuid4()
    write(maya, "Too late", client_id=client_id)

    with pytest.raises(TooLate):
        actions.undo(thread, client_id, by=maya, now=NOON + 16 * SECOND)
    actions.delete(thread, 1, by=maya, now=NOON + 16 * SECOND)
    actions.delete(thread, 1, by=maya, now=NOON + 17 * SECOND)  # twice changes nothing

    assert lines(thread, sam) == [(1, "Maya", "deleted")]
    assert LineChange.objects.count() == 1


def test_what_was_seen_before_it_was_taken_back_leaves_its_place(
    thread: Thread, write: Write, maya: User, sam: User
) -> None:
    client_id = uuid4()
    write(maya, "Too early", client_id=client_id)
    actions.look(thread, by=sam, upto=1, now=NOON + SECOND)
    actions.undo(thread, client_id, by=maya, now=NOON + 2 * SECOND)

    assert lines(thread, sam) == [(1, "Maya", "withdrawn")]


def test_nobody_takes_back_or_deletes_what_the_other_wrote(
    thread: Thread, write: Write, maya: User, sam: User
) -> None:
    client_id = uuid4()
    write(maya, "Mine", client_id=client_id)

    with pytest.raises(NotYours):
        actions.undo(thread, client_id, by=sam, now=NOON)
    with pytest.raises(NotYours):
        actions.delete(thread, 1, by=sam, now=NOON)


def test_changes_have_places_among_the_lines_so_that_catching_up_finds_them(
    thread: Thread, write: Write, maya: User, sam: User
) -> None:
    early = uuid4()
    write(maya, "One", client_id=early)
    write(maya, "Two")
    actions.undo(thread, early, by=maya, now=NOON)
    actions.delete(thread, 2, by=maya, now=NOON)
    write(sam, "Three")
    thread.refresh_from_db()

    news = news_of(thread, sam, after=0, now=NOON)
    told = [(each.seq, each.line, each.shown and each.shown.gone) for each in news.events]

    assert told == [(1, 1, None), (2, 2, "deleted"), (3, 1, None), (4, 2, "deleted"), (5, 5, "")]
    assert (news.last, news.more) == (5, False)
    assert [each.seq for each in news_of(thread, sam, after=4, now=NOON).events] == [5]


def test_a_long_absence_is_caught_up_in_parts(
    thread: Thread, write: Write, maya: User, sam: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "NEWS", 3)
    for number in range(5):
        write(sam, f"Line {number}")

    first = news_of(thread, maya, after=0, now=NOON)
    second = news_of(thread, maya, after=first.events[-1].seq, now=NOON)

    assert ([each.seq for each in first.events], first.more) == ([1, 2, 3], True)
    assert ([each.seq for each in second.events], second.more) == ([4, 5], False)


def test_the_page_shows_the_last_ones_and_leads_to_the_earlier_ones(
    thread: Thread, write: Write, sam: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PAGE", 3)
    for number in range(5):
        write(sam, f"Line {number}")
    thread.refresh_from_db(fields=["last_seq"])

    newest = page_of(thread, sam, now=NOON).log
    earlier = page_of(thread, sam, now=NOON, before=newest.older).log

    assert ([line.seq for line in newest.lines], newest.older) == ([3, 4, 5], 3)
    assert ([line.seq for line in earlier.lines], earlier.older) == ([1, 2], None)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE peer_sessions_line SET words = 'I never said that'",
        "UPDATE peer_sessions_line SET words = ''",
        "UPDATE peer_sessions_line SET at = now()",
        "UPDATE peer_sessions_line SET side = 'specialist'",
        "UPDATE peer_sessions_line SET seq = 7",
        "DELETE FROM peer_sessions_line",
    ],
)
def test_the_database_refuses_to_change_what_was_said(
    change: str, write: Write, maya: User
) -> None:
    write(maya, "I said this.")

    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        connection.cursor().execute(change)

    assert Line.objects.get().words == "I said this."


def test_seen_and_deleted_stay_as_they_are(
    thread: Thread, write: Write, maya: User, sam: User
) -> None:
    write(maya, "I said this.")
    actions.look(thread, by=sam, upto=1, now=NOON)
    actions.delete(thread, 1, by=maya, now=NOON)

    for change in (
        "UPDATE peer_sessions_line SET seen_at = NULL",
        "UPDATE peer_sessions_line SET gone = '', gone_at = NULL",
    ):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            connection.cursor().execute(change)


def test_no_word_is_in_the_audit(thread: Thread, write: Write, maya: User) -> None:
    write(maya, "The paper boat")
    actions.delete(thread, 1, by=maya, now=NOON)

    entries = Entry.objects.filter(verb__startswith="sessions.").order_by("pk")
    verbs = [
        entry.verb
        for entry in entries
        if entry.verb.startswith(("sessions.thread", "sessions.line"))
    ]
    assert verbs == ["sessions.thread_opened", "sessions.line_written", "sessions.line_deleted"]
    assert "paper" not in str(list(entries.values_list("details", flat=True)))


def test_very_much_at_once_is_slowed_down(write: Write, sam: User) -> None:
    for number in range(20):
        write(sam, f"Line {number}")

    with pytest.raises(SlowDown):
        write(sam, "One more")
    write(sam, "One more", now=NOON + 31 * SECOND)


def test_who_listens_hears_every_line_inside_its_transaction(
    write: Write, thread: Thread, maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[object, ...]] = []
    monkeypatch.setattr(said, "_listeners", [])

    def hear(*told: object) -> None:
        heard.append(told)
        if told[2] == "red":
            raise LookupError

    said.offer(hear)
    said.offer(hear)
    client_id = uuid4()
    for _ in range(2):
        write(maya, "green", client_id=client_id)
    with pytest.raises(LookupError):
        write(maya, "red")

    assert heard == [(thread, maya, "green", NOON), (thread, maya, "red", NOON)]
    assert [line.words for line in Line.objects.all()] == ["green"]


def test_a_line_is_told_after_the_commit(
    write: Write,
    thread: Thread,
    maya: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    from_bus: list[LineWritten] = []
    monkeypatch.setitem(bus._listeners, LineWritten, [from_bus.append])
    with django_capture_on_commit_callbacks(execute=True):
        line = write(maya, "Hello").line
        assert from_bus == []

    assert from_bus == [LineWritten(thread_id=thread.pk, line_id=line.pk, author_id=maya.pk)]


def test_a_second_specialist_has_a_thread_of_their_own(
    thread: Thread, write: Write, maya: User, person: Person
) -> None:
    write(maya, "To Sam alone")
    rui = bookable_specialist(person("Rui", Role.SPECIALIST), now=NOON)
    booked_session(maya, rui, NOON)
    other = actions.open_thread(maya, rui, by=maya, now=NOON)

    assert other != thread
    assert lines(other, rui.person) == []
    assert not Thread.objects.for_person(rui.person).filter(pk=thread.pk).exists()
