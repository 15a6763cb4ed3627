"""Each of the two says when and how to be reminded; what is planned follows."""

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from matching.models import SpecialistProfile
from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from peerhub.notifications import actions as notifications
from peerhub.notifications.models import Notice
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.reminders import actions
from sessions.reminders.models import ReminderChoice, Wishes, wishes_of
from sessions.reminders.timetable import Afterwards, Rung
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON

pytestmark = pytest.mark.django_db
QUARTER = Wishes((Rung.QUARTER_BEFORE,), by_mail=False, by_push=False)
HOUR = timedelta(hours=1)
ClientOf = Callable[[User], Client]


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile) -> Booking:
    return booked_session(maya, peer, NOON, starts_at=NOON + timedelta(days=3, hours=9))


def planned(person: User) -> dict[str, timedelta]:
    """How long before her one session each reminder comes."""
    rows = Notice.objects.filter(person=person, kind="sessions.reminder", cancelled_at=None)
    start = Booking.objects.get().starts_at
    return {row.reference.split(":")[2]: start - row.due_at for row in rows.filter(sent_at=None)}


def shown_by(moment) -> None:
    for notice_id in notifications.claim_due(now=moment):
        notifications.show(notice_id, now=moment)


def test_a_choice_holds_for_what_is_booked_and_for_its_person_alone(
    maya: User, sam: User, booking: Booking
) -> None:
    actions.choose(maya, QUARTER, now=NOON)

    assert planned(maya) == {"quarter-before": timedelta(minutes=15)}
    assert planned(sam) == {"day-before": 24 * HOUR, "hour-before": HOUR}
    assert list(
        Notice.objects.filter(person=maya, kind="sessions.reminder", cancelled_at=None).values_list(
            "by_mail", "by_push"
        )
    ) == [(False, False)]
    assert Entry.objects.get(verb=Verb.REMINDERS_CHOSEN).actor_id == maya.pk


def test_a_choice_holds_for_what_is_booked_later(maya: User, peer: SpecialistProfile) -> None:
    actions.choose(maya, Wishes((Rung.TWO_HOURS_BEFORE,)), now=NOON)

    booked_session(maya, peer, NOON, starts_at=NOON + timedelta(days=3, hours=9))

    assert planned(maya) == {"two-hours-before": 2 * HOUR}


def test_none_and_back_again(maya: User, booking: Booking) -> None:
    actions.choose(maya, Wishes(()), now=NOON)
    assert planned(maya) == {}

    actions.choose(maya, Wishes(), now=NOON)

    assert planned(maya) == {"day-before": 24 * HOUR, "hour-before": HOUR}


def test_what_was_told_is_not_told_again(maya: User, booking: Booking) -> None:
    day_before = booking.starts_at - 24 * HOUR
    shown_by(day_before)

    actions.choose(maya, Wishes(()), now=day_before)
    actions.choose(maya, Wishes(), now=day_before)

    assert planned(maya) == {"hour-before": HOUR}
    told = Notice.objects.get(reference=f"booking:{booking.pk}:day-before:member")
    assert (told.sent_at, told.cancelled_at) == (day_before, None)


def test_no_mail_goes_out_to_whoever_wants_none_not_even_one_that_waits(
    maya: User, sam: User, booking: Booking
) -> None:
    hour_before = booking.starts_at - HOUR
    shown_by(hour_before)

    actions.choose(maya, Wishes(by_mail=False), now=hour_before)
    notifications.mail_due(now=hour_before)

    reminders = [one.to for one in mail.outbox if "A reminder" in one.body]
    assert reminders == [["sam@people.example"]] * 2


def test_another_zone_moves_what_would_come_at_night_and_says_the_new_time(
    maya: User, booking: Booking
) -> None:
    accounts.change_settings(maya, time_zone="Asia/Tokyo", country="JP", now=NOON)

    tokyo = ZoneInfo("Asia/Tokyo")  # the session is at six in the morning there
    rows = Notice.objects.filter(person=maya, kind="sessions.reminder", cancelled_at=None)
    due = {row.due_at.astimezone(tokyo).strftime("%d %H:%M") for row in rows}
    assert booking.starts_at.astimezone(tokyo).strftime("%d %H:%M") == "27 06:00"
    assert due == {"25 20:00", "26 20:00"}
    assert {row.context["when"] for row in rows} == {"Friday 27 November, 6:00 am, Tokyo time"}


def test_a_cancelled_session_is_not_planned_anew(maya: User, booking: Booking) -> None:
    bookings.cancel(booking, by=maya, now=NOON)

    actions.choose(maya, QUARTER, now=NOON)

    assert planned(maya) == {}


def test_the_page_keeps_what_is_chosen(client_of: ClientOf, maya: User) -> None:
    page = reverse("sessions:reminders")

    kept = client_of(maya).post(
        page, {"rungs": ["hour-before", "quarter-before"], "ways": ["push"], "afterwards": "never"}
    )

    assert kept.status_code == 302
    rungs = (Rung.HOUR_BEFORE, Rung.QUARTER_BEFORE)
    wishes = Wishes(rungs, by_mail=False, by_push=True, afterwards=Afterwards.NEVER)
    assert wishes_of(maya.pk) == wishes
    shown = client_of(maya).get(page).content.decode()
    assert shown.count("checked") == 4


def test_what_cannot_be_read_changes_nothing_and_stays(client_of: ClientOf, maya: User) -> None:
    page = reverse("sessions:reminders")

    answer = client_of(maya).post(page, {"rungs": ["hour-before", "at-dawn"], "ways": ["mail"]})

    assert answer.status_code == 422
    assert "We could not read that choice" in answer.content.decode()
    assert answer.content.decode().count("checked") == 2
    assert ReminderChoice.objects.count() == 0


def test_the_page_shows_the_own_reminders_and_nobody_elses(
    client_of: ClientOf, maya: User, osei: User, booking: Booking
) -> None:
    page, words = reverse("sessions:reminders"), "your session on Thursday 26 November"

    assert client_of(maya).get(page).content.decode().count(words) == 2
    assert words not in client_of(osei).get(page).content.decode()
    assert Client().get(page).status_code == 302
