"""Topics rest around a day: from when its member said until when, and by nobody's help."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from peerhub.accounts import actions as accounts
from peerhub.accounts import not_today
from peerhub.accounts.models import How, NotToday, User
from peerhub.accounts.not_today import Lasts
from peerhub.topics.models import ContentNote
from sessions.heavy_days import actions
from sessions.heavy_days.actions import Dates, Softer
from sessions.heavy_days.dates import Span
from sessions.heavy_days.models import HardDay
from tests.cast import NOON
from tests.sessions.heavy_days.conftest import THE_NINTH, ClientOf, kept_day

pytestmark = pytest.mark.django_db
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
# In New York, five hours behind: the eighth begins and the tenth ends.
BEGINS, ENDS = datetime(2026, 12, 8, 5, tzinfo=UTC), datetime(2026, 12, 11, 5, tzinfo=UTC)
AROUND = Softer(notes=["death-grief"], how=How.HIDE, before=1, after=1)
LEFT_OUT = {"death-grief": How.HIDE}


@pytest.fixture
def soft(day: HardDay, maya: User, grief: ContentNote) -> HardDay:
    actions.choose_softer(day, AROUND, by=maya, now=NOON)
    return day


def shown(person: User, at: datetime) -> dict[str, How]:
    return not_today.shown_how(person, now=at)


def test_it_begins_and_ends_by_itself_on_the_members_own_clock(soft: HardDay, maya: User) -> None:
    assert shown(maya, BEGINS - SECOND) == {}
    assert shown(maya, BEGINS) == LEFT_OUT
    assert shown(maya, ENDS - SECOND) == LEFT_OUT
    assert shown(maya, ENDS) == {}


def test_it_holds_for_nobody_else(soft: HardDay, noor: User) -> None:
    assert shown(noor, BEGINS) == {}


@pytest.mark.parametrize("before", [How.COVER, How.HIDE])
def test_what_was_chosen_before_is_there_again_when_it_ends(
    day: HardDay, maya: User, grief: ContentNote, before: How
) -> None:
    not_today.choose(maya, note=grief, how=before, lasts=Lasts.OPEN, now=NOON)

    actions.choose_softer(day, AROUND, by=maya, now=NOON)

    assert [shown(maya, at) for at in (NOON, BEGINS, ENDS)] == [
        {"death-grief": before},
        LEFT_OUT,
        {"death-grief": before},
    ]


def test_it_never_shows_more_than_what_was_chosen(
    day: HardDay, maya: User, grief: ContentNote
) -> None:
    not_today.choose(maya, note=grief, how=How.HIDE, lasts=Lasts.OPEN, now=NOON)

    covered = Softer(notes=["death-grief"], how=How.COVER)
    actions.choose_softer(day, covered, by=maya, now=NOON)

    noon_of_the_day = BEGINS + DAY + DAY / 2
    assert shown(maya, noon_of_the_day) == LEFT_OUT
    assert [choice.how for choice in not_today.active(maya, now=noon_of_the_day)] == [How.HIDE]


def test_a_choice_for_longer_than_it_stays_when_it_ends(
    soft: HardDay, maya: User, grief: ContentNote
) -> None:
    not_today.choose(maya, note=grief, how=How.HIDE, lasts=Lasts.WEEK, now=ENDS - DAY)

    assert shown(maya, ENDS) == LEFT_OUT


def test_the_newest_word_counts_while_it_is_on(
    soft: HardDay, maya: User, grief: ContentNote
) -> None:
    not_today.choose(maya, note=grief, how=How.COVER, lasts=Lasts.TODAY, now=BEGINS)

    assert shown(maya, BEGINS) == {"death-grief": How.COVER}


def test_hiding_a_topic_today_does_not_shorten_it(
    soft: HardDay, maya: User, grief: ContentNote
) -> None:
    not_today.choose(maya, note=grief, how=How.HIDE, lasts=Lasts.TODAY, now=BEGINS)

    assert shown(maya, ENDS - SECOND) == LEFT_OUT


def test_a_topic_that_is_shown_again_stays_shown_also_when_all_is_planned_anew(
    soft: HardDay, maya: User, grief: ContentNote
) -> None:
    not_today.forget(maya, note=grief, now=BEGINS)

    actions.replan_for(maya, BEGINS + SECOND)

    assert shown(maya, BEGINS + SECOND) == {}


@pytest.mark.parametrize("at", [NOON, BEGINS, ENDS - SECOND])
def test_the_member_lifts_it_at_any_time(soft: HardDay, maya: User, at: datetime) -> None:
    actions.lift(soft, by=maya, now=at)
    actions.replan_for(maya, at)

    assert [shown(maya, later) for later in (at, BEGINS, ENDS - SECOND)] == [{}, {}, {}]


def test_what_was_lifted_this_year_comes_back_the_next(maya: User, grief: ContentNote) -> None:
    day = kept_day(maya, yearly=True)
    actions.choose_softer(day, AROUND, by=maya, now=NOON)
    actions.lift(day, by=maya, now=BEGINS)

    assert actions.look_after_due(now=ENDS) == 1

    assert shown(maya, BEGINS + 365 * DAY) == LEFT_OUT
    assert shown(maya, BEGINS + 365 * DAY - SECOND) == {}


def test_the_next_year_is_planned_once_however_often_somebody_looks(
    maya: User, grief: ContentNote
) -> None:
    day = kept_day(maya, yearly=True)
    actions.choose_softer(day, AROUND, by=maya, now=NOON)
    assert actions.look_after_due(now=BEGINS) == 0

    assert [actions.look_after_due(now=ENDS) for _ in range(3)] == [1, 0, 0]

    planned = NotToday.objects.get(person=maya)
    assert (planned.since, planned.until) == (BEGINS + 365 * DAY, ENDS + 365 * DAY)


def test_after_the_last_time_nothing_of_it_is_left(soft: HardDay, maya: User) -> None:
    actions.look_after_due(now=ENDS)
    soft.refresh_from_db()

    assert (soft.look_at, NotToday.objects.count()) == (None, 0)


@pytest.mark.parametrize("at", [NOON, BEGINS])
def test_it_moves_with_its_member_to_another_zone(soft: HardDay, maya: User, at: datetime) -> None:
    accounts.change_settings(maya, time_zone="Europe/Berlin", country="DE", now=at)

    six_hours = timedelta(hours=6)
    assert shown(maya, BEGINS - six_hours) == LEFT_OUT
    assert shown(maya, BEGINS - six_hours - SECOND) == {}
    assert shown(maya, ENDS - six_hours) == {}


def test_it_moves_with_its_date(soft: HardDay, maya: User) -> None:
    later = THE_NINTH + 7 * DAY

    actions.keep_dates(soft, Dates(Span(later, later, yearly=False)), by=maya, now=NOON)

    assert [shown(maya, at) for at in (BEGINS, BEGINS + 7 * DAY)] == [{}, LEFT_OUT]


def test_what_was_lifted_for_one_date_rests_again_for_another(soft: HardDay, maya: User) -> None:
    actions.lift(soft, by=maya, now=NOON)
    later = THE_NINTH + 7 * DAY

    actions.keep_dates(soft, Dates(Span(later, later, yearly=False)), by=maya, now=NOON)

    assert shown(maya, BEGINS + 7 * DAY) == LEFT_OUT


def test_two_days_at_once_do_not_end_each_other(soft: HardDay, maya: User) -> None:
    other = kept_day(maya, first=date(2026, 12, 10))
    actions.choose_softer(other, AROUND, by=maya, now=NOON)

    actions.forget(other, by=maya, now=BEGINS)

    assert [shown(maya, at) for at in (BEGINS, ENDS)] == [LEFT_OUT, {}]


def test_no_topic_ticked_ends_it(soft: HardDay, maya: User) -> None:
    actions.choose_softer(soft, Softer(), by=maya, now=BEGINS)

    assert shown(maya, BEGINS) == {}


def test_what_holds_is_still_asked_in_one_query(
    soft: HardDay, maya: User, grief: ContentNote, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    not_today.choose(maya, note=grief, how=How.COVER, lasts=Lasts.OPEN, now=NOON)

    with django_assert_num_queries(1):
        assert shown(maya, BEGINS) == LEFT_OUT


def test_help_is_the_same_while_topics_rest(
    maya: User, grief: ContentNote, client_of: ClientOf
) -> None:
    def main(client: Client) -> str:
        return client.get("/now/").content.decode().partition("<main")[2].partition("</main")[0]

    client = client_of(maya)
    before = main(client)
    every = Softer(notes=list(ContentNote.objects.values_list("slug", flat=True)), how=How.HIDE)
    day = kept_day(maya, first=date(2026, 1, 1), last=date(2026, 1, 1), yearly=True)
    actions.choose_softer(day, every, by=maya, now=NOON)
    # Now, whenever that is: the plan is moved to hold at this moment.
    NotToday.objects.update(since=NOON - 4000 * DAY, until=NOON + 4000 * DAY)

    assert main(client) == before
