"""What a member writes for a day: sealed, read for danger, and gone when they say so."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction
from django.test import override_settings

from peerhub.accounts.models import NotToday, User
from peerhub.audit.models import Entry
from peerhub.crypto import Unreadable
from peerhub.notifications.models import Notice
from peerhub.topics.models import ContentNote
from safety.flags.models import Flag, SecondLook
from safety.flags.policies import may_pause
from safety.subjects import adapter_for
from sessions.bookings.companions import met_by
from sessions.heavy_days import actions
from sessions.heavy_days.actions import Dates, NoSuchDays, Softer, TooMany
from sessions.heavy_days.actions.planning import NotYours
from sessions.heavy_days.dates import LONGEST, Span
from sessions.heavy_days.models import HardDay, HardDayShare
from sessions.heavy_days.states import Hours, Part
from tests.builders_sessions import booked_session
from tests.cast import NOON
from tests.safety.flags.texts import HIGH
from tests.sessions.heavy_days.conftest import THE_NINTH, kept_day

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WORDS = {
    Part.NAME: "The flood",
    Part.HELPS: "The long way round the park.",
    Part.NOTE: "You got through it last year.",
    Part.WHOM: "Cousin Dee, evenings.",
}


@pytest.fixture
def written(day: HardDay, maya: User) -> HardDay:
    actions.write(day, WORDS, by=maya, now=NOON)
    return HardDay.objects.get(pk=day.pk)


def everything_stored() -> str:
    """All rows of all tables as text, but what Django keeps for itself."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT t::text FROM "{table}" AS t')
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def test_each_is_kept_as_it_was_written(written: HardDay) -> None:
    assert {part: written.words(part) for part in Part} == WORDS


def test_no_table_holds_a_word_of_it_once_it_was_screened(written: HardDay) -> None:
    assert SecondLook.objects.count() == len(WORDS)
    SecondLook.objects.all().delete()  # as the screening does when it has looked, in seconds
    stored = everything_stored()

    assert str(written.public_id) in stored  # it looked at the right tables
    for words in WORDS.values():
        assert words not in stored
        assert words.encode().hex() not in stored


@pytest.mark.parametrize("part", Part)
def test_words_open_in_their_own_place_alone(written: HardDay, maya: User, part: Part) -> None:
    other = kept_day(maya)
    setattr(other, f"sealed_{part.value}", written.sealed(part))

    with pytest.raises(Unreadable):
        other.words(part)


def test_words_do_not_open_as_another_part_of_the_same_day(written: HardDay) -> None:
    written.sealed_note = written.sealed(Part.HELPS)

    with pytest.raises(Unreadable):
        written.words(Part.NOTE)


def test_what_is_replaced_or_emptied_is_gone(written: HardDay, maya: User) -> None:
    sealed = written.sealed(Part.NAME)

    actions.write(written, {Part.NAME: "That week", Part.NOTE: ""}, by=maya, now=NOON)
    written.refresh_from_db()

    assert (written.name, written.words(Part.NOTE)) == ("That week", "")
    assert written.sealed(Part.NOTE) == b""
    assert sealed.hex() not in everything_stored()


def test_the_audit_says_that_something_was_written_and_nothing_of_it(written: HardDay) -> None:
    lines = Entry.objects.filter(subject_kind="peer_sessions.hardday")

    assert {(line.verb, str(line.details)) for line in lines} == {("sessions.hard_day_kept", "{}")}


@pytest.mark.parametrize("part", Part)
def test_words_of_danger_raise_a_flag_show_help_and_stay(
    day: HardDay, maya: User, part: Part
) -> None:
    show_help = actions.write(day, {part: HIGH}, by=maya, now=NOON)
    day.refresh_from_db()

    flag = Flag.objects.get()
    assert (show_help, day.words(part)) == (True, HIGH)
    assert (flag.author, flag.subject_id) == (maya, f"{day.pk}:{part.value}")
    assert adapter_for(flag.subject_kind).place(flag.subject_id) == actions.PLACE
    assert not may_pause(flag)


def test_the_same_words_again_raise_no_second_flag(day: HardDay, maya: User) -> None:
    for _ in range(2):
        actions.write(day, {Part.NOTE: HIGH}, by=maya, now=NOON)

    assert Flag.objects.count() == 1


def test_a_new_key_seals_them_anew_and_the_old_one_can_go(
    day: HardDay, maya: User, capsys: pytest.CaptureFixture[str]
) -> None:
    with override_settings(TEXT_KEYS=["old"]):
        actions.write(day, WORDS, by=maya, now=NOON)
    with override_settings(TEXT_KEYS=["new", "old"]):
        for told in ("4 words", "0 words"):
            call_command("rotate_keys")
            assert f"{told} of days sealed" in capsys.readouterr().out

    day.refresh_from_db()
    with override_settings(TEXT_KEYS=["new"]):
        assert day.name == "The flood"


