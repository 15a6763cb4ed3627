"""Maya tries someone else: one tap, no reason, no mark on anyone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from matching import meetings
from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.rematch import actions
from matching.rematch.models import Change, SetAside
from matching.rematch.patterns import Cell, suppressed
from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from tests.builders_matching import published_specialist, topics
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
Person = Callable[..., User]


def test_one_tap_shows_the_next_three_in_the_order_that_fits(
    maya: User, sam: User, person: Person, client_of: ClientOf
) -> None:
    published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)
    for name, roots in (("Ann", ()), ("Ben", ("R7",)), ("Cleo", ()), ("Dan", ())):
        published_specialist(person(name), roots=roots, struggles=("S35",), now=NOON)
    intake.keep(maya, Answers(roots=topics("R7")), agrees=True, now=NOON)
    browser = client_of(maya)
    assert 'action="/people/sam/aside/"' in browser.get("/people/sam/").content.decode()

    assert browser.post("/people/sam/aside/").headers["Location"] == "/you/someone-else/"

    cards = browser.get("/you/someone-else/").context["cards"]
    assert [card.profile.name for card in cards] == ["Ben", "Ann", "Cleo"]


def test_whom_she_never_met_hears_nothing(maya: User, sam: User) -> None:
    actions.try_someone_else(published_specialist(sam, now=NOON), by=maya, now=NOON)

    assert not Notice.objects.exists()


def test_whom_she_met_hears_neutral_words_once_and_the_session_stays(
    maya: User, sam: User, client_of: ClientOf
) -> None:
    profile = bookable_specialist(sam, now=NOON)
    booking = booked_session(maya, profile, NOON)
    assert "Try someone else" in client_of(maya).get(booking.get_absolute_url()).content.decode()

    for _ in range(2):
        actions.try_someone_else(profile, by=maya, now=NOON)

    told = Notice.objects.get(person=sam, kind="matching.goes_on")
    assert told.context == {}
    booking.refresh_from_db()
    assert booking.state == "booked"


def test_the_specialists_side_of_a_session_has_no_such_button(
    maya: User, sam: User, client_of: ClientOf
) -> None:
    booking = booked_session(maya, bookable_specialist(sam, now=NOON), NOON)

    assert "Try someone else" not in client_of(sam).get(booking.get_absolute_url()).content.decode()


def test_a_tap_on_somebody_never_met_is_no_change(maya: User, sam: User) -> None:
    actions.try_someone_else(published_specialist(sam, now=NOON), by=maya, now=NOON)

    assert SetAside.objects.count() == 1
    assert not Change.objects.exists()


def test_a_change_is_counted_though_others_never_met_were_tapped_before(
    maya: User, sam: User, person: Person
) -> None:
    met = bookable_specialist(sam, now=NOON)
    booked_session(maya, met, NOON)
    rosa, ann = (published_specialist(person(name), now=NOON) for name in ("Rosa", "Ann"))

    for profile in (rosa, met, ann):
        actions.try_someone_else(profile, by=maya, now=NOON)

    assert Change.objects.count() == 1


def test_no_mark_is_left_on_anyone(maya: User, sam: User) -> None:
    profile = bookable_specialist(sam, now=NOON)
    booked_session(maya, profile, NOON)

    actions.try_someone_else(profile, by=maya, now=NOON)

    # What is counted knows neither of the two, and no day but a Monday.
    assert {field.name for field in Change._meta.fields} == {"id", "week", "shared"}
    assert Change.objects.get().week.weekday() == 0
    assert [
        relation.name for relation in profile._meta.related_objects if "aside" in relation.name
    ] == []


def test_it_can_be_taken_back_and_nothing_stays(maya: User, sam: User, client_of: ClientOf) -> None:
    actions.try_someone_else(published_specialist(sam, now=NOON), by=maya, now=NOON)

    client_of(maya).post("/people/sam/again/")

    assert not SetAside.objects.exists()
    assert [card.profile.name for card in actions.next_suggestions(maya, now=NOON)] == ["Sam"]


def test_noor_sees_nothing_of_it(maya: User, noor: User, sam: User, client_of: ClientOf) -> None:
    actions.try_someone_else(published_specialist(sam, now=NOON), by=maya, now=NOON)
    browser = client_of(noor)

    assert "Suggest again" not in browser.get("/you/someone-else/").content.decode()
    assert browser.post("/people/sam/again/").status_code == 404
    assert browser.get("/changes/").status_code == 404
    assert browser.post("/people/nobody/aside/").status_code == 404


def test_a_supervisor_sees_patterns_from_eleven_people_on(
    sam: User,
    ade: User,
    person: Person,
    client_of: ClientOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(meetings, "_lookups", [lambda *_: True])  # all have met
    first = published_specialist(sam, roots=("R7",), now=NOON)
    second = published_specialist(person("Rosa"), roots=("R7",), now=NOON)

    def change(name: str) -> None:
        member = person(name)
        intake.keep(member, Answers(roots=topics("R7")), agrees=True, now=NOON)
        for profile in (first, second):  # who changes twice is still one person
            actions.try_someone_else(profile, by=member, now=NOON)

    for number in range(10):
        change(f"Member {number}")
    assert [cell.count for cell in actions.patterns(now=NOON)] == [None, 0, 0, 0]
    change("Member 10")

    assert [cell.count for cell in actions.patterns(now=NOON)] == [11, 0, 0, 0]
    assert [cell.count for cell in actions.patterns(now=NOON + timedelta(weeks=14))] == [0] * 4
    page = client_of(ade).get("/changes/").content.decode()
    assert "Member" not in page
    assert "Sam" not in page


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((12, 30, 0), [12, 30, 0]),
        ((12, 30, 10), [None, 30, None]),  # alone it could be worked out from a sum
        ((1, 2, 40), [None, None, 40]),
        ((5, 0, 0), [None, 0, 0]),
    ],
)
def test_small_counts_are_left_out_and_never_one_alone(
    counts: tuple[int, ...], shown: list[int | None]
) -> None:
    named = dict(zip("abc", counts, strict=True))

    assert suppressed(named) == [
        Cell(name, count) for name, count in zip("abc", shown, strict=True)
    ]
