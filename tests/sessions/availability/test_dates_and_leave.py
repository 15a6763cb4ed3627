"""Sam's dates, leave and rules: kept, taken back, and never at the cost of a booked session."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from sessions.availability import actions
from sessions.availability.actions import TooManyDates
from sessions.availability.models import BookingRules, DatedHours, Leave
from sessions.availability.offers import hours_of, hours_of_each
from sessions.availability.rules import DAY, HOUR, MINUTE, Rules
from sessions.availability.slots import Hours
from sessions.availability.week import Away, Closed, ExtraHours, WeeklyHours
from sessions.bookings import openings
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from tests.builders_matching import published_specialist
from tests.builders_sessions import bookable_specialist, booked_session, free_time, offered_hours
from tests.cast import NOON

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
ALL = Rules(
    notice=24 * HOUR,
    horizon=14 * DAY,
    before=10 * MINUTE,
    after=5 * MINUTE,
    step=15 * MINUTE,
    per_day=3,
    per_week=9,
    lengths=(15 * MINUTE, 60 * MINUTE),
)
TYPED = {
    "lengths": ["15", "60"],
    "step": "15",
    "notice": "24",
    "horizon": "14",
    "before": "10",
    "after": "5",
    "per_day": "3",
    "per_week": "9",
}


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


def in_days(number: int, now: datetime, person: User) -> date:
    return now.astimezone(person.zone).date() + number * DAY


def verbs_of(person: User) -> list[str]:
    return list(
        Entry.objects.filter(actor_id=person.pk).order_by("pk").values_list("verb", flat=True)
    )


def test_all_that_was_said_is_read_in_one_query(
    sam: User, osei: User, django_assert_num_queries: Callable[[int], object]
) -> None:
    peer = published_specialist(sam, roots=("R7",), now=NOON)
    other = published_specialist(osei, roots=("R7",), now=NOON)
    offered_hours(peer, weekdays=(1,), now=NOON)
    offered_hours(other, weekdays=(2,), now=NOON)
    extra = ExtraHours(date(2026, 12, 1), time(20), time(1))
    closed = (Closed(date(2026, 12, 2)), Closed(date(2026, 12, 3), (time(9), time(10))))
    away = Away(date(2026, 12, 24), date(2027, 1, 1))
    for different in (extra, *closed):
        actions.change_date(peer, different, now=NOON)
    actions.take_leave(peer, away, now=NOON)
    actions.keep_rules(peer, ALL, now=NOON)

    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        mine = hours_of(peer)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        everybodys = hours_of_each()

    assert mine == Hours((WeeklyHours(1, time(9), time(17)),), (extra,), closed, (away,), ALL)
    assert everybodys == {
        peer.pk: mine,
        other.pk: Hours((WeeklyHours(2, time(9), time(17)),)),
    }
    assert [row.value for row in peer.dated_hours.order_by("pk")] == [extra, *closed]
    assert [row.value for row in peer.leaves.all()] == [away]
    assert BookingRules.objects.get().value == ALL


def test_many_specialists_cost_as_many_queries_as_one(
    maya: User,
    sam: User,
    osei: User,
    peer: SpecialistProfile,
    django_assert_num_queries: Callable[[int], object],
) -> None:
    booked_session(maya, peer, NOON)
    for number in (1, 2):
        with django_assert_num_queries(3):  # type: ignore[attr-defined]
            assert len(list(openings.coming_timetables(now=NOON))) == number
        if number == 1:
            booked_session(maya, bookable_specialist(osei, now=NOON), NOON + DAY)
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        openings.coming_timetable(peer, now=NOON, member=maya)


def test_dates_are_different_and_then_not(sam: User, peer: SpecialistProfile) -> None:
    first = free_time(peer, now=NOON)
    on = first.astimezone(sam.zone).date()

    row = actions.change_date(peer, Closed(on), now=NOON)
    again = actions.change_date(peer, Closed(on), now=NOON)
    assert again == row
    assert free_time(peer, now=NOON).astimezone(sam.zone).date() == on + DAY

    actions.take_date_back(row, now=NOON)
    actions.take_date_back(row, now=NOON)
    assert free_time(peer, now=NOON) == first
    assert verbs_of(sam)[-2:] == [Verb.DATE_CHANGED, Verb.DATE_TAKEN_BACK]


def test_search_hears_of_leave_and_of_its_end(
    peer: SpecialistProfile, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    first = free_time(peer, now=NOON)
    today = NOON.date()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        leave = actions.take_leave(peer, Away(today, today + 40 * DAY), now=NOON)
    peer.refresh_from_db()
    assert peer.next_open_slot_at is None

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        actions.end_leave(leave, now=NOON)
    peer.refresh_from_db()
    assert peer.next_open_slot_at == first


def test_leave_cancels_nothing_and_shows_what_is_booked(
    maya: User, sam: User, noor: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    inside = openings.coming_timetable(peer, now=now).all_free(now=now)
    kept = booked_session(maya, peer, now, starts_at=inside[20])
    cancelled = booked_session(noor, peer, now, starts_at=inside[22])
    later = booked_session(noor, peer, now, starts_at=inside[-1])
    first = in_days(0, now, sam)
    typed = {"first_on": str(first), "last_on": str(first + 7 * DAY)}
    client = client_of(sam)

    page = client.post(reverse("sessions:take_leave"), typed, follow=True)

    leave = Leave.objects.get()
    assert page.redirect_chain == [(reverse("sessions:booked_in_leave", args=[leave.pk]), 302)]
    assert list(page.context["form"].fields) == [kept.public_id, cancelled.public_id]
    assert Booking.objects.filter(state=BookingState.BOOKED).count() == 3

    half = client.post(page.request["PATH_INFO"], {kept.public_id: "keep"})
    assert half.status_code == 400
    assert list(half.context["form"].errors) == [cancelled.public_id]
    assert Booking.objects.filter(state=BookingState.BOOKED).count() == 3

    client.post(page.request["PATH_INFO"], {kept.public_id: "keep", cancelled.public_id: "cancel"})
    booked = Booking.objects.filter(state=BookingState.BOOKED).order_by("starts_at")
    assert list(booked) == [kept, later]
    cancelled.refresh_from_db()
    assert (cancelled.state, cancelled.cancelled_by) == (BookingState.CANCELLED, sam)


def test_a_closed_part_shows_what_is_booked_in_it_alone(
    maya: User, noor: User, sam: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    on = in_days(3, now, sam)
    nine = datetime.combine(on, time(9), tzinfo=sam.zone).astimezone(UTC)
    booked_session(maya, peer, now, starts_at=nine)
    inside = booked_session(noor, peer, now, starts_at=nine + 30 * MINUTE)
    typed = {"on": str(on), "kind": "part", "opens": "09:30", "closes": "12:00"}

    page = client_of(sam).post(reverse("sessions:change_date"), typed, follow=True)

    assert list(page.context["form"].fields) == [inside.public_id]


def test_extra_hours_can_be_booked(sam: User, client_of: ClientOf, now: datetime) -> None:
    peer = published_specialist(sam, roots=("R7",), now=NOON)
    on = in_days(3, now, sam)
    typed = {"on": str(on), "kind": "extra", "opens": "20:00", "closes": "21:00"}

    page = client_of(sam).post(reverse("sessions:change_date"), typed, follow=True)

    assert "extra hours, 8:00 pm to 9:00 pm" in page.content.decode()
    eight = datetime.combine(on, time(20), tzinfo=sam.zone)
    assert openings.coming_timetable(peer, now=now).all_free(now=now) == [
        eight,
        eight + 30 * MINUTE,
    ]


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"on": "", "kind": "closed"}, ["on"]),
        ({"on": "christmas", "kind": "closed"}, ["on"]),
        ({"on": "2001-01-01", "kind": "closed"}, ["on"]),
        ({"on": "9999-12-31", "kind": "closed"}, ["on"]),
        ({"on": "+5", "kind": ""}, ["kind"]),
        ({"on": "+5", "kind": "extra"}, ["opens", "closes"]),
        ({"on": "+5", "kind": "part", "opens": "09:00"}, ["closes"]),
        ({"on": "+5", "kind": "part", "opens": "09:00", "closes": "09:00"}, ["closes"]),
        ({"on": "+5", "kind": "extra", "opens": "09:00", "closes": "09:15"}, ["closes"]),
        ({"on": "+5", "kind": "extra", "opens": "06:00", "closes": "23:00"}, ["closes"]),
    ],
)
def test_a_date_that_cannot_be_read_is_said_beside_the_field(
    sam: User, client_of: ClientOf, now: datetime, typed: dict[str, str], fields: list[str]
) -> None:
    published_specialist(sam, roots=("R7",), now=NOON)
    if typed["on"] == "+5":
        typed = {**typed, "on": str(in_days(5, now, sam))}

    response = client_of(sam).post(reverse("sessions:change_date"), typed)

    assert response.status_code == 400
    assert list(response.context["date_form"].errors) == fields
    assert f'value="{typed["on"]}"' in response.content.decode() or not typed["on"]
    assert not DatedHours.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "fields"), [(5, 4, ["last_on"]), (-9, -3, ["last_on"]), (1, 500, ["last_on"])]
)
def test_leave_that_cannot_be(
    sam: User, client_of: ClientOf, now: datetime, first: int, last: int, fields: list[str]
) -> None:
    published_specialist(sam, roots=("R7",), now=NOON)
    typed = {"first_on": str(in_days(first, now, sam)), "last_on": str(in_days(last, now, sam))}

    response = client_of(sam).post(reverse("sessions:take_leave"), typed)

    assert response.status_code == 400
    assert list(response.context["leave_form"].errors) == fields
    assert not Leave.objects.exists()


def test_rules_are_looked_at_and_then_kept(
    sam: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    client, url = client_of(sam), reverse("sessions:rules")

    look = client.post(url, {**TYPED, "look": "1"})
    assert "Nothing is kept yet" in look.content.decode()
    assert "15 or 60 minutes, booked 1 day before" in look.content.decode()
    assert not BookingRules.objects.exists()

    assert client.post(url, TYPED).status_code == 302
    assert hours_of(peer).rules == ALL
    assert Verb.BOOKING_RULES_KEPT in verbs_of(sam)
    form = client.get(url).context["form"]
    assert {name: form[name].value() for name in ("lengths", "notice", "per_week")} == {
        "lengths": [15, 60],
        "notice": 24,
        "per_week": 9,
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"lengths": []},
        {"lengths": ["45"]},
        {"step": "7"},
        {"notice": "0"},
        {"horizon": "365"},
        {"before": "-5"},
        {"after": "x"},
        {"per_day": "0"},
        {"per_week": "41"},
    ],
)
def test_rules_outside_of_the_bounds_are_refused(
    sam: User, peer: SpecialistProfile, client_of: ClientOf, wrong: dict[str, object]
) -> None:
    response = client_of(sam).post(reverse("sessions:rules"), {**TYPED, **wrong})

    assert response.status_code == 400
    assert list(response.context["form"].errors) == list(wrong)
    assert not BookingRules.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"notice_hours": 0},
        {"horizon_days": 57},
        {"before_minutes": 61},
        {"step_minutes": 20},
        {"per_day": 0},
        {"per_week": 41},
        {"length_minutes": []},
        {"length_minutes": [45]},
    ],
)
def test_the_database_knows_the_bounds_too(
    peer: SpecialistProfile, wrong: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BookingRules.objects.create(profile=peer, **{"length_minutes": [30], **wrong})


def test_there_is_an_end_to_dates(peer: SpecialistProfile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_DATES", 2)
    actions.change_date(peer, Closed(date(2026, 12, 1)), now=NOON)
    actions.take_leave(peer, Away(date(2026, 12, 3), date(2026, 12, 4)), now=NOON)

    with pytest.raises(TooManyDates):
        actions.take_leave(peer, Away(date(2026, 12, 6), date(2026, 12, 7)), now=NOON)

    assert Leave.objects.count() == 1


def test_nobody_touches_or_reads_what_is_not_theirs(
    maya: User, noor: User, osei: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    booked_session(maya, peer, NOON)
    published_specialist(osei, roots=("R7",), now=NOON)
    closed = actions.change_date(peer, Closed(NOON.date() + DAY), now=NOON)
    leave = actions.take_leave(peer, Away(NOON.date(), NOON.date() + 5 * DAY), now=NOON)
    urls = [
        reverse("sessions:take_date_back", args=[closed.pk]),
        reverse("sessions:end_leave", args=[leave.pk]),
        reverse("sessions:booked_on_date", args=[closed.pk]),
        reverse("sessions:booked_in_leave", args=[leave.pk]),
    ]
    for person in (osei, maya, noor):
        assert [client_of(person).post(url).status_code for url in urls] == [404] * 4
    for name in ("dates", "rules"):
        assert client_of(noor).get(reverse(f"sessions:{name}")).status_code == 404
    assert (DatedHours.objects.count(), Leave.objects.count()) == (1, 1)
