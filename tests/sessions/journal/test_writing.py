"""Notes to oneself: sealed, one's own, gone for good, and read only by whoever wrote them."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from peerhub.accounts.models import User
from peerhub.crypto import is_current
from safety.detection import scoring
from safety.flags.models import Flag, SecondLook
from sessions.journal import actions, prompts, reading
from sessions.journal.actions import NoSuchWords, NotYours
from sessions.journal.models import JournalEntry
from tests.cast import NOON
from tests.safety.flags.texts import CALM, HIGH

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def write(member: User, words: str, *, now: datetime = NOON, prompt: str = "") -> JournalEntry:
    return actions.write(words, prompt=prompt, member=member, now=now).entry


def kept(member: User) -> list[tuple[str, str]]:
    return [(each.words, each.asked) for each in JournalEntry.objects.of(member)]


def flagged() -> list[str]:
    return [flag.excerpt for flag in Flag.objects.order_by("pk")]


def waiting() -> list[str]:
    return list(SecondLook.objects.order_by("pk").values_list("text", flat=True))


@pytest.fixture
def nothing_may_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever reads a text for danger ends the test."""

    def read(*args: object, **given: object) -> None:
        raise AssertionError("a program read it")

    for name in ("sessions.journal.actions.writing.watch", "safety.flags.actions.watching.read"):
        monkeypatch.setattr(name, read)
    monkeypatch.setattr(scoring, "screen", read)


def test_a_note_is_kept_as_it_was_written_with_what_it_began_with(maya: User) -> None:
    write(maya, "  Soup, \n and a walk. ", prompt="food")
    write(maya, "Rain.", prompt="a prompt that we do not have", now=NOON + HOUR)

    assert kept(maya) == [
        ("Rain.", ""),
        ("Soup, \n and a walk.", "What did you eat or drink that you liked?"),
    ]


def test_its_words_lie_sealed(maya: User) -> None:
    entry = write(maya, "Soup.")

    assert b"Soup" not in bytes(entry.sealed)


def test_other_words_take_their_place_and_it_stays_where_it_was(maya: User) -> None:
    entry = write(maya, "Soup.")
    actions.change(entry, "Soup and bread.", by=maya, now=NOON + HOUR)

    found = JournalEntry.objects.get()
    assert (found.words, found.written_at, found.changed_at) == (
        "Soup and bread.",
        NOON,
        NOON + HOUR,
    )


def test_the_same_words_again_change_nothing(maya: User) -> None:
    actions.change(write(maya, "Soup."), " Soup. ", by=maya, now=NOON + HOUR)

    assert JournalEntry.objects.get().changed_at == NOON


@pytest.mark.parametrize("words", ["", "  \n ", "a" * 5001])
def test_no_words_and_too_many_are_not_kept(maya: User, words: str) -> None:
    with pytest.raises(NoSuchWords):
        write(maya, words)

    assert kept(maya) == []


def test_noor_can_neither_change_nor_delete_what_maya_wrote(maya: User, noor: User) -> None:
    entry = write(maya, "Soup.")

    with pytest.raises(NotYours):
        actions.change(entry, "Gone.", by=noor, now=NOON)
    actions.forget(entry, by=noor)
    actions.forget_all(by=noor)

    assert kept(maya) == [("Soup.", "")]


def test_one_is_deleted_and_then_all(maya: User, noor: User) -> None:
    for words in ("One.", "Two.", "Three."):
        write(maya, words)
    write(noor, "Hers.")

    actions.forget(JournalEntry.objects.of(maya)[0], by=maya)
    assert len(kept(maya)) == 2
    assert [actions.forget_all(by=maya), actions.forget_all(by=maya)] == [2, 0]
    assert (kept(maya), kept(noor)) == ([], [("Hers.", "")])


def test_a_new_key_seals_them_anew(maya: User) -> None:
    with override_settings(TEXT_KEYS=["old"]):
        write(maya, "Soup.")
    with override_settings(TEXT_KEYS=["new", "old"]):
        assert [actions.seal_anew(), actions.seal_anew()] == [1, 0]
        entry = JournalEntry.objects.get()
        assert (is_current(bytes(entry.sealed)), entry.words) == (True, "Soup.")


@pytest.mark.usefixtures("nothing_may_read")
def test_at_first_no_program_reads_a_word_whatever_is_written(maya: User) -> None:
    made = actions.write(HIGH, member=maya, now=NOON)
    again = actions.change(made.entry, f"{HIGH} Tonight.", by=maya, now=NOON + HOUR)

    assert (made.show_help, again.show_help) == (False, False)
    assert (flagged(), waiting()) == ([], [])


def test_nothing_is_read_where_another_member_said_yes(maya: User, noor: User) -> None:
    actions.turn_on(by=noor, now=NOON)
    write(maya, HIGH)

    assert (flagged(), waiting()) == ([], [])


def test_turning_it_on_reads_nothing_from_before(maya: User) -> None:
    write(maya, HIGH)
    actions.turn_on(by=maya, now=NOON + HOUR)

    assert (flagged(), waiting()) == ([], [])


