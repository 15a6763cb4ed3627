"""Topics that somebody does not want to meet: for a while, for them alone."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from peerhub.accounts import not_today
from peerhub.accounts.models import How, NotToday, User
from peerhub.accounts.not_today import Lasts
from peerhub.topics.models import ContentNote
from tests.cast import NOON

ClientOf = Callable[[User], Client]


@pytest.fixture
def grief(vocabulary: None) -> ContentNote:
    return ContentNote.objects.get(slug="death-grief")


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
        (
            "America/New_York",
            datetime(2026, 3, 8, 6, tzinfo=UTC),
            datetime(2026, 3, 9, 4, tzinfo=UTC),
        ),
        (
            "America/New_York",
            datetime(2026, 11, 1, 5, tzinfo=UTC),
            datetime(2026, 11, 2, 5, tzinfo=UTC),
        ),
        (
            "Europe/London",
            datetime(2026, 7, 1, 12, tzinfo=UTC),
            datetime(2026, 7, 1, 23, tzinfo=UTC),
        ),
    ],
)
def test_today_ends_at_midnight_on_their_own_clock(
    zone: str, now: datetime, midnight: datetime, maya: User, grief: ContentNote
) -> None:
    User.objects.filter(pk=maya.pk).update(time_zone=zone)
    maya.refresh_from_db()

    chosen = not_today.choose(maya, note=grief, how=How.HIDE, lasts=Lasts.TODAY, now=now)

    assert chosen.until is not None
    assert chosen.until.astimezone(UTC) == midnight


def test_where_a_day_has_no_midnight_today_ends_with_its_last_second(
    maya: User, grief: ContentNote
) -> None:
    # In Santiago the clock goes from 23:59:59 to 01:00 in that night, at 04:00 UTC.
    User.objects.filter(pk=maya.pk).update(time_zone="America/Santiago")
    maya.refresh_from_db()

    now = datetime(2026, 9, 5, 16, tzinfo=UTC)
    chosen = not_today.choose(maya, note=grief, how=How.HIDE, lasts=Lasts.TODAY, now=now)

    assert chosen.until is not None
    assert chosen.until.astimezone(UTC) == datetime(2026, 9, 6, 4, tzinfo=UTC)


def test_what_is_over_is_used_again_and_never_counted_twice(maya: User, grief: ContentNote) -> None:
    not_today.choose(maya, note=grief, how=How.HIDE, lasts=Lasts.WEEK, now=NOON)
    later = NOON + timedelta(days=30)
    assert not_today.active(maya, now=later) == []

    not_today.choose(maya, note=grief, how=How.COVER, lasts=Lasts.OPEN, now=later)

    assert not_today.shown_how(maya, now=later + timedelta(days=900)) == {"death-grief": How.COVER}
    assert NotToday.objects.count() == 1


def test_what_holds_is_asked_in_one_query(
    maya: User, grief: ContentNote, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    alcohol = ContentNote.objects.get(slug="alcohol")
    for note, how in ((grief, How.HIDE), (alcohol, How.COVER)):
        not_today.choose(maya, note=note, how=how, lasts=Lasts.OPEN, now=NOON)

    with django_assert_num_queries(1):
        holds = not_today.shown_how(maya, now=NOON)

    assert holds == {"death-grief": How.HIDE, "alcohol": How.COVER}


@pytest.mark.usefixtures("vocabulary")
def test_every_topic_is_on_the_page_and_none_is_chosen(maya: User, client_of: ClientOf) -> None:
    page = client_of(maya).get("/settings/not-today/").content.decode()

    assert len(re.findall("<select", page)) == 24
    assert page.count(">As usual</option>") == 24
    assert "What you chose" not in page


def test_a_new_choice_replaces_the_one_before_and_can_be_ended(
    maya: User, grief: ContentNote, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    browser.post("/settings/not-today/", {"death-grief": "hide-today"})
    page = browser.post("/settings/not-today/", {"death-grief": "cover-open"}, follow=True)

    text = page.content.decode()
    assert "Death and grief</strong>: covered, until you change it" in text
    assert ">Keep covering it</option>" in text
    assert NotToday.objects.count() == 1
    browser.post("/settings/not-today/again/", {"note": "death-grief"})
    assert NotToday.objects.count() == 0


def test_several_topics_are_chosen_at_once_and_the_others_stay_as_they_are(
    maya: User, grief: ContentNote, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    browser.post("/settings/not-today/", {"death-grief": "hide-open", "alcohol": "hide-open"})

    browser.post(
        "/settings/not-today/", {"death-grief": "", "alcohol": "again", "suicide": "cover-week"}
    )

    assert not_today.shown_how(maya, now=timezone.now()) == {
        "death-grief": How.HIDE,
        "suicide": How.COVER,
    }


def test_noor_sees_and_ends_nothing_of_what_maya_chose(
    maya: User, noor: User, grief: ContentNote, client_of: ClientOf
) -> None:
    not_today.choose(maya, note=grief, how=How.HIDE, lasts=Lasts.OPEN, now=NOON)
    hers = client_of(noor)

    page = hers.get("/settings/not-today/").content.decode()
    hers.post("/settings/not-today/again/", {"note": "death-grief"})
    hers.post("/settings/not-today/", {"death-grief": "cover-open"})

    assert ("What you chose" in page, "Keep leaving it out" in page) == (False, False)
    assert not_today.shown_how(maya, now=NOON) == {"death-grief": How.HIDE}


@pytest.mark.parametrize("path", ["", "hide/", "again/"])
def test_a_visitor_is_asked_to_sign_in(path: str, client: Client, grief: ContentNote) -> None:
    address = f"/settings/not-today/{path}"
    answer = client.post(address, {"note": "death-grief", "lasts": "open"})

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/account/login/?next=/"
    assert NotToday.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "to"),
    [
        ("/r/abc/?around=4#m-4", "/r/abc/?around=4#m-4"),
        ("https://elsewhere.example/", "/settings/not-today/"),
        ("//elsewhere.example/", "/settings/not-today/"),
        ("/\\elsewhere.example/", "/settings/not-today/"),
        ("javascript:alert(1)", "/settings/not-today/"),
        ("", "/settings/not-today/"),
    ],
)
def test_from_a_covered_text_one_goes_back_to_it_and_nowhere_else(
    given: str, to: str, maya: User, grief: ContentNote, client_of: ClientOf
) -> None:
    answer = client_of(maya).post(
        "/settings/not-today/hide/", {"note": "death-grief", "lasts": "week", "next": given}
    )

    assert answer.headers["Location"] == to
    assert NotToday.objects.get().how == How.HIDE


@pytest.mark.parametrize(
    "given",
    [
        {"note": "no-such-topic", "lasts": "week"},
        {"note": "death-grief", "lasts": "for ever"},
        {},
    ],
)
def test_a_topic_or_time_that_does_not_exist_hides_nothing(
    given: dict[str, str], maya: User, grief: ContentNote, client_of: ClientOf
) -> None:
    answer = client_of(maya).post("/settings/not-today/hide/", given, follow=True)

    assert answer.redirect_chain == [("/settings/not-today/", 302)]
    assert "That did not work. You can choose the topic here." in answer.content.decode()
    assert NotToday.objects.count() == 0


def test_a_choice_that_does_not_exist_is_asked_for_again(
    maya: User, grief: ContentNote, client_of: ClientOf
) -> None:
    answer = client_of(maya).post("/settings/not-today/", {"death-grief": "hide-forever"})

    assert answer.status_code == 422
    assert NotToday.objects.count() == 0


def test_what_does_not_exist_cannot_be_shown_again(maya: User, client_of: ClientOf) -> None:
    answer = client_of(maya).post("/settings/not-today/again/", {"note": "no-such-topic"})

    assert answer.status_code == 404
