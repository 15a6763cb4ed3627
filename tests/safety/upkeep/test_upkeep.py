"""What nobody has checked for half a year is said: to the team, to administrators, to the terminal."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications.models import Notice
from safety.resources import lines as table_of_lines
from safety.resources.lines import STALE_AFTER, table
from safety.upkeep import actions
from safety.upkeep.reading import next_due, stale_entries
from tests.conftest import Person

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
LATE = datetime(2027, 5, 10, 9, 0, tzinfo=UTC)
EARLY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the clock of pages and commands."""
    return lambda now: monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def rowan(person: Person) -> User:
    """Rowan, an administrator."""
    return person("Rowan", Role.ADMINISTRATOR)


def test_an_entry_is_stale_after_183_days_and_not_before() -> None:
    first = next_due()

    assert timedelta(days=183) == STALE_AFTER
    assert stale_entries(on=first) == []
    assert len(stale_entries(on=first + timedelta(days=1))) == len(table().lines)


def test_the_command_prints_each_and_fails(at: Callable[[datetime], None]) -> None:
    printed = StringIO()
    at(LATE)

    with pytest.raises(CommandError, match=f"{len(table().lines)} to check"):
        call_command("check_lines", stdout=printed)

    rows = printed.getvalue().splitlines()
    assert len(rows) == len(table().lines)
    assert "2026-11-01  Line: Samaritans (Ireland)" in rows


def test_the_command_is_content_while_everything_was_checked(
    at: Callable[[datetime], None],
) -> None:
    printed = StringIO()
    at(EARLY)

    call_command("check_lines", stdout=printed)

    assert printed.getvalue() == "Everything was checked within the last 183 days.\n"


def test_administrators_are_told_once_a_month(rowan: User, ines: User) -> None:
    for now in (LATE, LATE + timedelta(hours=6), LATE + timedelta(days=30)):
        actions.report_stale(now=now)

    told = Notice.objects.filter(kind="safety.stale").order_by("due_at")
    assert [(notice.person, notice.due_at) for notice in told] == [
        (rowan, LATE),
        (rowan, LATE + timedelta(days=30)),
    ]
    assert told[0].context == {"count": str(len(table().lines))}


def test_nobody_is_told_while_everything_was_checked(rowan: User) -> None:
    assert actions.report_stale(now=EARLY) == 0
    assert not Notice.objects.exists()


def test_where_nobody_is_an_administrator_the_supervisors_are_told(ade: User) -> None:
    actions.report_stale(now=LATE)

    assert [notice.person for notice in Notice.objects.all()] == [ade]


def test_the_team_sees_the_list_and_a_stranger_does_not(
    rowan: User,
    ines: User,
    noor: User,
    sam: User,
    client_of: ClientOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(table_of_lines, "STALE_AFTER", timedelta(days=-400))

    for somebody in (rowan, ines):
        page = client_of(somebody).get("/checks/").content.decode()
        assert "988 Suicide and Crisis Lifeline" in page
    for somebody in (noor, sam):
        assert client_of(somebody).get("/checks/").status_code == 404
    assert date(2026, 11, 1) == min(line.checked_on for line in table().lines)
