"""Each step of a call for help also calls the pager, which may be as broken as it likes."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from peerhub.notifications import actions as notifications
from peerhub.notifications.models import Delivery, Notice
from safety.duty import actions as duty
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.paging import actions, tasks
from safety.paging.models import LEASE, Page
from safety.paging.waits import TRIES, WAITS
from tests.cast import NOON
from tests.conftest import Person
from tests.counterpart import Counterpart, Letter, counterpart, nobody_there, within
from tests.safety.flags.texts import LOW, flagged

pytestmark = pytest.mark.django_db
SECRET = "only-the-pager-knows"
PAST_DUE = NOON + timedelta(hours=4)  # a flag of level 1 is due then


@pytest.fixture
def pager(settings: Any) -> Iterator[Counterpart]:
    with counterpart() as there:
        settings.PAGER_URL, settings.PAGER_SECRET = there.url, SECRET
        yield there


@pytest.fixture
def overdue(maya: User, ines: User, pager: Counterpart) -> Flag:
    flag = flagged(maya, text=LOW)
    assert duty.look(now=PAST_DUE) == 1
    return flag


def genuine(letter: Letter) -> bool:
    """What a receiver does with a page before it believes it."""
    stamp, _, mac = letter.headers["peerhub-signature"].partition(",v1=")
    seconds = stamp.removeprefix("t=")
    made = hmac.new(SECRET.encode(), f"{seconds}.".encode() + letter.body, hashlib.sha256)
    return hmac.compare_digest(mac, made.hexdigest())


def test_a_step_pages_once_and_says_no_word_of_the_case(
    overdue: Flag, maya: User, ines: User, pager: Counterpart
) -> None:
    assert actions.send_due(now=PAST_DUE) == 1
    assert actions.send_due(now=PAST_DUE) == 0

    (letter,) = pager.letters
    page = Page.objects.get()
    assert json.loads(letter.body) == {
        "id": str(page.public_id),
        "at": "2026-11-23T16:00:00+00:00",
        "level": 1,
        "step": 1,
        "url": f"http://localhost:8000/queue/{overdue.pk}/",
    }
    assert genuine(letter)
    assert letter.headers["idempotency-key"] == str(page.public_id)
    assert (page.sent_at, page.tries, page.error) == (PAST_DUE, 1, "")


def test_a_page_that_was_changed_or_is_old_is_seen_through(
    overdue: Flag, pager: Counterpart
) -> None:
    actions.send_due(now=PAST_DUE)
    (letter,) = pager.letters

    assert genuine(letter)
    assert f"t={int(PAST_DUE.timestamp())}," in letter.headers["peerhub-signature"]
    assert not genuine(Letter("/", letter.headers, letter.body.replace(b'"level":1', b'"level":0')))
    newer = {"peerhub-signature": letter.headers["peerhub-signature"].replace("t=", "t=1")}
    assert not genuine(Letter("/", newer, letter.body))


def test_each_step_and_each_call_is_a_page_of_its_own(
    maya: User, ines: User, pager: Counterpart
) -> None:
    flag = flagged(maya, text=LOW)
    flags.raise_level(flag, by=ines, level=5, now=NOON)
    at = NOON
    for _ in range(3):
        duty.look(now=at)
        duty.look(now=at)
        at += timedelta(minutes=2)

    pages = Page.objects.order_by("pk").values_list("reason", "level", "step")
    assert list(pages) == [("call", 5, 1), ("ack", 5, 1), ("ack", 5, 2)]


def test_where_nobody_here_can_be_told_the_pager_still_is(
    maya: User, pager: Counterpart, person: Person
) -> None:
    flagged(maya, text=LOW)
    for minute in range(3):
        duty.look(now=PAST_DUE + timedelta(minutes=minute))

    assert Page.objects.count() == 1


def test_without_a_pager_nothing_is_written(maya: User, ines: User) -> None:
    flagged(maya, text=LOW)

    assert duty.look(now=PAST_DUE) == 1
    assert not Page.objects.exists()
    assert actions.send_due(now=PAST_DUE) == 0


def test_a_page_belongs_to_the_transaction_of_its_step(
    maya: User, ines: User, pager: Counterpart, monkeypatch: pytest.MonkeyPatch
) -> None:
    flagged(maya, text=LOW)

    def breaks(*args: object, **kwargs: object) -> None:
        raise ValueError

    monkeypatch.setattr("safety.duty.actions._write_next", breaks)

    assert duty.look(now=PAST_DUE) == 0
    assert not Page.objects.exists()


@pytest.mark.parametrize(
    ("way", "status", "error"),
    [
        ("answer", 500, "HTTP 500"),
        ("answer", 404, "HTTP 404"),
        ("answer", 302, "HTTP 302"),
        ("noise", 200, "BadStatusLine"),
        ("hang", 200, "TimeoutError"),
        ("drip", 200, "TimeoutError"),
        ("refused", 200, "ConnectionRefusedError"),
    ],
)
def test_a_broken_pager_holds_up_nobody_and_gets_it_when_it_is_well(
    overdue: Flag,
    pager: Counterpart,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
    status: int,
    error: str,
) -> None:
    monkeypatch.setattr(actions, "WITHIN", 0.3)
    pager.way, pager.status = way, status
    if way == "refused":
        settings.PAGER_URL = nobody_there()
    with within(3):
        assert actions.send_due(now=PAST_DUE) == 1
    page = Page.objects.get()
    assert (page.error, page.sent_at, page.due_at) == (error, None, PAST_DUE + WAITS[0])

    assert duty.look(now=PAST_DUE + timedelta(hours=1)) == 1  # the case climbs on

    settings.PAGER_URL, pager.way, pager.status = pager.url, "answer", 202
    pager.letters.clear()
    assert actions.send_due(now=PAST_DUE + timedelta(hours=1)) == 2
    assert {json.loads(letter.body)["step"] for letter in pager.letters} == {1, 2}
    page.refresh_from_db()
    assert (page.sent_at, page.tries) == (PAST_DUE + timedelta(hours=1), 2)


def test_pages_that_hang_are_tried_side_by_side(
    maya: User, ines: User, pager: Counterpart, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        flagged(maya, text=LOW, subject_id=str(number))
    duty.look(now=PAST_DUE)
    monkeypatch.setattr(actions, "WITHIN", 0.5)
    pager.way = "hang"

    with within(2):
        assert actions.send_due(now=PAST_DUE) == 6


def test_tries_become_rarer_and_end_with_a_page_that_people_see(
    overdue: Flag, pager: Counterpart, ade: User, person: Person
) -> None:
    rowan = person("Rowan", Role.ADMINISTRATOR)
    pager.status, at = 503, PAST_DUE
    for tries in range(1, TRIES + 1):
        assert actions.send_due(now=at) == 1
        page = Page.objects.get()
        assert page.tries == tries
        assert actions.send_due(now=at) == 0
        at = max(at, page.due_at)

    assert (page.given_up_at, page.error, page.sent_at) == (at, "HTTP 503", None)
    assert len(pager.letters) == TRIES
    assert len({letter.body for letter in pager.letters}) == 1
    told = Notice.objects.filter(kind="safety.page_lost").order_by("person")
    assert {notice.person_id for notice in told} == {ade.pk, rowan.pk}
    assert Entry.objects.filter(verb="safety.page_lost").count() == 1


def test_many_lost_pages_are_one_notice_an_hour(
    maya: User, ines: User, ade: User, pager: Counterpart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "wait_after", {1: None}.get)
    for number in range(3):
        flagged(maya, text=LOW, subject_id=str(number))
    duty.look(now=PAST_DUE)
    pager.status = 500

    actions.send_due(now=PAST_DUE)

    assert Page.objects.exclude(given_up_at=None).count() == 3
    assert Notice.objects.filter(kind="safety.page_lost").count() == 1


def test_a_killed_sender_loses_no_page(overdue: Flag, pager: Counterpart) -> None:
    (held,) = actions._claim(now=PAST_DUE)  # and then it is killed

    assert actions.send_due(now=PAST_DUE + LEASE) == 0
    assert actions.send_due(now=PAST_DUE + LEASE + timedelta(seconds=1)) == 1
    held.refresh_from_db()
    assert (held.tries, held.sent_at is not None) == (2, True)


def test_the_most_urgent_goes_first(
    maya: User, ines: User, pager: Counterpart, monkeypatch: pytest.MonkeyPatch
) -> None:
    flagged(maya, text=LOW)
    duty.look(now=PAST_DUE)
    grave = flagged(maya, text=LOW, subject_id="2", now=PAST_DUE)
    flags.raise_level(grave, by=ines, level=5, now=PAST_DUE)
    duty.look(now=PAST_DUE)
    monkeypatch.setattr(actions, "AT_ONCE", 1)

    actions.send_due(now=PAST_DUE)

    assert [json.loads(letter.body)["level"] for letter in pager.letters] == [5]


def test_the_worker_sends_all_there_is(overdue: Flag, pager: Counterpart) -> None:
    tasks.send_due()

    assert len(pager.letters) == 1


def test_a_test_page_goes_out_and_is_shown(
    ade: User, pager: Counterpart, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(ade)

    browser.post("/paging/test/")
    tasks.send_due()

    (letter,) = pager.letters
    said = json.loads(letter.body)
    assert (said["level"], said["step"], said["url"]) == (0, 0, "http://localhost:8000/paging/")
    page = browser.get("/paging/").content.decode()
    assert "A test, by you" in page
    assert "Sent" in page
    assert Entry.objects.get(verb="safety.page_tested").actor_id == ade.pk


def test_where_there_is_no_pager_the_page_says_so(
    ade: User, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(ade)

    page = browser.get("/paging/").content.decode()
    assert "There is no pager here yet" in page
    assert "Send a test page" not in page
    answer = browser.post("/paging/test/", follow=True).content.decode()
    assert "There is no pager here yet." in answer
    assert not Page.objects.exists()


def test_only_who_looks_after_the_pager_sees_it(
    noor: User, sam: User, ines: User, osei: User, pager: Counterpart, client_of: Any
) -> None:
    for someone in (noor, sam, ines, osei):
        assert client_of(someone).get("/paging/").status_code == 404
        assert client_of(someone).post("/paging/test/").status_code == 404
    assert pager.letters == []


def test_mail_that_was_given_up_is_shown_without_whom_it_was_for(
    ade: User, maya: User, client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: object, **kwargs: object) -> None:
        raise ConnectionResetError

    monkeypatch.setattr("peerhub.notifications.channels.email.EmailMessage.send", away)
    notice = notifications.schedule(maya, kind="safety.page_lost", reference="tests:1", due_at=NOON)
    notifications.deliver(notice.pk, now=NOON)
    at = NOON
    while (mail := Delivery.objects.get()).given_up_at is None:
        at = max(at + timedelta(seconds=1), mail.due_at)
        notifications.mail_due(now=at)

    page = client_of(ade).get("/paging/").content.decode()
    assert "ConnectionResetError" in page
    assert "Maya" not in page
    assert at - NOON > timedelta(hours=23)
