"""What a page really showed is seen; who is told of a line, once, discreetly, and not at night."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from peerhub import events as bus
from peerhub.accounts.models import User
from peerhub.notifications import kinds
from peerhub.notifications.models import Notice
from safety.flags import actions as flags
from safety.flags.models import Flag
from sessions.reminders import actions as reminders
from sessions.reminders.models import Wishes
from sessions.threads import actions
from sessions.threads.events import WordsSeen
from sessions.threads.models import Keeping, Line, Thread
from sessions.threads.reading import count_new, entries, page_of, seen_by_other
from tests.cast import NOON
from tests.sessions.threads.conftest import DANGER, Write

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
DAYTIME = NOON + 4 * 60 * MINUTE  # eleven in New York, ten in Chicago


def waiting(person: User) -> list[datetime]:
    """When the person will be told that somebody wrote."""
    mine = Notice.objects.filter(person=person, kind="sessions.words", cancelled_at=None)
    return list(mine.order_by("due_at").values_list("due_at", flat=True))


def test_lines_are_seen_up_to_what_the_page_showed_and_only_the_others(
    thread: Thread, maya: User, sam: User, write: Write
) -> None:
    for words in ("one", "two", "three"):
        write(maya, words)
    write(sam, "four")

    actions.look(thread, by=sam, upto=2, now=NOON + MINUTE)
    actions.look(thread, by=sam, upto=2, now=NOON + 2 * MINUTE)  # the first time counts

    seen = Line.objects.order_by("seq").values_list("seen_at", flat=True)
    assert list(seen) == [NOON + MINUTE, NOON + MINUTE, None, None]
    assert (seen_by_other(thread, maya), seen_by_other(thread, sam)) == (2, 0)


def test_what_was_taken_back_before_a_look_was_never_seen(
    thread: Thread, maya: User, sam: User, write: Write
) -> None:
    client_id = uuid4()
    write(maya, "Too early", client_id=client_id)
    actions.undo(thread, client_id, by=maya, now=NOON)
    actions.look(thread, by=sam, upto=2, now=NOON)

    assert Line.objects.get().seen_at is None


def test_who_turns_it_off_is_still_told_by_the_other_and_tells_nothing(
    thread: Thread, maya: User, sam: User, write: Write
) -> None:
    write(sam, "Hello")
    write(maya, "Hello")
    actions.choose_seen(thread, tells=False, by=maya)
    for person in (maya, sam):
        actions.look(thread, by=person, upto=2, now=NOON)

    assert (seen_by_other(thread, sam), seen_by_other(thread, maya)) == (0, 2)
    actions.choose_seen(thread, tells=True, by=maya)
    assert seen_by_other(thread, sam) == 1


def test_the_other_page_hears_that_it_was_seen_only_where_that_is_shown(
    thread: Thread,
    maya: User,
    sam: User,
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    heard: list[WordsSeen] = []
    monkeypatch.setitem(bus._listeners, WordsSeen, [heard.append])
    write(maya, "Hello")
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            actions.look(thread, by=sam, upto=1, now=NOON)
    actions.choose_seen(thread, tells=False, by=maya)
    write(sam, "Hello")
    with django_capture_on_commit_callbacks(execute=True):
        actions.look(thread, by=maya, upto=2, now=NOON)

    assert heard == [WordsSeen(thread=thread.public_id, side="specialist", seq=1)]


def test_a_draft_is_kept_for_its_writer_alone_and_goes_when_it_is_sent(
    thread: Thread, maya: User, sam: User, write: Write
) -> None:
    actions.keep_draft(thread, "I wanted to say", by=maya)

    drafts = [page_of(thread, each, now=NOON).draft for each in (maya, sam)]
    write(maya, "I wanted to say hello")

    assert drafts == ["I wanted to say", ""]
    assert set(Keeping.objects.values_list("draft", flat=True)) == {""}


def test_somebody_is_told_once_until_they_have_looked(
    thread: Thread, maya: User, sam: User, write: Write
) -> None:
    write(sam, "One", now=DAYTIME)
    write(sam, "Two", now=DAYTIME + MINUTE)
    assert waiting(maya) == [DAYTIME + MINUTE]
    assert waiting(sam) == []

    actions.look(thread, by=maya, upto=2, now=DAYTIME + 2 * MINUTE)
    assert waiting(maya) == []
    write(sam, "Three", now=DAYTIME + 3 * MINUTE)
    assert waiting(maya) == [DAYTIME + 4 * MINUTE]


def test_the_notice_names_nobody_and_nothing(maya: User, sam: User, write: Write) -> None:
    write(sam, "The paper boat", now=DAYTIME)

    notice = Notice.objects.get(kind="sessions.words")
    kind = kinds.known(notice.kind)
    assert (kind.line, notice.context) == ("Somebody wrote to you.", {})
    assert "Sam" not in kind.line + kind.mail_line + notice.url


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (datetime(2026, 11, 24, 2, 58, tzinfo=UTC), datetime(2026, 11, 24, 2, 59, tzinfo=UTC)),
        (datetime(2026, 11, 24, 2, 59, tzinfo=UTC), datetime(2026, 11, 24, 12, 0, tzinfo=UTC)),
        (datetime(2026, 11, 24, 8, 0, tzinfo=UTC), datetime(2026, 11, 24, 12, 0, tzinfo=UTC)),
        (datetime(2026, 11, 24, 11, 59, tzinfo=UTC), datetime(2026, 11, 24, 12, 0, tzinfo=UTC)),
    ],
)
def test_nobody_is_told_at_night_on_their_own_clock(
    written: datetime, told: datetime, maya: User, sam: User, write: Write
) -> None:
    """Maya lives in New York: her night is from 3 am to 12 noon in London."""
    write(sam, "Hello", now=written)

    assert waiting(maya) == [told]


def test_what_was_read_at_night_is_not_told_in_the_morning(
    thread: Thread, maya: User, sam: User, write: Write
) -> None:
    midnight = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    write(sam, "Hello", now=midnight)
    actions.look(thread, by=maya, upto=1, now=midnight + MINUTE)

    assert waiting(maya) == []


def test_what_was_taken_back_is_not_told(
    thread: Thread, maya: User, sam: User, write: Write
) -> None:
    client_id = uuid4()
    write(sam, "Hello", client_id=client_id, now=DAYTIME)
    actions.undo(thread, client_id, by=sam, now=DAYTIME)

    assert waiting(maya) == []


def test_what_waits_for_a_person_is_told_when_it_is_let_out(
    maya: User, sam: User, ines: User, write: Write
) -> None:
    write(maya, DANGER, now=DAYTIME)
    assert waiting(sam) == []

    flag = flags.claim(Flag.objects.get(), by=ines, now=DAYTIME)
    flags.let_out(flag, by=ines, now=DAYTIME + MINUTE)
    assert waiting(sam) == [DAYTIME + 2 * MINUTE]


def test_it_comes_in_the_ways_that_were_chosen(maya: User, sam: User, write: Write) -> None:
    reminders.choose(maya, Wishes(by_mail=False, by_push=True), now=NOON)
    write(sam, "Hello", now=DAYTIME)

    notice = Notice.objects.get(kind="sessions.words")
    assert (notice.by_mail, notice.by_push) == (False, True)


def test_the_list_says_where_something_is_new_and_never_what(
    thread: Thread, maya: User, sam: User, noor: User, write: Write
) -> None:
    write(sam, "Hello")

    assert [(each.person, each.has_new) for each in entries(maya)] == [(sam, True)]
    assert [(each.person, each.has_new) for each in entries(sam)] == [(maya, False)]
    assert (count_new(maya), count_new(sam), entries(noor)) == (1, 0, [])
    actions.look(thread, by=maya, upto=1, now=NOON)
    assert count_new(maya) == 0


def test_a_pair_that_never_wrote_is_in_the_list_through_its_session(
    maya: User, sam: User, booking: object
) -> None:
    (entry,) = entries(maya)

    assert (entry.person, entry.thread, entry.booking) == (sam, None, booking)
