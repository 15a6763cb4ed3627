"""Each way by itself: many who send at once send each thing once, and one that is away is not asked on."""

import threading
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from peerhub.accounts.models import User
from peerhub.database import only_one
from peerhub.notifications import actions, kinds, tasks, vapid
from peerhub.notifications.actions import delivering
from peerhub.notifications.models import Channel, Delivery, Notice
from tests.cast import NOON
from tests.counterpart import counterpart
from tests.notifications.browser import TestBrowser
from tests.together import all_gave

SENDERS = 4


@pytest.fixture(autouse=True)
def _kind(settings: Any) -> None:
    kinds.offer(kinds.Kind(key="tests.hello", line="Hello"))
    settings.VAPID_PRIVATE_KEY = vapid.new_private_key()


def shown(person: User, count: int) -> None:
    for number in range(count):
        notice = actions.schedule(
            person, kind="tests.hello", reference=f"tests:{number}", due_at=NOON
        )
        actions.show(notice.pk, now=NOON)


@pytest.mark.django_db
def test_a_notice_can_be_read_here_before_its_mail_is_sent(maya: User) -> None:
    shown(maya, 1)

    assert Notice.objects.get().sent_at == NOON
    assert mail.outbox == []
    assert actions.mail_due(now=NOON) == 1
    assert actions.mail_due(now=NOON) == 0
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_mail_server_that_is_away_is_asked_three_times_and_then_left_alone(
    maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(maya, 8)

    def away(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("peerhub.notifications.channels.email.EmailMessage.send", away)
    assert actions.mail_due(now=NOON) == 0

    assert Counter(Delivery.objects.values_list("attempts", flat=True)) == {1: 3, 0: 5}
    monkeypatch.undo()
    later = NOON + timedelta(minutes=2)
    assert actions.mail_due(now=later) == 8


@pytest.mark.django_db
def test_whoever_has_no_address_any_more_is_not_tried_again(
    maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(maya, 1)
    monkeypatch.setattr("peerhub.notifications.recipients._lookups", [])

    assert actions.mail_due(now=NOON) == 0

    parcel = Delivery.objects.get()
    assert (parcel.error, parcel.given_up_at) == ("Gone", NOON)


@pytest.mark.django_db(transaction=True)
def test_many_who_send_at_once_send_each_thing_once(
    maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody is woken: what is due is left to those who race.
    monkeypatch.setattr(tasks.deliver_due, "apply_async", lambda **_: None)
    monkeypatch.setattr(tasks.push_due, "apply_async", lambda **_: None)
    with counterpart() as service:
        for name in ("phone", "laptop"):
            browser = TestBrowser(service.url + name).told
            actions.subscribe(maya, browser, label="A browser", now=NOON)
        shown(maya, 12)

        def send() -> None:
            while actions.mail_due(now=NOON) + actions.push_due(now=NOON):
                pass

        all_gave(*[send] * SENDERS)

        assert Counter(letter.path for letter in service.letters) == {"/phone": 12, "/laptop": 12}
    ids = Counter(message.extra_headers["Message-ID"] for message in mail.outbox)
    assert sorted(ids.values()) == [1] * 12
    assert not Delivery.objects.waiting().exists()
    assert Delivery.objects.filter(channel=Channel.PUSH, attempts=1).count() == 24


@pytest.mark.django_db(transaction=True)
def test_only_one_worker_waits_for_a_way_and_the_next_one_can(maya: User) -> None:
    found: list[bool] = []

    def ask() -> None:
        try:
            with only_one("tests.way") as is_ours:
                found.append(is_ours)
        finally:
            connection.close()

    with only_one("tests.way") as is_ours:
        assert is_ours
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()

    assert found == [False, True]


def test_mail_is_tried_for_a_day_and_a_push_for_an_hour() -> None:
    total = {way: sum(delivering.WAYS[way].waits, timedelta()) for way in Channel}

    assert timedelta(hours=23) < total[Channel.MAIL] < timedelta(hours=25)
    assert timedelta(minutes=30) < total[Channel.PUSH] < timedelta(hours=1)
