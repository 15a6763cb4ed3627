"""How a day was: said in a minute, one a day, changed, sealed, and deleted for good."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings

from peerhub.accounts.models import User
from peerhub.crypto import Unreadable, is_current
from safety.flags.models import Flag
from sessions.checkins import actions
from sessions.checkins.actions import NotANumber, NotThatDay
from sessions.checkins.models import DayCheckIn
from sessions.checkins.states import Part, Word
from tests.cast import NOON
from tests.safety.flags.texts import HIGH

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def said(member: User) -> list[tuple[date, int | None, str, int | None, int | None, str]]:
    """All that is kept of a member, the newest day first."""
    rows = DayCheckIn.objects.of(member)
    return [(each.on, each.day, each.word, each.sleep, each.close, each.line) for each in rows]


def say(member: User, number: int, *, on: date = TODAY, now: datetime = NOON) -> DayCheckIn:
    return actions.say(Part.DAY, number, on=on, by=member, now=now)


def test_each_answer_is_kept_by_itself(maya: User) -> None:
    say(maya, 4)
    actions.say(Part.SLEEP, 0, on=TODAY, by=maya, now=NOON)
    actions.say(Part.CLOSE, 10, on=TODAY, by=maya, now=NOON)
    actions.write("  Soup and a walk.  ", on=TODAY, by=maya, now=NOON)

    assert said(maya) == [(TODAY, 4, "", 0, 10, "Soup and a walk.")]


def test_one_a_day_counts_and_another_changes_it(maya: User) -> None:
    say(maya, 4)
    say(maya, 6, now=NOON + timedelta(hours=15))  # ten in the evening in New York
    say(maya, 2, on=TODAY + DAY, now=NOON + DAY)

    assert said(maya) == [
        (TODAY + DAY, 2, "", None, None, ""),
        (TODAY, 6, "", None, None, ""),
    ]


def test_a_word_stands_in_place_of_a_number_and_the_other_way_round(maya: User) -> None:
    say(maya, 4)
    found = actions.say_word(Word.HARD, on=TODAY, by=maya, now=NOON)
    assert (found.day, found.word, found.value, found.said_day) == (None, "hard", 3, "Hard")

    found = say(maya, 8)

    assert (found.day, found.word, found.value, found.said_day) == (8, "", 8, "8 of 10")


@pytest.mark.parametrize("number", [-1, 11])
def test_a_number_is_from_0_to_10(maya: User, number: int) -> None:
    with pytest.raises(NotANumber):
        say(maya, number)


@pytest.mark.parametrize(("shift", "fits"), [(-2, False), (-1, True), (0, True), (1, False)])
def test_a_page_that_stood_open_over_midnight_still_counts_and_no_other_day(
    maya: User, shift: int, fits: bool
) -> None:
    late = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)  # half past eleven, still the 23rd
    on = TODAY + shift * DAY

    if not fits:
        with pytest.raises(NotThatDay):
            say(maya, 4, on=on, now=late)
    else:
        say(maya, 4, on=on, now=late)

    rows = DayCheckIn.objects.of(maya)
    assert [(row.on, row.said_at.astimezone(maya.zone).date()) for row in rows] == [(on, on)] * fits


def test_an_answer_is_taken_back_and_a_day_without_any_is_gone(maya: User) -> None:
    say(maya, 4)
    actions.write("Soup.", on=TODAY, by=maya, now=NOON)

    actions.take_back(Part.DAY, on=TODAY, by=maya)
    assert said(maya) == [(TODAY, None, "", None, None, "Soup.")]
    actions.take_back(Part.LINE, on=TODAY, by=maya)
    actions.take_back(Part.LINE, on=TODAY, by=maya)

    assert said(maya) == []


def test_a_word_is_taken_back_too(maya: User) -> None:
    actions.say_word(Word.GOOD, on=TODAY, by=maya, now=NOON)

    actions.take_back(Part.DAY, on=TODAY, by=maya)

    assert said(maya) == []


def test_one_day_is_deleted_and_only_by_whose_it_is(maya: User, noor: User) -> None:
    kept, other = say(maya, 4), say(noor, 5)

    actions.forget(kept, by=noor)
    actions.forget(other, by=noor)

    assert (len(said(maya)), len(said(noor))) == (1, 0)


def test_all_are_deleted_and_nobody_elses(maya: User, noor: User) -> None:
    say(maya, 4)
    say(maya, 5, on=TODAY - DAY)
    say(noor, 5)

    assert actions.forget_all(by=maya) == 2

    assert (said(maya), len(said(noor))) == ([], 1)


def test_a_line_lies_sealed_and_opens_in_its_own_row_alone(maya: User) -> None:
    actions.write("Soup.", on=TODAY, by=maya, now=NOON)
    actions.write("Bread.", on=TODAY - DAY, by=maya, now=NOON)
    newer, older = DayCheckIn.objects.of(maya)
    assert b"Soup" not in bytes(newer.sealed_line)

    newer.sealed_line = older.sealed_line

    with pytest.raises(Unreadable):
        assert newer.line


def test_lines_are_sealed_anew_with_the_first_key(maya: User) -> None:
    with override_settings(TEXT_KEYS=["old"]):
        actions.write("Soup.", on=TODAY, by=maya, now=NOON)
        say(maya, 4, on=TODAY - DAY)

    with override_settings(TEXT_KEYS=["new", "old"]):
        assert [actions.seal_anew(), actions.seal_anew()] == [1, 0]
        found = DayCheckIn.objects.of(maya)[0]
        assert is_current(bytes(found.sealed_line))
        assert found.line == "Soup."


def test_danger_in_a_line_is_heard_and_stays_with_the_case_when_it_is_deleted(maya: User) -> None:
    assert actions.write(HIGH, on=TODAY, by=maya, now=NOON)
    assert not actions.write("Soup.", on=TODAY - DAY, by=maya, now=NOON)

    actions.forget_all(by=maya)

    flag = Flag.objects.get()
    assert (flag.author, flag.excerpt, flag.subject_kind) == (maya, HIGH, "sessions.check_in")


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": 4, "word": "hard"},
        {"day": 11},
        {"sleep": 11},
        {"close": 11},
        {},
        {"on": TODAY, "day": 4},  # there is one of that day
    ],
)
def test_the_database_refuses_what_cannot_be(maya: User, wrong: dict[str, object]) -> None:
    say(maya, 4)
    given = {"member": maya, "on": TODAY - DAY, "said_at": NOON, **wrong}

    with pytest.raises(IntegrityError), transaction.atomic():
        DayCheckIn.objects.create(**given)
