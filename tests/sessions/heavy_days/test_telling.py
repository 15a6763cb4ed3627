"""A discreet notice before a day, if its member wants one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications import kinds
from peerhub.notifications.models import Notice
from sessions.heavy_days import actions
from sessions.heavy_days.actions import Dates
from sessions.heavy_days.dates import Span
from sessions.heavy_days.models import HardDay
from sessions.heavy_days.states import Part
from tests.cast import NOON
from tests.sessions.heavy_days.conftest import THE_NINTH, kept_day

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TEN_ON_THE_SIXTH = datetime(2026, 12, 6, 15, tzinfo=UTC)  # in New York


def coming() -> list[datetime]:
    planned = Notice.objects.filter(sent_at=None, cancelled_at=None)
    return list(planned.order_by("due_at").values_list("due_at", flat=True))


def tell_due(now: datetime) -> int:
    return sum(notifications.deliver(each, now=now) for each in notifications.claim_due(now=now))


def test_without_a_wish_nobody_is_told(day: HardDay) -> None:
    assert not Notice.objects.exists()


def test_it_comes_so_many_days_before_in_the_morning(maya: User) -> None:
    kept_day(maya, heads_up=3)

    assert coming() == [TEN_ON_THE_SIXTH]


def test_it_says_nothing_of_the_day(maya: User) -> None:
    day = kept_day(maya, heads_up=3)
    actions.write(day, {Part.NAME: "The flood"}, by=maya, now=NOON)
    notice = Notice.objects.get()

    kind = kinds.known(notice.kind)
    said = [notice.context, kind.line, kind.mail_line]
    assert said == [
        {},
        "You asked us to remind you of something.",
        "You asked us to remind you of something. Sign in to see it.",
    ]
    for word in ("flood", "12-09", "2026"):
        assert word not in f"{notice.reference} {notice.url} {notice.kind}"


def test_what_would_have_been_told_already_is_not_told_any_more(maya: User) -> None:
    kept_day(maya, first=date(2026, 11, 24), heads_up=3)

    assert coming() == []


def test_of_a_day_that_comes_every_year_the_next_notice_is_planned(maya: User) -> None:
    kept_day(maya, first=date(2026, 11, 24), yearly=True, heads_up=3)

    assert coming() == [datetime(2027, 11, 21, 15, tzinfo=UTC)]


def test_each_year_it_is_told_once(maya: User) -> None:
    kept_day(maya, yearly=True, heads_up=3)
    told = [tell_due(TEN_ON_THE_SIXTH), tell_due(TEN_ON_THE_SIXTH + HOUR)]

    looked = [actions.look_after_due(now=TEN_ON_THE_SIXTH + 4 * DAY) for _ in range(2)]

    assert (told, looked) == ([1, 0], [1, 0])
    assert coming() == [datetime(2027, 12, 6, 15, tzinfo=UTC)]


@pytest.mark.parametrize(("heads_up", "due"), [(None, []), (0, [TEN_ON_THE_SIXTH + 3 * DAY])])
def test_another_wish_holds_at_once(maya: User, heads_up: int | None, due: list[datetime]) -> None:
    day = kept_day(maya, heads_up=3)

    actions.keep_dates(day, Dates(day.span, heads_up), by=maya, now=NOON)

    assert coming() == due


def test_a_wish_that_was_taken_back_can_be_had_again(maya: User) -> None:
    day = kept_day(maya, heads_up=3)
    for heads_up in (None, 3):
        actions.keep_dates(day, Dates(day.span, heads_up), by=maya, now=NOON)

    assert coming() == [TEN_ON_THE_SIXTH]


def test_another_date_is_told_even_where_the_old_one_was(maya: User) -> None:
    day = kept_day(maya, heads_up=3)
    tell_due(TEN_ON_THE_SIXTH)
    later = Span(THE_NINTH + 7 * DAY, THE_NINTH + 7 * DAY, yearly=False)

    actions.keep_dates(day, Dates(later, 3), by=maya, now=TEN_ON_THE_SIXTH)

    assert coming() == [TEN_ON_THE_SIXTH + 7 * DAY]


def test_it_follows_to_another_zone(maya: User) -> None:
    kept_day(maya, heads_up=3)

    accounts.change_settings(maya, time_zone="Asia/Tokyo", country="JP", now=NOON)

    assert coming() == [datetime(2026, 12, 6, 1, tzinfo=UTC)]


def test_whoever_moves_past_the_hour_is_told_when_they_are_awake(maya: User) -> None:
    kept_day(maya, heads_up=3)

    just_before = TEN_ON_THE_SIXTH - HOUR  # eleven at night in Tokyo
    accounts.change_settings(maya, time_zone="Asia/Tokyo", country="JP", now=just_before)

    assert coming() == [datetime(2026, 12, 7, 1, tzinfo=UTC)]
    assert tell_due(datetime(2026, 12, 7, 1, tzinfo=UTC)) == 1


def test_deleting_the_day_deletes_what_was_told_and_what_was_to_come(maya: User) -> None:
    day = kept_day(maya, yearly=True, heads_up=3)
    tell_due(TEN_ON_THE_SIXTH)
    actions.look_after_due(now=TEN_ON_THE_SIXTH + 4 * DAY)
    assert Notice.objects.count() == 2

    actions.forget(day, by=maya, now=TEN_ON_THE_SIXTH + 5 * DAY)

    assert not Notice.objects.exists()
