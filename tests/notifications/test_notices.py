"""Notices: due rows, sent once, discreet."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from peerhub.notifications import actions, kinds, tasks
from peerhub.notifications.actions import delivering
from peerhub.notifications.models import LEASE, Channel, Delivery, Notice
from tests.cast import NOON


@pytest.fixture(autouse=True)
def _kind():
    kinds.offer(kinds.Kind(key="tests.hello", line="Grief group at {when}"))


def due(person, name="a", at=NOON):
    return actions.schedule(
        person, kind="tests.hello", reference=f"tests:{name}", due_at=at, context={"when": "6 pm"}
    )


@pytest.mark.django_db
def test_what_is_not_due_yet_waits(maya):
    due(maya, at=NOON + timedelta(hours=1))

    assert actions.claim_due(now=NOON) == []
    assert len(actions.claim_due(now=NOON + timedelta(hours=1))) == 1


@pytest.mark.django_db
def test_the_same_reference_is_one_notice(maya):
    assert due(maya).pk == due(maya).pk


@pytest.mark.django_db
def test_the_mail_says_nothing_of_the_topic_and_goes_once(maya):
    notice = due(maya)

    assert actions.deliver(notice.pk, now=NOON)
    assert not actions.deliver(notice.pk, now=NOON)

    assert [message.to for message in mail.outbox] == [["maya@people.example"]]
    words = mail.outbox[0].subject + mail.outbox[0].body
    assert "Grief" not in words
    assert "PeerHub" not in words


@pytest.mark.django_db
def test_what_was_called_off_is_not_sent(maya):
    notice = due(maya, "booking:1:hour")

    assert actions.cancel("tests:booking:1:", now=NOON) == 1
    assert not actions.deliver(notice.pk, now=NOON)
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_killed_poller_loses_nothing(maya):
    notice = due(maya)
    assert actions.claim_due(now=NOON) == [notice.pk]  # and then it is killed

    assert actions.claim_due(now=NOON + timedelta(seconds=1)) == []
    assert actions.claim_due(now=NOON + LEASE + timedelta(seconds=1)) == [notice.pk]


@pytest.mark.django_db
def test_a_mail_server_that_is_away_leaves_the_notice_due(maya, monkeypatch):
    notice = due(maya)

    def away(self, fail_silently=False):
        raise OSError

    monkeypatch.setattr("peerhub.notifications.channels.email.EmailMessage.send", away)
    tasks.deliver_due()

    (parcel,) = Delivery.objects.all()
    assert (parcel.notice, parcel.delivered_at, parcel.error) == (notice, None, "OSError")
    assert Notice.objects.get(pk=notice.pk).sent_at is not None  # here it can be read already

    monkeypatch.undo()
    assert actions.mail_due(now=parcel.due_at) == 1
    assert [message.to for message in mail.outbox] == [["maya@people.example"]]


@pytest.mark.django_db(transaction=True)
def test_ten_pollers_at_once_send_each_notice_once(maya):
    for number in range(30):
        due(maya, str(number))
    Delivery.objects.all().delete()
    Notice.objects.update(sent_at=None, held_until=None)
    mail.outbox.clear()

    def poll(_):
        try:
            for notice_id in actions.claim_due(now=NOON):
                actions.deliver(notice_id, now=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pollers:
        list(pollers.map(poll, range(10)))

    assert Notice.objects.filter(sent_at=NOON).count() == 30
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 30
    assert len(mail.outbox) == 30


@pytest.mark.django_db
def test_a_hold_that_a_wrong_clock_wrote_holds_nothing(maya):
    notice = due(maya)
    assert actions.claim_due(now=NOON + timedelta(hours=1)) == [notice.pk]  # and it is killed

    assert actions.claim_due(now=NOON) == [notice.pk]


@pytest.mark.django_db
def test_a_full_claim_of_mails_is_a_true_hold(maya):
    for number in range(delivering.MAILS):
        actions.show(due(maya, str(number)).pk, now=NOON)

    assert len(delivering._claim(Channel.MAIL, delivering.MAILS, now=NOON)) == delivering.MAILS
    assert delivering._claim(Channel.MAIL, delivering.MAILS, now=NOON) == []


@pytest.mark.django_db
def test_pollers_go_by_the_clock_of_the_database(maya, monkeypatch):
    real = timezone.now()
    due(maya, "past", at=real - timedelta(minutes=1))
    due(maya, "future", at=real + timedelta(minutes=30))
    monkeypatch.setattr(timezone, "now", lambda: real + timedelta(hours=1))

    assert tasks.show_due() == 1
    assert list(Notice.objects.exclude(sent_at=None).values_list("reference", flat=True)) == [
        "tests:past"
    ]


@pytest.mark.django_db
def test_what_its_person_wants_on_no_other_way_is_here_alone(maya):
    told = {"kind": "tests.hello", "due_at": NOON, "context": {"when": "6 pm"}}
    actions.schedule_all(
        [
            actions.Telling(person=maya, reference="tests:here", by_mail=False, **told),
            actions.Telling(person=maya, reference="tests:mailed", by_push=False, **told),
        ]
    )

    assert [actions.show(key, now=NOON) for key in actions.claim_due(now=NOON)] == [True, True]

    assert list(Delivery.objects.values_list("notice__reference", "channel")) == [
        ("tests:mailed", "mail")
    ]


@pytest.mark.django_db
def test_updates_are_shown_to_their_person_alone(client_of, maya, noor):
    actions.deliver(due(maya).pk, now=NOON)

    assert "Grief group at 6 pm" in client_of(maya).get("/updates/").content.decode()
    assert "Grief group" not in client_of(noor).get("/updates/").content.decode()


@pytest.mark.django_db
def test_opening_the_page_marks_them_read(client_of, maya):
    actions.deliver(due(maya).pk, now=NOON)
    client = client_of(maya)

    assert client.get("/").context["unread_updates"] == 1
    client.get("/updates/")
    assert client.get("/").context["unread_updates"] == 0


@pytest.mark.django_db
def test_a_notice_of_a_kind_that_is_gone_is_shown_in_plain_words(client_of, maya):
    notice = due(maya)
    assert actions.deliver(notice.pk, now=NOON)
    Notice.objects.update(kind="tests.of_another_version")

    assert "There was an update for you." in client_of(maya).get("/updates/").content.decode()


@pytest.mark.django_db
def test_asking_only_for_the_head_marks_nothing_read(client_of, maya):
    actions.deliver(due(maya).pk, now=NOON)

    client_of(maya).head("/updates/")

    assert Notice.objects.filter(read_at=None).count() == 1
