"""Pages for when something is wrong: kind, true, and made of nothing that can fail."""

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

BARE = ["500.html", "503.html"]
FRAMED = ["403.html", "403_csrf.html", "404.html", "429.html"]


@pytest.mark.parametrize("name", BARE)
def test_the_worst_pages_need_no_request_and_no_database(name):
    html = render_to_string(name)

    assert "<h1>" in html
    assert 'href="/now/"' in html
    assert "988" in html
    assert "Leave this site" in html


@pytest.mark.parametrize("name", FRAMED)
def test_the_other_pages_offer_help_and_a_way_on(name):
    html = render_to_string(name, request=anonymous("/somewhere/"))

    assert html.count("<h1>") == 1
    assert html.count('href="/now/"') >= 3
    assert 'class="btn second" href="/"' in html


def test_what_cannot_be_done_is_said_in_its_own_words():
    error = {"message": "That hour has just been taken. <b>"}

    html = render_to_string("errors/not_possible.html", {"error": error}, anonymous("/sessions/"))

    assert "<p>That hour has just been taken. &lt;b&gt;</p>" in html


@pytest.mark.django_db
def test_an_unknown_address_gets_the_kind_page():
    response = Client().get("/no-such-page/")

    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()


def anonymous(path: str) -> HttpRequest:
    return RequestFactory().get(path)
