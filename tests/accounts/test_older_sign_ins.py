"""Nobody gets past the second step with a sign-in from before it was set."""

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client

from peerhub.accounts import actions
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from tests.cast import NOON, PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
ACTIVATE = "/account/second-step/totp/activate/"


def signed_in() -> Client:
    cache.clear()
    browser = Client()
    browser.post("/account/login/", {"login": "maya@people.example", "password": PASSWORD})
    return browser


def test_setting_a_second_step_ends_the_sign_ins_that_never_passed_it(
    maya: User, noor: User
) -> None:
    older, own, of_noor = signed_in(), signed_in(), Client()
    of_noor.force_login(noor)
    actions.grant_role(maya, Role.MODERATOR, by=None, now=NOON)
    own.post("/account/reauthenticate/", {"password": PASSWORD})
    own.get(ACTIVATE)
    secret = own.session["mfa.totp.secret"]
    now = list(yield_hotp_counters_from_time())[1]

    own.post(ACTIVATE, {"code": format_hotp_value(hotp_value(secret, now))})

    assert own.get("/queue/").status_code == 200
    assert older.get("/queue/").headers["Location"] == "/account/login/?next=/queue/"
    assert of_noor.get("/settings/").status_code == 200


def test_a_new_password_ends_the_older_sign_ins_and_their_sockets(maya: User, noor: User) -> None:
    older, own, of_noor = signed_in(), signed_in(), Client()
    of_noor.force_login(noor)
    key = older.session.session_key
    new = "another long good password 9"

    own.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert [message.subject for message in mail.outbox] == ["A change to how you sign in"]
    assert not Session.objects.filter(pk=key).exists(), "rooms look for this row"
    assert own.get("/settings/").headers["Location"] == "/account/login/?next=/settings/"
    assert of_noor.get("/settings/").status_code == 200