def test_with_it_on_danger_opens_a_case_shows_help_and_the_note_stays(maya: User) -> None:
    actions.turn_on(by=maya, now=NOON)
    actions.turn_on(by=maya, now=NOON + HOUR)
    calm = actions.write(CALM, member=maya, now=NOON)
    made = actions.write(HIGH, member=maya, now=NOON)

    flag = Flag.objects.get()
    assert (calm.show_help, made.show_help) == (False, True)
    assert (flag.excerpt, flag.author, flag.place, flag.held) == (HIGH, maya, actions.PLACE, False)
    assert (waiting(), len(kept(maya))) == ([CALM, HIGH], 2)


def test_what_is_changed_while_it_is_on_is_read(maya: User) -> None:
    entry = write(maya, CALM)
    actions.turn_on(by=maya, now=NOON)
    actions.change(entry, HIGH, by=maya, now=NOON)

    assert flagged() == [HIGH]


def test_turning_it_off_stops_at_once_also_what_waits_for_a_second_look(
    maya: User, noor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for member in (maya, noor):
        actions.turn_on(by=member, now=NOON)
        write(member, CALM)
    write(maya, HIGH)
    actions.turn_off(by=maya)
    actions.turn_off(by=maya)

    write(maya, f"{HIGH} Tonight.")

    # What our team was called for stays; Noor's is still to be read.
    assert (flagged(), waiting()) == ([HIGH], [CALM])
    assert list(SecondLook.objects.values_list("author", flat=True)) == [noor.pk]


def test_what_is_deleted_stays_with_its_case_alone(maya: User) -> None:
    actions.turn_on(by=maya, now=NOON)
    actions.forget(write(maya, HIGH), by=maya)

    assert (kept(maya), flagged()) == ([], [HIGH])


def test_a_month_is_one_of_their_own_calendar(maya: User) -> None:
    write(maya, "Last of October.", now=datetime(2026, 11, 1, 3, 59, tzinfo=UTC))
    write(maya, "First of November.", now=datetime(2026, 11, 1, 4, 0, tzinfo=UTC))
    write(maya, "First of January.", now=datetime(2027, 1, 1, 5, 0, tzinfo=UTC))

    months = [
        reading.month_of(maya, NOON.date().replace(year=y, month=m, day=1))
        for y, m in ((2026, 10), (2026, 11), (2026, 12), (2027, 1))
    ]

    def said(day: object) -> str:
        return f"{day:%Y-%m}" if day else ""

    assert [
        ([each.words for each in month.entries], said(month.older), said(month.newer))
        for month in months
    ] == [
        (["Last of October."], "", "2026-11"),
        (["First of November."], "2026-10", "2027-01"),
        ([], "2026-11", "2027-01"),
        (["First of January."], "2026-11", ""),
    ]


def test_fifty_notes_cost_as_many_queries_as_one(maya: User) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            month = reading.month_of(maya, NOON.date().replace(day=1))
            assert all(each.words for each in month.entries)
        return len(seen)

    write(maya, "One.")
    one = cost()
    for _ in range(49):
        write(maya, "More.")

    assert (one, cost()) == (3, 3)


def test_a_copy_holds_all_of_it_and_nothing_of_others(maya: User, noor: User) -> None:
    write(noor, "Hers.")
    entry = write(maya, "Soup “and”\nbread.", prompt="food")
    actions.change(entry, "Soup “and”\nmore bread.", by=maya, now=NOON + HOUR)
    write(maya, "Rain.", now=NOON + 2 * HOUR)

    assert reading.as_text(maya, now=NOON + 3 * HOUR) == (
        "Notes, copied on Monday 23 November 2026\n\n\n"
        "Monday 23 November 2026, 7:00 am, New York time\n"
        "What did you eat or drink that you liked?\n\n"
        "Soup “and”\nmore bread.\n\n\n"
        "Monday 23 November 2026, 9:00 am, New York time\n\n"
        "Rain.\n"
    )
    assert json.loads(reading.as_json(maya, now=NOON + 3 * HOUR)) == {
        "form": "own-notes-1",
        "copied_at": "2026-11-23T15:00+00:00",
        "notes": [
            {
                "written_at": "2026-11-23T12:00+00:00",
                "changed_at": "2026-11-23T13:00+00:00",
                "began_with": "What did you eat or drink that you liked?",
                "words": "Soup “and”\nmore bread.",
            },
            {
                "written_at": "2026-11-23T14:00+00:00",
                "changed_at": "2026-11-23T14:00+00:00",
                "began_with": "",
                "words": "Rain.",
            },
        ],
    }


def test_every_prompt_comes_before_one_comes_again() -> None:
    seen = [prompts.another("", day=40)]
    while len(seen) < len(prompts.PROMPTS):
        seen.append(prompts.another(seen[-1], day=40))

    assert sorted(seen) == sorted(prompts.PROMPTS)
    assert prompts.another(seen[-1], day=40) == seen[0]
    assert len(seen) >= 30


def test_no_prompt_asks_what_happened_or_why() -> None:
    said = " ".join(prompts.PROMPTS.values()).lower()

    assert [
        word for word in ("happened", "trauma", "why did", "should", "must") if word in said
    ] == []
