"""Of a cancelled session nobody is reminded, whoever holds its reminder at that moment."""

from datetime import timedelta
from threading import Event, Thread

import pytest
from django.core import mail
from django.db import connections

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications import channels
from peerhub.notifications.models import Delivery, Notice
from sessions.bookings import actions
from sessions.bookings.models import Booking
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON


@pytest.fixture
def booking(maya: User, sam: User) -> Booking:
    """Tomorrow is far: only the reminders of the last hour matter here."""
    peer: SpecialistProfile = bookable_specialist(sam, now=NOON)
    return booked_session(maya, peer, NOON, starts_at=NOON + timedelta(days=3, hours=9))


def reminded() -> list[str]:
    return [message.to[0] for message in mail.outbox if "A reminder" in message.body]


@pytest.mark.django_db
def test_a_reminder_that_a_poller_holds_is_not_shown(maya: User, booking: Booking) -> None:
    hour_before = booking.starts_at - timedelta(hours=1)
    held = notifications.claim_due(now=hour_before)

    actions.cancel(booking, by=maya, now=hour_before)

    # Both were told of the booking, and would be reminded twice: all six are called off.
    assert [notifications.show(notice_id, now=hour_before) for notice_id in held] == [False] * 6


@pytest.mark.django_db
def test_a_reminder_that_is_shown_is_not_mailed_any_more(maya: User, booking: Booking) -> None:
    hour_before = booking.starts_at - timedelta(hours=1)
    for notice_id in notifications.claim_due(now=hour_before):
        notifications.show(notice_id, now=hour_before)
    assert Delivery.objects.waiting().count() == 6

    actions.cancel(booking, by=maya, now=hour_before)

    while notifications.mail_due(now=hour_before):
        pass
    assert Delivery.objects.waiting().count() == 0
    assert reminded() == []


@pytest.mark.django_db
def test_a_reminder_that_was_put_off_is_not_shown_by_whoever_holds_it(booking: Booking) -> None:
    hour_before = booking.starts_at - timedelta(hours=1)
    (mine,) = (
        notice_id
        for notice_id in notifications.claim_due(now=hour_before)
        if Notice.objects.get(pk=notice_id).reference.endswith("hour-before:member")
    )
    Notice.objects.filter(pk=mine).update(due_at=hour_before + timedelta(minutes=45))

    assert notifications.show(mine, now=hour_before) is False


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_is_being_handed_over_goes_before_the_cancelling_is_done(
    maya: User, booking: Booking, monkeypatch: pytest.MonkeyPatch
) -> None:
    hour_before = booking.starts_at - timedelta(hours=1)
    Notice.objects.update(sent_at=hour_before, held_until=None)
    Notice.objects.filter(reference__endswith="hour-before:member").update(sent_at=None)
    Delivery.objects.all().delete()
    for notice_id in notifications.claim_due(now=hour_before):
        notifications.show(notice_id, now=hour_before)
    at_the_server, goes_on, happened = Event(), Event(), []
    send = type(channels.MAIL).send

    def slowly(way, parcel, *, now):
        if parcel.notice.kind == "sessions.reminder":
            at_the_server.set()
            assert goes_on.wait(20)
        send(way, parcel, now=now)
        happened.append(parcel.notice.kind)

    monkeypatch.setattr(type(channels.MAIL), "send", slowly)

    def mails() -> None:
        notifications.mail_due(now=hour_before)
        connections.close_all()

    def cancels() -> None:
        actions.cancel(booking, by=maya, now=hour_before)
        connections.close_all()

    poller, member = Thread(target=mails), Thread(target=cancels)
    poller.start()
    assert at_the_server.wait(20)
    member.start()
    member.join(0.3)  # it waits for the mail: without that it is done by now
    goes_on.set()
    poller.join(20)
    member.join(20)

    # The two are told of the cancelling after its commit.
    assert happened == ["sessions.reminder", "sessions.cancelled", "sessions.cancelled"]
