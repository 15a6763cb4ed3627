"""Notifications of a browser: turned on by their person, always the same words, never lost to a fault."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import http_ece
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.fernet import InvalidToken
from django.core import mail
from django.test import Client
from django.urls import reverse

from peerhub import outgoing
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.notifications import actions, kinds, sealing, vapid
from peerhub.notifications.actions import NotABrowser, TooMany
from peerhub.notifications.channels import PUSH, web_push
from peerhub.notifications.models import LEASE, Channel, Delivery, Notice, PushSubscription
from safety.duty import actions as duty
from safety.flags import actions as flags
from tests.cast import NOON
from tests.counterpart import Counterpart, counterpart, nobody_there, within
from tests.notifications.browser import TestBrowser, claims_of
from tests.safety.flags.texts import LOW, flagged

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def key(settings: Any) -> str:
    kinds.offer(kinds.Kind(key="tests.hello", line="Grief group at {when}"))
    kinds.offer(kinds.Kind(key="tests.here", line="Grief group", by_mail=False))
    settings.VAPID_PRIVATE_KEY = vapid.new_private_key()
    return vapid.public_key()


@pytest.fixture
def service() -> Iterator[Counterpart]:
    with counterpart() as there:
        there.status = 201
        yield there


def turned_on(person: User, url: str, name: str = "a") -> TestBrowser:
    browser = TestBrowser(f"{url}{name}")
    actions.subscribe(person, browser.told, label="Firefox on Linux", now=NOON)
    return browser


def told(person: User, name: str = "1", kind: str = "tests.hello") -> Notice:
    notice = actions.schedule(
        person, kind=kind, reference=f"tests:{name}", due_at=NOON, context={"when": "6 pm"}
    )
    actions.deliver(notice.pk, now=NOON)
    return notice


def test_the_browser_reads_the_same_words_whatever_it_is_about(
    maya: User, ines: User, service: Counterpart, key: str
) -> None:
    browser, staff = turned_on(maya, service.url), turned_on(ines, service.url, "b")
    told(maya)
    flags.raise_level(flagged(maya, text=LOW), by=ines, level=5, now=NOON)
    duty.look(now=NOON)
    for notice in Notice.objects.filter(person=ines, kind="safety.flag_called"):
        actions.deliver(notice.pk, now=NOON)

    while actions.push_due(now=NOON):
        pass

    assert {letter.path for letter in service.letters} == {"/a", "/b"}
    for letter in service.letters:
        reader = browser if letter.path == "/a" else staff
        assert reader.opened(letter) == b"You have a new notification"
        assert b"notification" not in letter.body
        claims = claims_of(letter, key)
        assert claims["aud"] == service.url.rstrip("/")
        assert claims["exp"] == int((NOON + timedelta(hours=12)).timestamp())
        assert str(claims["sub"]).startswith("mailto:")
    assert len({len(letter.body) for letter in service.letters}) == 1


def test_a_call_does_not_wait_and_the_rest_may(
    maya: User, ines: User, service: Counterpart
) -> None:
    turned_on(maya, service.url, "maya")
    turned_on(ines, service.url, "ines")
    told(maya)
    flags.raise_level(flagged(maya, text=LOW), by=ines, level=5, now=NOON)
    duty.look(now=NOON)
    (called,) = Notice.objects.filter(kind="safety.flag_called")
    actions.deliver(called.pk, now=NOON)

    actions.push_due(now=NOON)

    said = {
        letter.path: [letter.headers.get(name) for name in ("urgency", "ttl", "topic")]
        for letter in service.letters
    }
    assert said == {"/maya": ["normal", "86400", "update"], "/ines": ["high", "900", None]}


def test_another_key_neither_signs_nor_opens(
    maya: User, service: Counterpart, settings: Any, key: str
) -> None:
    turned_on(maya, service.url)
    told(maya)
    actions.push_due(now=NOON)
    (letter,) = service.letters

    with pytest.raises(http_ece.ECEException):
        TestBrowser(service.url).opened(letter)
    head, _, rest = letter.headers["authorization"].partition("t=")
    changed = rest.replace(rest[40], "A" if rest[40] != "A" else "B", 1)
    letter.headers["authorization"] = f"{head}t={changed}"
    with pytest.raises((InvalidSignature, ValueError)):
        claims_of(letter, key)


def test_each_browser_of_a_person_is_told_once_and_nobody_elses(
    maya: User, noor: User, service: Counterpart
) -> None:
    for person, name in ((maya, "phone"), (maya, "laptop"), (noor, "noor")):
        turned_on(person, service.url, name)
    told(maya)

    assert actions.push_due(now=NOON) == 2
    assert actions.push_due(now=NOON + timedelta(days=1)) == 0

    assert sorted(letter.path for letter in service.letters) == ["/laptop", "/phone"]


def test_what_a_person_wants_only_here_stays_here(maya: User, service: Counterpart) -> None:
    turned_on(maya, service.url)
    told(maya, kind="tests.here")

    assert actions.push_due(now=NOON) == 0
    assert mail.outbox == []
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(maya: User, service: Counterpart, status: int) -> None:
    turned_on(maya, service.url)
    told(maya)
    service.status = status

    actions.push_due(now=NOON)

    assert not PushSubscription.objects.exists()
    assert Entry.objects.filter(verb="notifications.push_ended").count() == 1
    assert [row.channel for row in Delivery.objects.all()] == [Channel.MAIL]


@pytest.mark.parametrize(
    ("way", "status", "error"),
    [
        ("answer", 500, "HTTP 500"),
        ("answer", 429, "HTTP 429"),
        ("answer", 302, "HTTP 302"),
        ("hang", 201, "TimeoutError"),
        ("drip", 201, "TimeoutError"),
        ("noise", 201, "BadStatusLine"),
    ],
)
def test_a_service_that_is_broken_keeps_back_neither_mail_nor_page(
    maya: User,
    service: Counterpart,
    monkeypatch: pytest.MonkeyPatch,
    client_of: Callable[[User], Client],
    way: str,
    status: int,
    error: str,
) -> None:
    monkeypatch.setattr(web_push, "WITHIN", 0.3)
    turned_on(maya, service.url)
    service.way, service.status = way, status
    told(maya)
    with within(3):
        actions.push_due(now=NOON)

    assert len(mail.outbox) == 1
    assert "Grief group at 6 pm" in client_of(maya).get("/updates/").content.decode()
    push = Delivery.objects.get(channel=Channel.PUSH)
    assert (push.error, push.attempts, push.due_at) == (error, 1, NOON + PUSH.waits[0])

    service.way, service.status = "answer", 201
    actions.push_due(now=push.due_at)
    push.refresh_from_db()
    assert (push.delivered_at, push.error) == (NOON + PUSH.waits[0], "")


def test_one_service_that_hangs_does_not_keep_back_another(
    maya: User, noor: User, service: Counterpart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_push, "WITHIN", 0.5)
    service.way = "hang"
    with counterpart() as other:
        for number in range(5):
            turned_on(maya, service.url, str(number))
        turned_on(noor, other.url)
        told(maya)
        told(noor, "2")
        with within(3):
            actions.push_due(now=NOON)
        assert len(other.letters) == 1


def test_mail_that_fails_keeps_back_no_push(
    maya: User, service: Counterpart, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: object, **kwargs: object) -> None:
        raise OSError

    monkeypatch.setattr("peerhub.notifications.channels.email.EmailMessage.send", away)
    turned_on(maya, service.url)
    told(maya)

    assert actions.push_due(now=NOON) == 1
    assert len(service.letters) == 1


def test_a_notice_without_push_goes_to_no_browser(maya: User, service: Counterpart) -> None:
    turned_on(maya, service.url)
    told(maya)
    Delivery.objects.all().delete()
    notice = Notice.objects.get()
    Notice.objects.update(sent_at=None, by_push=False)

    assert actions.show(notice.pk, now=NOON)

    assert not Delivery.objects.filter(channel=Channel.PUSH).exists()


def test_attempts_become_rarer_and_end(maya: User, service: Counterpart) -> None:
    turned_on(maya, service.url)
    told(maya)
    service.status, at = 503, NOON
    for _ in range(1 + len(PUSH.waits)):
        assert actions.push_due(now=at) == 1
        push = Delivery.objects.get(channel=Channel.PUSH)
        at = max(at, push.due_at)

    assert (push.given_up_at, push.error) == (at, "HTTP 503")
    assert actions.push_due(now=at + timedelta(days=1)) == 0


def test_a_killed_sender_loses_nothing(maya: User, service: Counterpart) -> None:
    turned_on(maya, service.url)
    told(maya)
    assert len(actions.delivering._claim(Channel.PUSH, 8, now=NOON)) == 1  # and then it is killed

    assert actions.push_due(now=NOON + LEASE) == 0
    assert actions.push_due(now=NOON + LEASE + 2 * SECOND) == 1


def test_the_address_lies_sealed(maya: User, service: Counterpart, settings: Any) -> None:
    browser = turned_on(maya, service.url)
    (kept,) = PushSubscription.objects.all()

    assert service.url not in kept.sealed
    assert sealing.opened(kept.sealed) == browser.told
    settings.FIELD_KEY = "another"
    with pytest.raises(InvalidToken):
        sealing.opened(kept.sealed)


def test_a_browser_tells_only_whoever_turned_it_on_last(
    maya: User, noor: User, service: Counterpart
) -> None:
    turned_on(maya, service.url)
    turned_on(noor, service.url)

    assert [kept.person for kept in PushSubscription.objects.all()] == [noor]


def test_ten_browsers_are_enough(maya: User, service: Counterpart) -> None:
    for number in range(10):
        turned_on(maya, service.url, str(number))
    with pytest.raises(TooMany):
        turned_on(maya, service.url, "one more")
    turned_on(maya, service.url, "3")  # again, the same


@pytest.mark.parametrize(
    "url", ["http://push.example/x", "https://127.0.0.1/x", "https://10.0.0.8/", "nonsense"]
)
def test_an_address_that_leads_inside_is_none(maya: User, settings: Any, url: str) -> None:
    settings.PUSH_ANYWHERE = False

    with pytest.raises(NotABrowser):
        turned_on(maya, url)
    assert not PushSubscription.objects.exists()


def test_a_name_that_leads_inside_later_is_not_followed(
    maya: User, service: Counterpart, settings: Any
) -> None:
    turned_on(maya, service.url)
    told(maya)
    settings.PUSH_ANYWHERE = False

    actions.push_due(now=NOON)

    assert service.letters == []
    assert Delivery.objects.get(channel=Channel.PUSH).error == outgoing.Refused.__name__


@pytest.mark.parametrize(
    "spoilt", [{"p256dh": "AAAA"}, {"auth": "AAAA"}, {"p256dh": "§"}, {"endpoint": ""}, {}]
)
def test_what_is_no_browser_is_refused_with_a_reason(
    maya: User, client_of: Callable[[User], Client], spoilt: dict[str, str]
) -> None:
    form = TestBrowser(nobody_there()).form
    given = {**form, **spoilt} if spoilt else {}

    answer = client_of(maya).post("/updates/settings/browsers/", given, follow=True)

    assert "This browser did not" in answer.content.decode()
    assert not PushSubscription.objects.exists()


def test_a_person_turns_it_on_and_off_on_their_page(
    maya: User, noor: User, service: Counterpart, client_of: Callable[[User], Client], key: str
) -> None:
    page = reverse("notifications:settings")
    browser = client_of(maya)
    assert key in browser.get(page).content.decode()

    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
    browser.post(
        f"{page}browsers/", TestBrowser(f"{service.url}a").form, headers={"User-Agent": agent}
    )
    (kept,) = PushSubscription.objects.all()
    assert (kept.person, kept.label) == (maya, "Chrome on Android")
    assert "Chrome on Android" in browser.get(page).content.decode()
    assert "Chrome on Android" not in client_of(noor).get(page).content.decode()

    off = reverse("notifications:browser_off", args=[kept.pk])
    assert client_of(noor).post(off).status_code == 404
    browser.post(off)
    assert not PushSubscription.objects.exists()
    verbs = Entry.objects.filter(verb__startswith="notifications").order_by("pk")
    assert [entry.verb.rpartition("_")[2] for entry in verbs] == ["on", "off"]


def test_without_a_key_the_page_says_so_and_nothing_is_sent(
    maya: User, service: Counterpart, settings: Any, client_of: Callable[[User], Client]
) -> None:
    turned_on(maya, service.url)
    settings.VAPID_PRIVATE_KEY = ""

    told(maya)

    assert actions.push_due(now=NOON) == 0
    page = client_of(maya).get("/updates/settings/").content.decode()
    assert "are not set up here" in page
    assert "push-switch" not in page


def test_the_worker_shows_the_words_and_opens_our_page() -> None:
    answer = Client().get("/updates/worker.js")

    assert answer.headers["Content-Type"].startswith("text/javascript")
    script = answer.content.decode()
    assert f'"{web_push.WORDS.decode()}"' in script
    assert 'openWindow("/updates/")' in script
    assert "fetch" not in script
