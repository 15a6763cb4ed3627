"""Both people are told at once and reminded later, each once."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications import tasks
from peerhub.notifications.models import Delivery, Notice
from sessions.bookings import actions
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


def references(kind: str) -> list[str]:
    rows = Notice.objects.filter(kind=kind, cancelled_at=None).order_by("reference")
    return [reference.split(":", 2)[2] for reference in rows.values_list("reference", flat=True)]


@pytest.mark.django_db
def test_both_are_told_and_reminded_a_day_and_an_hour_before(
    maya: User, sam: User, peer: SpecialistProfile
) -> None:
    booking = booked_session(maya, peer, NOON, starts_at=NOON + timedelta(days=3, hours=9))

    assert references("sessions.booked") == ["booked:member", "booked:specialist"]
    assert references("sessions.reminder") == [
        "day-before:member",
        "day-before:specialist",
        "hour-before:member",
        "hour-before:specialist",
    ]
    hour_before = Notice.objects.get(reference=f"booking:{booking.pk}:hour-before:member")
    assert hour_before.due_at == booking.starts_at - timedelta(hours=1)
    assert hour_before.person == maya
    assert hour_before.context == {"when": "Thursday 26 November, 4:00 pm, New York time"}
    theirs = Notice.objects.get(reference=f"booking:{booking.pk}:hour-before:specialist")
    assert theirs.context == {"when": "Thursday 26 November, 3:00 pm, Chicago time"}


@pytest.mark.django_db
def test_cancelling_calls_the_reminders_off(maya: User, peer: SpecialistProfile) -> None:
    booking = booked_session(maya, peer, NOON)

    actions.cancel(booking, by=maya, now=NOON)

    assert references("sessions.reminder") == []
    assert references("sessions.cancelled") == ["1:cancelled:member", "1:cancelled:specialist"]


@pytest.mark.django_db
def test_the_mail_tells_a_stranger_nothing(maya: User, peer: SpecialistProfile) -> None:
    booking = booked_session(maya, peer, NOON, note="Mostly about sleep.")
    for notice_id in notifications.claim_due(now=booking.starts_at):
        notifications.deliver(notice_id, now=booking.starts_at)

    bodies = [message.body for message in mail.outbox]

    due = Notice.objects.filter(due_at__lte=booking.starts_at)
    assert len(bodies) == due.filter(reference__startswith="booking:").count()
    assert any("A reminder of your appointment:" in body for body in bodies)
    for words in ("Sam", "Maya", "sleep", "session", "peer support"):
        assert not any(words in body for body in bodies)


@pytest.mark.django_db(transaction=True)
def test_celery_brings_a_due_reminder_to_the_mail_sink(maya: User, peer: SpecialistProfile) -> None:
    real = timezone.now()
    Notice.objects.all().delete()
    booking = booked_session(maya, peer, real)
    Notice.objects.exclude(reference=f"booking:{booking.pk}:hour-before:member").delete()
    mail.outbox.clear()
    Notice.objects.update(due_at=real)

    tasks.deliver_due.delay()
    tasks.deliver_due.delay()

    assert [message.to for message in mail.outbox] == [["maya@people.example"]]
    assert "A reminder of your appointment:" in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_of_two_pollers_in_a_race_one_sends_each_rung(maya: User, peer: SpecialistProfile) -> None:
    booking = booked_session(maya, peer, NOON, starts_at=NOON + timedelta(days=3, hours=9))
    Notice.objects.exclude(reference__startswith=f"booking:{booking.pk}:").delete()
    Delivery.objects.all().delete()
    Notice.objects.update(sent_at=None, held_until=None)
    mail.outbox.clear()
    start = Barrier(4)

    def poll() -> None:
        start.wait()
        for notice_id in notifications.claim_due(now=booking.starts_at):
            notifications.deliver(notice_id, now=booking.starts_at)
            notifications.deliver(notice_id, now=booking.starts_at)
        connection.close()

    pollers = [Thread(target=poll) for _ in range(4)]
    for poller in pollers:
        poller.start()
    for poller in pollers:
        poller.join()

    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert len(ids) == len(set(ids)) == 6
    assert not Notice.objects.filter(sent_at=None, due_at__lte=booking.starts_at).exists()
