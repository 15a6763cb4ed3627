"""Signing in while the account is paused: a plain page, and nothing more."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from peerhub.accounts import pausing
from peerhub.accounts.models import Pause, User
from peerhub.ui.moments import in_words
from tests.cast import PASSWORD
from tests.safety.flags.test_views import ClientOf

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "Some words hurt people here."
PAUSED = "/paused/"


@pytest.fixture(autouse=True)
def _no_used_codes() -> None:
    cache.clear()


@pytest.fixture
def pause(maya: User, ines: User) -> Pause:
    now = timezone.now()
    return pausing.pause_account(maya, until=now + DAY, reason=WHY, by=ines, now=now)


def sign_in(browser: Client, password: str = PASSWORD) -> str:
    """Where it leads; "" where the form is shown again."""
    given = {"login": "maya@people.example", "password": password}
    return browser.post("/account/login/", given).headers.get("Location", "")


def is_signed_in(browser: Client) -> bool:
    return browser.get("/settings/").status_code == 200


def over(pause: Pause) -> None:
    """Let its time pass."""
    Pause.objects.filter(pk=pause.pk).update(
        set_at=timezone.now() - 2 * DAY, until=timezone.now() - DAY
    )


def test_the_page_says_until_when_why_where_help_is_and_how_to_object(
    pause: Pause, maya: User, client: Client
) -> None:
    assert sign_in(client) == PAUSED

    page = client.get(PAUSED).content.decode()
    assert "Your account is paused" in page
    assert in_words(pause.until, "full", maya.zone) in page
    assert "New York time" in page
    assert WHY in page
    assert 'href="/now/US/"' in page
    assert 'href="/paused/wrong/"' in page
    assert not is_signed_in(client)


def test_nobody_is_named_on_it(pause: Pause, client: Client) -> None:
    sign_in(client)

    page = client.get(PAUSED).content.decode()

    assert [word for word in ("Ines", "Maya", "maya@", "moderator") if word in page] == []


def test_a_wrong_password_tells_nothing_of_a_pause(pause: Pause, client: Client) -> None:
    assert sign_in(client, "not-the-password") == ""

    assert client.get(PAUSED).headers["Location"] == "/account/login/"


def test_a_visitor_and_the_stranger_see_no_pause(
    pause: Pause, noor: User, client: Client, client_of: ClientOf
) -> None:
    assert client.get(PAUSED).headers["Location"] == "/account/login/"
    assert client_of(noor).get(PAUSED).status_code == 404


def test_the_page_closes_itself_after_half_an_hour(
    pause: Pause, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client)
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    answer = client.get(PAUSED, follow=True)

    assert answer.redirect_chain == [("/account/login/", 302)]
    assert [word in answer.content.decode() for word in (WHY, "is over")] == [False, False]


def test_a_code_by_mail_leads_to_the_same_page(pause: Pause, client: Client) -> None:
    client.post("/account/login/code/", {"email": "maya@people.example"})
    letter = str(mail.outbox[0].body)
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", letter, re.MULTILINE)

    assert code, letter
    answer = client.post("/account/login/code/confirm/", {"code": code[1]})

    assert answer.headers["Location"] == PAUSED
    assert not is_signed_in(client)


def test_a_forgotten_password_can_be_set_anew(pause: Pause, client: Client) -> None:
    client.post("/account/password/reset/", {"email": "maya@people.example"})

    assert "not known to us" not in mail.outbox[0].body
    assert "/account/password/reset/key/" in mail.outbox[0].body


def test_an_account_that_is_closed_for_good_gets_no_code(maya: User, client: Client) -> None:
    User.objects.filter(pk=maya.pk).update(is_active=False)

    client.post("/account/login/code/", {"email": "maya@people.example"})

    assert "not known to us" in mail.outbox[0].body
    assert sign_in(Client()) == "/account/inactive/"


def test_who_is_paused_between_password_and_code_is_not_let_in(
    maya: User, ines: User, client: Client
) -> None:
    secret = generate_totp_secret()
    TOTP.activate(maya, secret)
    sign_in(client)
    now = timezone.now()
    pausing.pause_account(maya, until=now + DAY, reason=WHY, by=ines, now=now)

    counter = list(yield_hotp_counters_from_time())[1]
    code = format_hotp_value(hotp_value(secret, counter))
    answer = client.post("/account/second-step/authenticate/", {"code": code})

    assert answer.headers["Location"] == PAUSED
    assert not is_signed_in(client)


def test_after_the_time_one_signs_in_again_even_before_the_timetable_came_round(
    pause: Pause, client: Client
) -> None:
    over(pause)

    assert sign_in(client) == "/"

    assert is_signed_in(client)


def test_after_a_lift_one_signs_in_again(pause: Pause, ines: User, client: Client) -> None:
    sign_in(client)
    pausing.lift_pause(pause, by=ines, now=timezone.now())

    told = client.get(PAUSED, follow=True)
    assert "The pause is over. You can sign in." in told.content.decode()
    assert sign_in(client) == "/"


def test_pages_of_the_paused_person_ask_to_sign_in(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    now = timezone.now()
    pausing.pause_account(maya, until=now + DAY, reason=WHY, by=ines, now=now)

    paths = ("/settings/", "/rooms/", "/sessions/", "/updates/")
    assert [browser.get(path).status_code for path in paths] == [302] * 4
    assert browser.get("/now/").status_code == 200
