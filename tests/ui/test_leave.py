"""The way out never fails and leaves nothing behind."""

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import OperationalError
from django.test import Client


def headers(response):
    names = ("Location", "Clear-Site-Data", "Cache-Control", "Referrer-Policy")
    return {name: response[name] for name in names}


GONE = {
    "Location": settings.LEAVE_URL,
    "Clear-Site-Data": '"cache", "cookies", "storage"',
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_stranger_can_leave_twice(verb):
    client = Client(enforce_csrf_checks=True)

    for _ in range(2):
        response = getattr(client, verb)("/leave/")

        assert response.status_code == 303
        assert headers(response) == GONE


@pytest.mark.parametrize("verb", ["get", "post"])
def test_leaving_ends_the_session_without_a_token(client_of, maya, verb):
    client = client_of(maya)
    client.handler.enforce_csrf_checks = True
    key = client.session.session_key

    response = getattr(client, verb)("/leave/")

    assert headers(response) == GONE
    assert response.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 0
    assert not client.session.exists(key)
    assert SESSION_KEY not in client.session


def test_an_old_key_opens_nothing_after_leaving(client_of, maya):
    client = client_of(maya)
    old_key = client.cookies[settings.SESSION_COOKIE_NAME].value

    client.get("/leave/")
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = old_key

    assert thief.get("/settings/").status_code == 302


def test_leaving_works_while_the_database_is_away(client_of, maya, monkeypatch):
    def gone(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr("peerhub.ui.views.logout", gone)
    client = client_of(maya)

    response = client.get("/leave/")

    assert headers(response) == GONE
    assert response.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 0


@pytest.mark.django_db
def test_every_page_of_a_member_has_the_way_out_and_help():
    html = Client().get("/how-we-keep-you-safe/").content.decode()

    assert html.count("data-leave") == 2
    assert f'data-to="{settings.LEAVE_URL}"' in html
    assert html.count('href="/now/"') >= 2
