"""Topics that somebody does not want to meet: for a while, for them alone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from peerhub.accounts import not_today
from peerhub.accounts.models import How, NotToday, User
from peerhub.accounts.not_today import Lasts
from peerhub.topics.models import ContentNote
from tests.cast import NOON


@pytest.fixture
def grief(db: None) -> ContentNote:
    return ContentNote.objects.create(slug="death-grief", label="Death and grief", position=1)


def test_a_topic_is_left_out_until_its_time_is_over(maya: User, grief: ContentNote) -> None:
    not_today.choose(maya, note=grief, how=How.HIDE, lasts=Lasts.WEEK, now=NOON)

    week = timedelta(days=7)
    assert not_today.shown_how(maya, now=NOON + week - timedelta(seconds=1)) == {
        "death-grief": How.HIDE
    }
    assert not_today.shown_how(maya, now=NOON + week) == {}


def test_it_holds_for_nobody_else(maya: User, noor: User, grief: ContentNote) -> None:
    not_today.choose(maya, note=grief, how=How.HIDE, lasts=Lasts.OPEN, now=NOON)

    assert not_today.shown_how(noor, now=NOON) == {}


@pytest.mark.parametrize(
    ("zone", "now", "midnight"),
    [
        # 23 hours, 25 hours, and a day like any other.
        ("America/New_York", (2026, 3, 8, 6), (2026, 3, 9, 4)),
        ("America/New_York", (2026, 11, 1, 5), (2026, 11, 2, 5)),
        ("Europe/London", (2026, 7, 1, 12), (2026, 7, 1, 23)),
    ],
)
def test_today_ends_at_midnight_on_their_own_clock(
    zone: str, now: Any, midnight: Any, maya: User, grief: ContentNote
) -> None:
    User.objects.filter(pk=maya.pk).update(time_zone=zone)
    maya.refresh_from_db()

    chosen = not_today.choose(
        maya, note=grief, how=How.HIDE, lasts=Lasts.TODAY, now=datetime(*now, tzinfo=UTC)
    )

    assert chosen.until is not None
    assert chosen.until.astimezone(UTC) == datetime(*midnight, tzinfo=UTC)


def test_a_new_choice_replaces_the_one_before_and_can_be_ended(
    maya: User, grief: ContentNote, client_of: Any
) -> None:
    browser = client_of(maya)
    first = {"note": "death-grief", "how": "hide", "lasts": "today"}
    browser.post("/settings/not-today/", first)
    page = browser.post(
        "/settings/not-today/", first | {"how": "cover", "lasts": "open"}, follow=True
    )

    assert "Death and grief</strong>: covered, until you change it" in page.content.decode()
    assert NotToday.objects.count() == 1
    browser.post("/settings/not-today/again/", {"note": "death-grief"})
    assert NotToday.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "to"),
    [
        ("/r/abc/?around=4#m-4", "/r/abc/?around=4#m-4"),
        ("https://elsewhere.example/", "/settings/not-today/"),
        ("//elsewhere.example/", "/settings/not-today/"),
        ("", "/settings/not-today/"),
    ],
)
def test_from_a_covered_text_one_goes_back_to_it_and_nowhere_else(
    given: str, to: str, maya: User, grief: ContentNote, client_of: Any
) -> None:
    answer = client_of(maya).post(
        "/settings/not-today/hide/", {"note": "death-grief", "lasts": "week", "next": given}
    )

    assert answer.headers["Location"] == to
    assert NotToday.objects.get().how == How.HIDE


def test_nothing_is_chosen_without_a_topic(maya: User, grief: ContentNote, client_of: Any) -> None:
    answer = client_of(maya).post("/settings/not-today/", {"how": "hide", "lasts": "today"})

    assert answer.status_code == 422
    assert "Choose a topic." in answer.content.decode()
    assert NotToday.objects.count() == 0
