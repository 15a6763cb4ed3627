"""The page "How it has been": a member's own lines, for their eyes alone, kind about what it shows."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from peerhub.accounts.models import User
from sessions.checkins import actions as check_ins
from sessions.checkins.states import Part
from sessions.heavy_days import actions as hard_days
from sessions.heavy_days import happened
from sessions.heavy_days.dates import Span
from sessions.heavy_days.states import Part as Words
from sessions.pacing.bring import heaviness
from sessions.pacing.models import Heaviness
from sessions.progress import actions, lines, reading
from sessions.progress.lines import Happening, Line, Point
from tests.builders_notes import held_session
from tests.builders_sessions import bookable_specialist
from tests.cast import NOON

PAGE, HIDING = "/progress/", "/progress/graphs/"
DAY = timedelta(days=1)
ClientOf = Callable[[User], Client]


def words_of(page: Any) -> str:
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def line(*points: tuple[int, float], now: datetime, key: str = "calm", **given: Any) -> Line:
    """Numbers by how many days they are ago."""
    said = [Point(now - ago * DAY, value) for ago, value in points]
    return Line(key, "How calm", 0, 10, "Higher is lighter.", said, **given)


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let these be all that is offered."""

    def offer(*found: Line, happenings: tuple[Happening, ...] = ()) -> None:
        bring = [lambda _who, _now: found]
        monkeypatch.setattr(lines, "_lines", bring)
        monkeypatch.setattr(lines, "_happenings", [lambda _who, _since, _until: happenings])

    return offer


def shown(member: User, key: str = "months") -> list[reading.Shown]:
    period, hidden = reading.period_of(key), actions.hidden_by(member)
    return reading.progress(member, period=period, hidden=hidden, now=NOON)


@pytest.mark.django_db
def test_each_line_has_its_sentence_its_drawing_and_its_numbers(
    maya: User, only: Callable[..., None]
) -> None:
    only(line((20, 4), (10, 5.5), now=NOON))

    (found,) = shown(maya)

    assert found.sentence == "2 numbers: 4 and 5.5."
    assert [says for _, says in found.rows] == ["5.5", "4"]
    assert found.drawing is not None
    assert len(found.drawing.dots) == 2
    assert found.said == (
        "2 numbers: 4 and 5.5. From 0 to 10. Higher is lighter. The numbers are in the table below."
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("period", "count"), [("weeks", 1), ("months", 2), ("year", 3), ("all", 4), ("nothing", 2)]
)
def test_only_what_lies_in_the_chosen_time_is_drawn_and_told(
    maya: User, only: Callable[..., None], period: str, count: int
) -> None:
    only(line((500, 2), (200, 3), (60, 4), (10, 5), now=NOON))

    assert [len(found.rows) for found in shown(maya, period)] == [count]


@pytest.mark.django_db
def test_a_time_with_nothing_in_it_is_no_reproach(maya: User, only: Callable[..., None]) -> None:
    only(line((60, 4), now=NOON))

    (found,) = shown(maya, "weeks")

    assert (found.drawing, found.sentence, found.rows) == (None, "", ())


@pytest.mark.django_db
def test_the_stretch_of_most_numbers_has_a_name_where_there_are_some(
    maya: User, only: Callable[..., None]
) -> None:
    many = [(ago, 3 + ago % 3) for ago in range(1, 10)]
    only(line(*many, now=NOON, usual="most"), line((1, 3), (2, 4), now=NOON, usual="most"))

    drawn = [found.drawing.bands for found in shown(maya) if found.drawing]

    assert [[(band.low, band.high, band.name) for band in bands] for bands in drawn] == [
        [("3", "4", "most")],
        [],
    ]


@pytest.mark.django_db
def test_a_hidden_line_is_its_name_alone_until_it_is_shown_again(
    maya: User, noor: User, only: Callable[..., None]
) -> None:
    only(line((10, 4), now=NOON))
    actions.hide("calm", by=maya)
    actions.hide("calm", by=maya)

    (found,) = shown(maya)
    assert (found.is_hidden, found.sentence, found.rows, found.drawing) == (True, "", (), None)
    assert [each.is_hidden for each in shown(noor)] == [False]
    actions.show("calm", by=maya)

    assert [each.is_hidden for each in shown(maya)] == [False]


