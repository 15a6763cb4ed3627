"""Changing the time of a session, as the two people live it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from matching.models import SpecialistProfile
from matching.peers import actions as peers
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from peerhub.notifications.models import Notice
from sessions.availability import actions as hours
from sessions.availability.rules import DAY, HOUR, MINUTE, USUAL_RULES
from sessions.bookings import actions
from sessions.bookings.actions import NotYours, SlotTaken, TooLate
from sessions.bookings.models import FREE_UNTIL, Booking
from tests.builders_sessions import bookable_specialist, booked_session, free_time
from tests.cast import NOON

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
HALF = 30 * MINUTE
MORNING = NOON + DAY + 3 * HOUR  # Tuesday, nine in Chicago, ten in New York


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile) -> Booking:
    return booked_session(maya, peer, NOON, starts_at=MORNING, note="I would like to type.")


@pytest.fixture
def coming(maya: User, peer: SpecialistProfile) -> Booking:
    """Nine in Chicago, on a day that the pages, which ask the real clock, can change."""
    now = timezone.now()
    starts_at = free_time(peer, now=now + 2 * DAY)
    while f"{starts_at.astimezone(peer.person.zone):%H:%M}" != "09:00":
        starts_at += HALF
    return booked_session(maya, peer, now, starts_at=starts_at, note="I would like to type.")


def words_of(response: object) -> str:
    html = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def page_of(booking: Booking, starts_at: datetime) -> str:
    return reverse("sessions:change_time", args=[booking.public_id, starts_at])


def test_a_member_changes_the_time(
    maya: User, noor: User, peer: SpecialistProfile, booking: Booking
) -> None:
    public_id = booking.public_id
    later = NOON + HOUR

    moved = actions.change_time(booking, by=maya, starts_at=MORNING + DAY, now=later)

    assert (moved.pk, moved.public_id) == (booking.pk, public_id)
    assert (moved.starts_at, moved.ends_at) == (MORNING + DAY, MORNING + DAY + HALF)
    assert (moved.note, moved.mode, moved.sequence) == ("I would like to type.", "text", 1)
    assert moved.changed_at == later
    assert booked_session(noor, peer, NOON, starts_at=MORNING).member == noor


def test_the_audit_keeps_both_times_of_every_change(maya: User, booking: Booking) -> None:
    actions.change_time(booking, by=maya, starts_at=MORNING + DAY, now=NOON)
    actions.change_time(booking, by=maya, starts_at=MORNING + 2 * DAY, now=NOON)

    kept = Entry.objects.filter(verb=Verb.SESSION_MOVED, subject_id=str(booking.pk))
    assert list(kept.order_by("pk").values_list("actor_id", "details")) == [
        (maya.pk, {"before": "2026-11-24T15:00Z", "after": "2026-11-25T15:00Z"}),
        (maya.pk, {"before": "2026-11-25T15:00Z", "after": "2026-11-26T15:00Z"}),
    ]


def test_both_hear_of_both_times_and_are_reminded_of_the_new_one_alone(
    maya: User, sam: User, booking: Booking
) -> None:
    moved = actions.change_time(booking, by=maya, starts_at=MORNING + DAY, now=NOON)

    told = Notice.objects.filter(kind="sessions.moved", cancelled_at=None)
    assert {notice.person_id: notice.context for notice in told} == {
        maya.pk: {
            "when": "Wednesday 25 November, 10:00 am, New York time",
            "before": "Tuesday 24 November, 10:00 am, New York time",
        },
        sam.pk: {
            "when": "Wednesday 25 November, 9:00 am, Chicago time",
            "before": "Tuesday 24 November, 9:00 am, Chicago time",
        },
    }
    due = Notice.objects.filter(kind="sessions.reminder", cancelled_at=None)
    day, hour = moved.starts_at - DAY, moved.starts_at - HOUR
    expected = [(each.pk, at) for each in (maya, sam) for at in (day, hour)]
    assert sorted(due.values_list("person_id", "due_at")) == sorted(expected)


def test_there_and_back_again_reminds_once(maya: User, booking: Booking) -> None:
    actions.change_time(booking, by=maya, starts_at=MORNING + DAY, now=NOON)
    back = actions.change_time(booking, by=maya, starts_at=MORNING, now=NOON)

    assert (back.starts_at, back.sequence) == (MORNING, 2)
    due = Notice.objects.filter(kind="sessions.reminder", cancelled_at=None, person=maya)
    assert sorted(due.values_list("due_at", flat=True)) == [MORNING - DAY, MORNING - HOUR]

    actions.cancel(back, by=maya, now=NOON)
    assert not Notice.objects.filter(kind="sessions.reminder", cancelled_at=None).exists()


def test_cancelling_in_a_tab_of_before_speaks_of_the_time_that_holds(
    maya: User, booking: Booking
) -> None:
    actions.change_time(booking, by=maya, starts_at=MORNING + DAY, now=NOON)

    actions.cancel(booking, by=maya, now=MORNING + HOUR)  # the old time is over

    told = Notice.objects.get(kind="sessions.cancelled", person=maya)
    assert told.context == {"when": "Wednesday 25 November, 10:00 am, New York time"}


def test_the_same_time_again_changes_nothing(maya: User, booking: Booking) -> None:
    again = actions.change_time(booking, by=maya, starts_at=MORNING, now=NOON)

    assert (again.starts_at, again.sequence) == (MORNING, 0)
    assert not Notice.objects.filter(kind="sessions.moved").exists()


@pytest.mark.parametrize("who", ["noor", "sam"])
def test_nobody_but_the_member_changes_it(
    noor: User, sam: User, booking: Booking, who: str
) -> None:
    with pytest.raises(NotYours):
        by = {"noor": noor, "sam": sam}[who]
        actions.change_time(booking, by=by, starts_at=MORNING + DAY, now=NOON)

    booking.refresh_from_db()
    assert (booking.starts_at, booking.sequence) == (MORNING, 0)


def test_until_two_hours_before(maya: User, booking: Booking) -> None:
    with pytest.raises(TooLate) as told:
        actions.change_time(booking, by=maya, starts_at=MORNING + DAY, now=MORNING - FREE_UNTIL)
    assert "2 hours before" in told.value.message

    just = MORNING - FREE_UNTIL - timedelta(seconds=1)
    moved = actions.change_time(booking, by=maya, starts_at=MORNING + DAY, now=just)
    assert moved.starts_at == MORNING + DAY


def test_a_cancelled_session_has_no_other_time(maya: User, booking: Booking) -> None:
    actions.cancel(booking, by=maya, now=NOON)

    with pytest.raises(TooLate):
        actions.change_time(booking, by=maya, starts_at=MORNING + DAY, now=NOON)


@pytest.mark.parametrize(
    "starts_at",
    [MORNING + 10 * MINUTE, MORNING - DAY + HOUR - HALF, MORNING + 40 * DAY, MORNING - 3 * HOUR],
    ids=["between two starts", "within the notice", "beyond the horizon", "outside of the hours"],
)
def test_every_rule_holds_and_the_old_time_stays(
    maya: User, booking: Booking, starts_at: datetime
) -> None:
    with pytest.raises(SlotTaken):
        actions.change_time(booking, by=maya, starts_at=starts_at, now=NOON)

    booking.refresh_from_db()
    assert (booking.starts_at, booking.sequence) == (MORNING, 0)
    assert Notice.objects.filter(kind="sessions.reminder", cancelled_at=None).count() == 4


def test_the_own_old_time_counts_as_free(maya: User, peer: SpecialistProfile) -> None:
    rules = replace(
        USUAL_RULES, step=15 * MINUTE, lengths=(HOUR,), per_day=1, per_week=1, after=HOUR
    )
    hours.keep_rules(peer, rules, now=NOON)
    booking = booked_session(maya, peer, NOON, starts_at=MORNING, length=HOUR)

    moved = actions.change_time(booking, by=maya, starts_at=MORNING + 15 * MINUTE, now=NOON)

    assert moved.ends_at == MORNING + 75 * MINUTE


def test_nobody_is_moved_to_where_the_member_is_with_somebody_else(
    maya: User, sam: User, osei: User, booking: Booking
) -> None:
    booked_session(maya, bookable_specialist(osei, now=NOON), NOON, starts_at=MORNING + DAY)

    with pytest.raises(SlotTaken):
        actions.change_time(booking, by=maya, starts_at=MORNING + DAY, now=NOON)
    with pytest.raises(SlotTaken):
        actions.ask_to_move(booking, by=sam, starts_at=MORNING + DAY, now=NOON)

    hers = actions.times_for(booking, seen_by=maya, now=NOON)
    his = actions.times_for(booking, seen_by=sam, now=NOON)
    assert not hers.is_free(MORNING + DAY, now=NOON)
    assert his.is_free(MORNING + DAY, now=NOON)  # what is missing would tell him where she is


def test_a_page_that_is_not_shown_offers_no_other_time(
    maya: User, sam: User, peer: SpecialistProfile, booking: Booking
) -> None:
    peers.pause(peer, by=sam, now=NOON)

    with pytest.raises(SlotTaken):
        actions.change_time(booking, by=maya, starts_at=MORNING + DAY, now=NOON)


def test_it_takes_two_steps_and_both_clocks_are_shown(
    maya: User, client_of: ClientOf, coming: Booking
) -> None:
    client, old = client_of(maya), coming.starts_at
    times = client.get(reverse("sessions:other_times", args=[coming.public_id]))
    assert page_of(coming, old + HALF) in times.content.decode()
    assert page_of(coming, old) not in times.content.decode()
    assert "10:00 am, as now" in words_of(times).replace(" ,", ",")

    asked = client.get(page_of(coming, old + HALF))
    assert "Chicago time" in words_of(asked)
    assert "New York time" in words_of(asked)
    assert "is told of the new time, not why. The note stays" in words_of(asked)
    coming.refresh_from_db()
    assert coming.starts_at == old

    done = client.post(page_of(coming, old + HALF), follow=True)
    assert "The time is changed." in words_of(done)
    coming.refresh_from_db()
    assert coming.starts_at == old + HALF
    calendar = client.get(reverse("sessions:calendar", args=[coming.public_id])).content
    assert b"SEQUENCE:1\r\n" in calendar
    assert f"DTSTART:{old + HALF:%Y%m%dT%H%M%SZ}\r\n".encode() in calendar


def test_a_time_taken_meanwhile_offers_others_and_the_old_one_stays(
    maya: User, noor: User, peer: SpecialistProfile, client_of: ClientOf, coming: Booking
) -> None:
    old, wish = coming.starts_at, coming.starts_at + HALF
    client = client_of(maya)
    client.get(page_of(coming, wish))
    booked_session(noor, peer, timezone.now(), starts_at=wish)

    response = client.post(page_of(coming, wish))

    assert response.status_code == 409
    assert "Your session stays as it is" in words_of(response)
    assert "Noor" not in words_of(response)
    nearest = [start for start, _ in response.context["nearest"]]
    assert len(nearest) == 3
    assert not {old, wish} & set(nearest)
    coming.refresh_from_db()
    assert coming.starts_at == old

    client.post(response.context["nearest"][0][1])
    coming.refresh_from_db()
    assert coming.starts_at == nearest[0]


def test_the_stranger_finds_no_page(noor: User, client_of: ClientOf, coming: Booking) -> None:
    client, old = client_of(noor), coming.starts_at

    assert client.get(reverse("sessions:other_times", args=[coming.public_id])).status_code == 404
    assert client.get(page_of(coming, old + HALF)).status_code == 404
    assert client.post(page_of(coming, old + HALF)).status_code == 404
    coming.refresh_from_db()
    assert coming.starts_at == old


def test_within_two_hours_it_can_be_cancelled_still_and_the_page_says_so(
    maya: User, client_of: ClientOf, coming: Booking
) -> None:
    client, change = client_of(maya), "Change the time"
    page = coming.get_absolute_url()
    assert change in words_of(client.get(page))
    assert "free until 2 hours before it starts" in words_of(client.get(page))
    soon = timezone.now() + HOUR
    Booking.objects.update(starts_at=soon, ends_at=soon + HALF)

    assert change not in words_of(client.get(page))
    assert client.get(page_of(coming, soon + DAY))["Location"] == page
    assert client.get(reverse("sessions:other_times", args=[coming.public_id]))["Location"] == page
    late = client.post(page_of(coming, soon + DAY))
    assert late.status_code == 409
    asked = client.get(reverse("sessions:cancel", args=[coming.public_id]))
    assert "You can cancel all the same, and it counts against nobody." in words_of(asked)