def test_a_key_that_is_not_here_changes_nothing(day: HardDay, maya: User) -> None:
    with override_settings(TEXT_KEYS=["lost"]):
        actions.write(day, WORDS, by=maya, now=NOON)

    with pytest.raises(CommandError, match="no key for it"):
        call_command("rotate_keys")


def test_deleting_it_leaves_nothing_of_it(
    maya: User, sam: User, peer: object, grief: ContentNote
) -> None:
    booked_session(maya, peer, NOON)  # type: ignore[arg-type]
    before = {model: model.objects.count() for model in (Notice, NotToday, HardDayShare)}
    day = kept_day(maya, heads_up=3)
    actions.write(day, WORDS, by=maya, now=NOON)
    actions.choose_softer(day, Softer(notes=["death-grief"]), by=maya, now=NOON)
    actions.keep_a_time(day, person_id=sam.pk, hours=Hours.ANY, by=maya, now=NOON)
    actions.share(day, person_id=sam.pk, with_words=True, by=maya, now=NOON)
    actions.look_after_due(now=NOON)

    actions.forget(day, by=maya, now=NOON)

    assert not HardDay.objects.exists()
    assert {model: model.objects.count() for model in before} == before
    left = everything_stored()
    assert str(day.public_id) not in left
    assert "2026-12-09" not in left


def test_a_cry_for_help_is_not_lost_with_it(day: HardDay, maya: User) -> None:
    actions.write(day, {Part.NOTE: HIGH}, by=maya, now=NOON)

    actions.forget(day, by=maya, now=NOON)

    assert Flag.objects.get().excerpt == HIGH


def test_nobody_but_its_member_changes_it(day: HardDay, noor: User) -> None:
    deeds = (
        lambda: actions.write(day, WORDS, by=noor, now=NOON),
        lambda: actions.keep_dates(day, Dates(day.span), by=noor, now=NOON),
        lambda: actions.choose_softer(day, Softer(), by=noor, now=NOON),
        lambda: actions.lift(day, by=noor, now=NOON),
        lambda: actions.keep_a_time(day, person_id=None, hours=Hours.ANY, by=noor, now=NOON),
        lambda: actions.let_time_go(day, by=noor, now=NOON),
        lambda: actions.unshare(day, by=noor),
        lambda: actions.hide_today(day, by=noor, now=NOON),
        lambda: actions.forget(day, by=noor, now=NOON),
    )

    for deed in deeds:
        with pytest.raises(NotYours):
            deed()
    assert met_by(noor.pk) == []


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (Span(THE_NINTH, THE_NINTH - DAY, yearly=True), "before the first"),
        (Span(THE_NINTH, THE_NINTH + LONGEST, yearly=False), "longer than six weeks"),
        (Span(date(2026, 11, 22), date(2026, 11, 22), yearly=False), "are over"),
    ],
)
def test_days_that_cannot_come_are_not_kept(
    day: HardDay, maya: User, span: Span, said: str
) -> None:
    with pytest.raises(NoSuchDays, match=said):
        actions.begin(Dates(span), member=maya, now=NOON)
    with pytest.raises(NoSuchDays, match=said):
        actions.keep_dates(day, Dates(span), by=maya, now=NOON)
    assert HardDay.objects.get().span == day.span


def test_the_longest_season_is_six_weeks_also_for_the_database(maya: User) -> None:
    longest = THE_NINTH + LONGEST - DAY

    day = kept_day(maya, last=longest)

    assert day.days == 42
    with pytest.raises(IntegrityError, match="at_most_six_weeks"), transaction.atomic():
        HardDay.objects.update(last_on=longest + DAY)


def test_there_is_an_end_to_how_many(maya: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sessions.heavy_days.actions.writing.MOST", 1)
    kept_day(maya)

    with pytest.raises(TooMany):
        kept_day(maya)


@pytest.mark.parametrize(
    ("now", "is_today"),
    [
        (datetime.fromisoformat("2026-11-23T04:59+00:00"), True),  # the 22nd in New York
        (datetime.fromisoformat("2026-11-23T05:00+00:00"), False),
    ],
)
def test_over_is_what_is_over_on_their_own_calendar(
    maya: User,
    now: datetime,
    is_today: bool,
) -> None:
    span = Span(date(2026, 11, 22), date(2026, 11, 22), yearly=False)
    if is_today:
        assert actions.begin(Dates(span), member=maya, now=now).span == span
    else:
        with pytest.raises(NoSuchDays):
            actions.begin(Dates(span), member=maya, now=now)