@pytest.mark.django_db
def test_what_happened_is_numbered_under_every_line(maya: User, only: Callable[..., None]) -> None:
    only(line((10, 4), now=NOON), happenings=(Happening(NOON - 9 * DAY, "a session"),))

    (found,) = shown(maya)

    assert found.drawing is not None
    assert [(note.number, note.events[0].name) for note in found.drawing.notes] == [
        (1, "a session")
    ]


@pytest.mark.django_db
def test_a_hard_day_has_the_members_own_name_each_year_it_came(maya: User) -> None:
    on = NOON.date() + DAY
    day = hard_days.begin(
        hard_days.Dates(Span(on.replace(year=2024), on.replace(year=2024), yearly=True)),
        member=maya,
        now=NOON,
    )
    hard_days.begin(hard_days.Dates(Span(on, on, yearly=False)), member=maya, now=NOON)
    hard_days.write(day, {Words.NAME: "The flood"}, by=maya, now=NOON)

    found = happened.hard_days(maya, NOON - 400 * DAY, NOON + 2 * DAY)

    assert [(each.at.date().year, each.name) for each in found] == [
        (2025, "The flood"),
        (2026, "The flood"),
        (2026, "A day you wrote down"),
    ]


@pytest.mark.django_db
def test_how_heavy_sessions_felt_is_two_lines(maya: User, sam: User) -> None:
    peer = bookable_specialist(sam, now=NOON - 60 * DAY)
    for days, before, after in ((9, 7, None), (2, 6, 3)):
        session = held_session(maya, peer, ended=days * DAY, now=NOON)
        Heaviness.objects.create(booking=session, before=before, after=after)

    first, then = heaviness(maya, NOON)

    assert [point.says for point in first.points] == ["7 of 10", "6 of 10"]
    assert [point.says for point in then.points] == ["3 of 10"]
    assert [each.name for each in lines.happenings(maya, since=NOON - 9 * DAY, until=NOON)] == [
        "A session"
    ]


@pytest.mark.django_db
def test_who_said_nothing_finds_kind_words_and_no_graph(noor: User, client_of: ClientOf) -> None:
    page = client_of(noor).get(PAGE)

    assert "Nothing is here yet, and nothing has to be." in words_of(page)
    assert 'class="chart"' not in page.content.decode()


@pytest.mark.django_db
def test_the_page_says_it_draws_it_and_folds_it_away(
    maya: User, client_of: ClientOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    now, client = timezone.now(), client_of(maya)
    today = now.astimezone(maya.zone).date()
    check_ins.say(Part.DAY, 4, on=today, by=maya, now=now - timedelta(seconds=1))

    with django_assert_num_queries(10):
        page = client.get(PAGE)
    assert "How your days have been One number: 4. Higher is lighter." in words_of(page)
    assert page.content.decode().count('class="chart"') == 1
    answer = client.post(HIDING, {"line": "days", "hide": "yes", "show": "year"})
    assert answer.headers["Location"] == f"{PAGE}?show=year#days"
    assert 'class="chart"' not in client.get(PAGE).content.decode()
    client.post(HIDING, {"line": "days", "hide": "no"})

    assert 'class="chart"' in client.get(PAGE).content.decode()


@pytest.mark.django_db
def test_a_line_that_is_not_theirs_cannot_be_hidden(noor: User, client_of: ClientOf) -> None:
    assert client_of(noor).post(HIDING, {"line": "days", "hide": "yes"}).status_code == 404
    assert client_of(noor).get(HIDING).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["noor", "sam", "ines"])
def test_only_the_member_ever_reaches_their_lines(
    maya: User, who: str, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    now = timezone.now()
    today = now.astimezone(maya.zone).date()
    check_ins.say(Part.DAY, 4, on=today, by=maya, now=now - timedelta(seconds=1))

    page = client_of(request.getfixturevalue(who)).get(PAGE).content.decode()

    assert 'class="chart"' not in page
