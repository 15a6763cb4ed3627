"""What people see when something is wrong, and what the log does not say."""

import logging
import sys

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.test.client import ClientHandler

from peerhub import views
from peerhub.logs import WithoutContent


def broken_by(error):
    try:
        raise error
    except type(error):
        return views.server_error(RequestFactory().get("/"))


def test_a_missing_database_is_an_honest_503():
    answer = broken_by(OperationalError("connection refused"))

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "connection refused" not in answer.content.decode()


def test_anything_else_is_a_500_that_tells_nothing():
    answer = broken_by(ValueError("what a person wrote"))

    assert answer.status_code == 500
    assert "what a person wrote" not in answer.content.decode()


@pytest.mark.django_db
def test_a_view_that_meets_a_missing_database_answers_503(monkeypatch):
    def away(*args):
        raise OperationalError("connection refused")

    monkeypatch.setattr("peerhub.views.connection.cursor", away)
    client = Client(raise_request_exception=False)

    assert client.get("/ready/").status_code == 503
    assert client.get("/alive/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "status"), [("/now/", 200), ("/leave/", 303), ("/alive/", 200)])
def test_help_and_the_way_out_work_without_a_database_for_someone_signed_in(
    client_of, maya, monkeypatch, path, status
):
    client = client_of(maya)

    def away(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", away)

    assert client.get(path).status_code == status


@pytest.mark.django_db
def test_an_old_form_gets_words_and_nothing_else():
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/account/login/", {"login": "a@b.example", "password": "x"})

    assert answer.status_code == 403
    assert "<h1" in answer.content.decode()


@pytest.mark.django_db
def test_an_unknown_page_is_a_kind_404(client):
    answer = client.get("/no/such/page/")

    assert answer.status_code == 404
    assert "/now/" in answer.content.decode()


def test_the_log_keeps_the_place_of_an_error_and_not_its_words():
    try:
        int("I cannot sleep since it happened")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "it broke", (), sys.exc_info())

    WithoutContent().filter(record)
    line = logging.Formatter("{message}", style="{").format(record)

    assert line.startswith("it broke [ValueError in test_the_log_keeps_the_place")
    assert "sleep" not in line


@pytest.mark.django_db
def test_every_answer_carries_the_headers_that_protect(client):
    headers = client.get("/").headers

    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = {
        part.split()[0]: part.split()[1:] for part in headers["Content-Security-Policy"].split(";")
    }
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    assert "camera=(), microphone=()" in headers["Permissions-Policy"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/", "/rooms/", "/no/such/page/"])
def test_an_answer_on_its_way_to_a_slow_phone_holds_no_connection(client_of, maya, path):
    client = client_of(maya)

    class Handler(ClientHandler):
        def get_response(self, request):
            answer = super().get_response(request)
            self.is_held = connection.connection is not None
            return answer

    client.handler = Handler()
    client.get(path)

    assert client.handler.is_held is False
