"""Taking a place and giving it back, and what is counted of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState, Mode
from sessions.measures.models import MeasureRun
from sessions.organisations import actions, reading
from sessions.organisations.actions import HasPlace, NameTaken, NoSuchCode, TooManyCodes
from sessions.organisations.models import (
    Belonging,
    ChangeCounted,
    ChangeFigure,
    Cohort,
    FigureMonth,
    FigureRow,
    JoinCode,
    Organisation,
)
from sessions.organisations.reading import Seat
from tests.builders_matching import published_specialist
from tests.cast import NOON
from tests.sessions.organisations.conftest import HARBOR

pytestmark = pytest.mark.django_db
Joins = Callable[..., None]
DAY = timedelta(days=1)
NOVEMBER = date(2026, 11, 1)
COUNTED = datetime(2026, 12, 8, 5, 0, tzinfo=UTC)  # midnight in New York, a week after its end


@pytest.fixture
def twelve(db: None) -> list[User]:
    """Twelve members, nobody of the cast."""
    return [
        accounts.create_person(email=f"x{one}@people.example", password=None, handle="", now=NOON)
        for one in range(12)
    ]


def met(sam: User, members: Sequence[User], *, from_: datetime = NOON) -> None:
    """Sessions with Sam, one after the other, half of an hour each, all in an hour of the day."""
    profile = published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)
    at = [
        from_ + DAY * (one // 2) + timedelta(minutes=30 * (one % 2)) for one in range(len(members))
    ]
    Booking.objects.bulk_create(
        Booking(
            member=member, specialist=profile, starts_at=begins, mode=Mode.TEXT,
            ends_at=begins + timedelta(minutes=30), state=BookingState.HELD, zone_shown="UTC",
            booked_at=NOON, changed_at=NOON,
        )
        for member, begins in zip(members, at, strict=True)
    )  # fmt: skip


def answered(member: User, total: int, at: datetime) -> None:
    MeasureRun.objects.create(
        member=member, instrument="ucla-3", version="1", language="en", sealed=b"", total=total,
        started_at=at, finished_at=at,
    )  # fmt: skip


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__startswith="sessions.").order_by("pk")
    return list(found.values_list("verb", flat=True))


# --- Codes --------------------------------------------------------------------------------------


def test_a_code_opens_the_same_for_the_next_one_as_if_nobody_had_come(
    code: str, joins: Joins, maya: User, noor: User, year: Cohort
) -> None:
    before = actions.opened_by(code.lower(), now=NOON)

    joins(maya)

    assert actions.opened_by(code, now=NOON) == before
    joins(noor)
    assert Belonging.objects.filter(cohort=year).count() == 2
    assert code not in str(list(JoinCode.objects.values()))


def test_everything_that_opens_nothing_is_answered_alike(
    code: str, year: Cohort, harbor: Organisation, ade: User
) -> None:
    def said(given: str = code, now: datetime = NOON) -> str:
        with pytest.raises(NoSuchCode) as refused:
            actions.opened_by(given, now=now)
        return refused.value.message

    wrong, ended = said("AAAA-BBBB-CCCC"), said(now=NOON + timedelta(days=90))
    early = said(now=datetime(2026, 8, 31, 12, tzinfo=UTC))
    Cohort.objects.update(closes_on=date(2026, 11, 22))
    late = said()
    Cohort.objects.update(closes_on=None)
    actions.change(harbor, replace(HARBOR, places=0), by=ade)
    Belonging.objects.bulk_create(  # ten came and went: the door does not know yet
        Belonging(member=ade, cohort=year, version="1", joined_at=NOON, left_at=NOON)
        for _ in range(10)
    )
    full = said()
    actions.change(harbor, HARBOR, by=ade)
    actions.revoke_code(JoinCode.objects.get(), by=ade, now=NOON)

    assert {wrong, ended, early, late, full} == {said()}


def test_an_organisation_that_ended_opens_nothing_and_gives_no_seat(
    code: str, joins: Joins, harbor: Organisation, maya: User, ade: User
) -> None:
    joins(maya)

    actions.end(harbor, by=ade, now=NOON)
    actions.end(harbor, by=ade, now=NOON)

    assert reading.seats_of(maya, NOON) == []
    assert actions.freeze_due(now=COUNTED) == 0
    with pytest.raises(NoSuchCode):
        actions.opened_by(code, now=NOON)


def test_ten_codes_work_at_a_time(year: Cohort, ade: User) -> None:
    for _ in range(actions.LIVE_MOST):
        actions.make_code(year, lasts=DAY, by=ade, now=NOON)

    with pytest.raises(TooManyCodes):
        actions.make_code(year, lasts=DAY, by=ade, now=NOON)
    actions.make_code(year, lasts=DAY, by=ade, now=NOON + DAY)


def test_names_are_there_once(harbor: Organisation, year: Cohort, ade: User) -> None:
    other = actions.make(replace(HARBOR, name="Other"), by=ade, now=NOON)

    with pytest.raises(NameTaken):
        actions.make(HARBOR, by=ade, now=NOON)
    with pytest.raises(NameTaken):
        actions.change(other, HARBOR, by=ade)
    with pytest.raises(NameTaken):
        actions.add_cohort(harbor, "2030", opens_on=NOVEMBER, closes_on=None, by=ade)


# --- A place ------------------------------------------------------------------------------------


def test_a_place_is_taken_counted_on_and_given_back(joins: Joins, maya: User) -> None:
    assert reading.seats_of(maya, NOON) == []

    joins(maya)
    with pytest.raises(HasPlace):
        joins(maya)
    key = Organisation.objects.get().pk
    assert reading.seats_of(maya, NOON) == [Seat("Harbor College", 2, key)]
    actions.choose_measures(counted=True, by=maya, now=NOON + DAY)
    actions.choose_measures(counted=True, by=maya, now=NOON + 2 * DAY)
    assert Belonging.objects.get().measures_since == NOON + DAY

    actions.leave(by=maya, now=NOON + 3 * DAY)
    actions.leave(by=maya, now=NOON + 4 * DAY)

    (gone,) = Belonging.objects.values_list("left_at", "measures_since", "version")
    assert gone == (NOON + 3 * DAY, None, "2026-11")
    assert reading.seats_of(maya, NOON) == []
    assert verbs()[-3:] == [Verb.PLACE_TAKEN, Verb.PLACE_MEASURES_CHOSEN, Verb.PLACE_LEFT]
    assert "Harbor" not in str(list(Entry.objects.values_list("details", flat=True)))


# --- Months -------------------------------------------------------------------------------------


def test_a_month_is_counted_once_and_never_changes(
    joins: Joins, harbor: Organisation, year: Cohort, twelve: list[User], sam: User
) -> None:
    joins(*twelve)
    met(sam, twelve)
    actions.leave(by=twelve[11], now=COUNTED - DAY)
    assert actions.freeze_due(now=COUNTED - timedelta(seconds=1)) == 0

    assert actions.freeze_due(now=COUNTED) == 1
    first = list(FigureRow.objects.values())
    for each in twelve:
        actions.leave(by=each, now=COUNTED)

    assert [
        (r["cohort_id"], r["places"], r["active"], r["sessions"], r["hours"]) for r in first
    ] == [(year.pk, 11, 11, 10, 5)]
    assert actions.freeze_due(now=COUNTED + DAY) == 0
    assert actions.freeze(harbor, NOVEMBER, now=COUNTED + DAY).frozen_at == COUNTED
    assert list(FigureRow.objects.values()) == first


def test_of_ten_people_nothing_is_kept(
    joins: Joins, harbor: Organisation, twelve: list[User], sam: User
) -> None:
    joins(*twelve[:10])
    met(sam, twelve)

    actions.freeze_due(now=COUNTED)

    assert (FigureMonth.objects.count(), FigureRow.objects.count()) == (1, 0)
    (line,) = reading.figures_of(harbor).uses
    assert {words for _, words in line.cells} == {"not shown"}


def test_sessions_before_a_place_and_outside_of_the_month_are_not_counted(
    joins: Joins, twelve: list[User], sam: User
) -> None:
    joins(*twelve, now=NOON + timedelta(minutes=10))
    met(sam, twelve)  # one of them before that: they have not used their place

    actions.freeze_due(now=COUNTED + 31 * DAY)

    found = FigureRow.objects.order_by("figures__month").values_list("places", "active", "sessions")
    assert list(found) == [(11, 11, 10), (11, None, None)]


def test_whoever_never_had_a_session_fills_no_group(
    joins: Joins, harbor: Organisation, twelve: list[User], sam: User, maya: User
) -> None:
    joins(*twelve, maya)
    met(sam, [maya])

    actions.freeze(harbor, NOVEMBER, now=COUNTED)

    assert FigureRow.objects.count() == 0


def test_the_database_refuses_a_small_number_and_another_one(
    harbor: Organisation, year: Cohort
) -> None:
    figures = FigureMonth.objects.create(organisation=harbor, month=NOVEMBER, frozen_at=COUNTED)
    for wrong in ({"places": 10}, {"places": 11, "active": 10}, {"places": 11, "sessions": 20}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FigureRow.objects.create(figures=figures, cohort=year, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeFigure.objects.create(
            figures=figures, instrument="ucla-3", people=10, mean=0, low=0, high=0
        )
    row = FigureRow.objects.create(figures=figures, cohort=year, places=11)
    with pytest.raises(DatabaseError), transaction.atomic():
        FigureRow.objects.filter(pk=row.pk).update(places=21)


def test_answers_are_counted_of_who_said_yes_met_somebody_and_is_in_no_figure(
    joins: Joins, harbor: Organisation, twelve: list[User], sam: User, noor: User, maya: User
) -> None:
    since = datetime(2026, 9, 2, 12, tzinfo=UTC)
    Organisation.objects.update(made_at=since)
    joins(*twelve, maya, measures=True, now=since)  # Maya meets nobody
    joins(noor, now=since)  # and Noor said nothing to it
    met(sam, [*twelve, noor], from_=since)
    for number, member in enumerate([*twelve, noor, maya]):
        answered(member, 9, since - DAY)  # before their yes
        answered(member, 7, since)
        answered(member, 5 + number % 2, since + timedelta(weeks=8))

    actions.freeze_due(now=COUNTED)

    (figure,) = ChangeFigure.objects.select_related("figures")
    assert (figure.figures.month, figure.instrument, figure.people) == (
        date(2026, 10, 1),
        "ucla-3",
        12,
    )
    assert [str(each) for each in (figure.mean, figure.low, figure.high)] == [
        "-1.5",
        "-1.8",
        "-1.2",
    ]
    assert set(ChangeCounted.objects.values_list("member", flat=True)) == {u.pk for u in twelve}
    assert FigureMonth.objects.count() == 3
