"""Signing in: password, a code by mail, and the second step for those who work with others' data."""

import re

import pytest
from allauth.mfa.models import Authenticator
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

from peerhub.accounts import actions
from peerhub.accounts.roles import Role
from tests.cast import NOON, PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_used_codes():
    cache.clear()


def sign_in(client: Client, name: str, password: str = PASSWORD):
    return client.post("/account/login/", {"login": f"{name}@people.example", "password": password})


def signed_in(client: Client) -> bool:
    return client.get("/settings/").status_code == 200


def test_a_member_signs_in_with_a_password(client, maya):
    sign_in(client, "maya")

    assert signed_in(client)


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(client, maya):
    wrong = sign_in(client, "maya", "not-the-password")
    unknown = sign_in(Client(), "nobody", "not-the-password")

    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert not signed_in(client)


def test_a_member_signs_in_with_a_code_from_their_mail(client, maya):
    client.post("/account/login/code/", {"email": "maya@people.example"})
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", mail.outbox[0].body, re.MULTILINE)[1]
    client.post("/account/login/code/confirm/", {"code": code})

    assert signed_in(client)


def test_mail_subjects_say_nothing_about_the_place(client, maya):
    client.post("/account/login/code/", {"email": "maya@people.example"})

    assert "PeerHub" not in mail.outbox[0].subject


def test_the_field_for_a_code_has_a_label_and_no_placeholder(client, maya, ines):
    client.post("/account/login/code/", {"email": "maya@people.example"})
    mailed = client.get("/account/login/code/confirm/").content.decode()
    sign_in(client := Client(), "ines")
    from_app = client.get("/account/second-step/authenticate/").content.decode()

    for page in (mailed, from_app):
        assert 'for="id_code">Code' in page
        assert "placeholder" not in page


def test_a_moderator_needs_password_and_code(client, ines):
    secret = generate_totp_secret()
    Authenticator.objects.filter(user=ines).delete()
    TOTP.activate(ines, secret)

    sign_in(client, "ines")
    assert not signed_in(client)

    now = list(yield_hotp_counters_from_time())[1]
    client.post(
        "/account/second-step/authenticate/", {"code": format_hotp_value(hotp_value(secret, now))}
    )
    assert signed_in(client)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MEMBER])
@pytest.mark.parametrize("path", ["/", "/settings/", "/queue/", "/people/", "/sessions/"])
def test_a_role_that_works_with_others_data_reaches_nothing_without_a_second_step(
    client, maya, role, path
):
    actions.grant_role(maya, role, by=None, now=NOON)
    client.force_login(maya)

    answer = client.get(path)

    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/account/second-step/totp/activate/",
    )


def test_help_and_the_way_out_stay_open_without_a_second_step(client, maya):
    actions.grant_role(maya, Role.MODERATOR, by=None, now=NOON)
    client.force_login(maya)

    assert client.get("/now/").status_code == 200
    assert client.get("/leave/").status_code == 303


def test_the_secret_of_the_second_step_lies_sealed_in_the_database(maya):
    secret = generate_totp_secret()

    TOTP.activate(maya, secret)

    assert secret not in str(Authenticator.objects.get(user=maya).data)


def test_a_visitor_is_sent_to_sign_in(client):
    answer = client.get("/settings/")

    assert answer.headers["Location"] == "/account/login/?next=/settings/"


def test_signed_in_pages_stay_in_no_cache(client_of, maya):
    assert "no-store" in client_of(maya).get("/settings/").headers["Cache-Control"]


def test_settings_keep_the_zone_and_say_what_is_wrong(client_of, maya):
    client = client_of(maya)

    client.post("/settings/", {"time_zone": "Pacific/Auckland", "country": "NZ"})
    maya.refresh_from_db()
    assert (maya.time_zone, maya.country) == ("Pacific/Auckland", "NZ")

    wrong = client.post("/settings/", {"time_zone": "Moon/Tranquility", "country": "NZ"})
    assert wrong.status_code == 422
    assert 'aria-invalid="true"' in wrong.content.decode()
