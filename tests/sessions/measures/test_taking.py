"""Begin, stop, go on, go back, finish, delete: and what is kept of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import override_settings

from peerhub.accounts.models import User
from peerhub.crypto import Unreadable, is_current
from sessions.measures import actions
from sessions.measures.instruments.asq import ASQ
from sessions.measures.instruments.life import HRQOL_4
from sessions.measures.instruments.mood import PHQ_4, PHQ_9
from sessions.measures.instruments.ptsd import PC_PTSD_5, PCL_5
from sessions.measures.instruments.shape import Instrument, Left
from sessions.measures.models import MeasureRun
from tests.cast import NOON
from tests.sessions.measures.conftest import taken

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@contextmanager
def refused(error: type[Exception]) -> Iterator[None]:
    with pytest.raises(error), transaction.atomic():
        yield


def test_all_of_it_is_kept_with_its_version_and_the_answers_are_sealed(maya: User) -> None:
    run = actions.begin(HRQOL_4, member=maya, now=NOON)
    for key, given in (("1", 2), ("2", 11), ("3", 13), ("4", Left.SKIPPED)):
        actions.answer(run, key, given, by=maya, now=NOON)
    actions.finish(run, by=maya, now=NOON + DAY)

    run = MeasureRun.objects.get()
    assert (run.member, run.instrument, run.version, run.language) == (
        *(maya, "hrqol-4"),
        *(HRQOL_4.version, "en"),
    )
    assert (run.started_at, run.finished_at) == (NOON, NOON + DAY)
    assert (run.total, run.band, run.skipped) == (24, "", ["4"])
    assert run.answers == {"1": 2, "2": 11, "3": 13, "4": Left.SKIPPED}
    with connection.cursor() as cursor:
        cursor.execute("SELECT (to_jsonb(t) - 'sealed')::text FROM peer_sessions_measurerun AS t")
        (stored,) = cursor.fetchone()
    assert ": 11" not in stored
    assert ": 13" not in stored


def test_answers_open_in_their_own_row_alone(mood: MeasureRun, maya: User) -> None:
    other = actions.begin(PHQ_4, member=maya, now=NOON)
    other.sealed = mood.sealed

    with pytest.raises(Unreadable):
        _ = other.answers


@pytest.mark.parametrize(
    ("short", "total", "band", "skipped"),
    [
        ("2222", 8, "moderate", []),
        ("22s2", None, "", ["3"]),
        ("r222", None, "", ["1"]),
    ],
)
def test_a_number_is_made_of_complete_answers_alone(
    maya: User, short: str, total: int | None, band: str, skipped: list[str]
) -> None:
    run = taken(PHQ_4, short, member=maya)

    assert (run.total, run.band, run.skipped) == (total, band, skipped)


def test_of_asq_the_outcome_is_kept_and_no_number(maya: User) -> None:
    run = taken(ASQ, "010 0", member=maya)

    assert (run.total, run.band) == (None, "not-acute")


def test_with_everything_left_out_nothing_is_kept(maya: User) -> None:
    run = actions.begin(PHQ_4, member=maya, now=NOON)
    for number in "1234":
        actions.answer(run, number, Left.SKIPPED, by=maya, now=NOON)

    assert actions.finish(run, by=maya, now=NOON) is None
    assert MeasureRun.objects.count() == 0


def test_one_goes_on_where_one_stopped_for_a_week(mood: MeasureRun, maya: User) -> None:
    week = NOON + 7 * DAY

    assert actions.begin(PHQ_9, member=maya, now=week - SECOND) == mood
    with refused(actions.TooOld):
        actions.answer(mood, "9", 0, by=maya, now=week)
    with refused(actions.TooOld):
        actions.finish(mood, by=maya, now=week)
    anew = actions.begin(PHQ_9, member=maya, now=week)
    assert (anew.answers, list(MeasureRun.objects.all())) == ({}, [anew])


def test_two_cannot_be_begun_of_one_instrument(mood: MeasureRun, maya: User) -> None:
    with refused(IntegrityError):
        MeasureRun.objects.create(
            member=maya, instrument="phq-9", sealed=b"", started_at=NOON, version="", language=""
        )


@pytest.mark.parametrize(
    ("instrument", "short", "days"),
    [(PHQ_4, "0000", 14), (PCL_5, "0" * 20, 28), (HRQOL_4, "1000", 30)],
    ids=["phq-4", "pcl-5", "hrqol-4"],
)
def test_it_is_offered_again_once_the_days_are_over(
    maya: User, instrument: Instrument, short: str, days: int
) -> None:
    taken(instrument, short, member=maya)

    with refused(actions.TooSoon):
        actions.begin(instrument, member=maya, now=NOON + days * DAY - SECOND)
    assert actions.begin(instrument, member=maya, now=NOON + days * DAY).answers == {}


def test_nobody_waits_with_asq(maya: User) -> None:
    taken(ASQ, "000", member=maya)

    assert actions.begin(ASQ, member=maya, now=NOON).answers == {}


def test_a_changed_answer_takes_with_it_what_is_not_asked_any_more(maya: User) -> None:
    run = actions.begin(PC_PTSD_5, member=maya, now=NOON)
    for key in ("event", "1", "2"):
        actions.answer(run, key, 1, by=maya, now=NOON)
    actions.answer(run, "event", 0, by=maya, now=NOON)

    found = actions.finish(run, by=maya, now=NOON)

    assert found is not None
    assert (found.answers, found.total) == ({"event": 0}, 0)


@pytest.mark.parametrize(("key", "given"), [("5", 0), ("4", 1), ("1", 2), ("nothing", 0)], ids=str)
def test_what_is_not_asked_is_not_kept(maya: User, key: str, given: int) -> None:
    run = actions.begin(ASQ, member=maya, now=NOON)

    with refused(actions.NotAsked):
        actions.answer(run, key, given, by=maya, now=NOON)


def test_nothing_changes_it_once_it_is_finished(maya: User) -> None:
    run = taken(PHQ_4, "1111", member=maya)

    with refused(actions.Finished):
        actions.answer(run, "1", 3, by=maya, now=NOON)
    for change in ({"total": 0}, {"band": ""}, {"sealed": b""}, {"finished_at": None}):
        with refused(DatabaseError):
            MeasureRun.objects.filter(pk=run.pk).update(**change)
    assert actions.finish(run, by=maya, now=NOON + DAY).finished_at == NOON  # type: ignore[union-attr]


def test_a_new_key_seals_the_answers_anew_and_changes_nothing_else(maya: User) -> None:
    run = taken(PHQ_4, "1230", member=maya)

    with override_settings(TEXT_KEYS=["a-new-key", *settings.TEXT_KEYS]):
        assert (actions.seal_anew(), actions.seal_anew()) == (1, 0)
        run.refresh_from_db()
        assert is_current(bytes(run.sealed))
        assert list(run.answers.values()) == [1, 2, 3, 0]


def test_somebody_else_can_do_nothing_with_it(mood: MeasureRun, noor: User, ines: User) -> None:
    for other in (noor, ines):
        with refused(actions.NotYours):
            actions.answer(mood, "9", 0, by=other, now=NOON)
        with refused(actions.NotYours):
            actions.finish(mood, by=other, now=NOON)
        with refused(actions.NotYours):
            actions.forget(mood, by=other)


def test_what_is_deleted_is_gone(maya: User) -> None:
    run = taken(PHQ_4, "1111", member=maya)

    actions.forget(run, by=maya)

    assert MeasureRun.objects.count() == 0
    assert (
        actions.begin(PHQ_4, member=maya, now=NOON).answers == {}
    )  # nothing is left that could count
