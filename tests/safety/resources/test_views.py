"""Help right now: for anyone, with nothing."""

import re
from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from safety.resources import find, views
from safety.resources.find import countries, lines_for
from safety.resources.lines import table

KB = 1024


def numbers_of_the_table():
    rows = {number for line in table().lines for number in (line.call, line.text) if number}
    rows |= {country.emergency for country in table().countries.values()}
    return {re.sub("[ -]", "", number) for number in rows}


def test_a_visitor_sees_the_lines_without_the_database():
    # No database fixture: a query here would fail the test.
    page = Client().get("/now/")

    assert page.status_code == 200
    text = page.content.decode()
    assert "<h1>Help right now</h1>" in text
    assert 'href="tel:988"' in text
    assert 'href="sms:988"' in text
    assert 'href="tel:911"' in text
    assert 'href="sms:741741?&amp;body=HOME"' in text
    assert 'href="/leave/"' in text


@pytest.mark.parametrize("country", [*(c.iso for c in countries()), "other", "zz", "eu"])
def test_every_country_has_a_small_page_without_scripts(country):
    page = Client().get(f"/now/{country}/")

    assert page.status_code == 200
    assert len(page.content) < 20 * KB
    text = page.content.decode()
    for banned in ("<script", "style=", " onclick", "<style", "<form", "<video"):
        assert banned not in text


@pytest.mark.parametrize("country", [*(c.iso for c in countries()), "other"])
def test_every_number_on_the_page_comes_from_the_table(country):
    text = Client().get(f"/now/{country}/").content.decode()
    dialled = re.findall(r'href="(?:tel|sms):([0-9]+)', text)
    spoken = re.findall(
        r"[0-9][0-9 -]{2,}[0-9]",
        re.sub(r"<head>.*</head>|<time.*?</time>|<[^>]+>", " ", text, flags=re.DOTALL),
    )

    allowed = numbers_of_the_table()
    assert dialled
    assert set(dialled) <= allowed
    known = {*allowed, *(re.sub(r"\D", "", line.name) for line in table().lines)}
    assert {re.sub("[ -]", "", number) for number in spoken} <= known


def test_a_country_we_do_not_know_gets_international_numbers_and_no_error():
    text = Client().get("/now/atlantis/").content.decode()

    assert "We do not know the lines where you are yet" in text
    assert 'href="tel:112"' in text
    assert 'href="https://findahelpline.com"' in text


def test_the_page_shows_the_country_of_the_person(client_of, maya):
    maya.country = "GB"
    maya.save(update_fields=["country"])

    text = client_of(maya).get("/now/").content.decode()

    assert "the lines for the United Kingdom" in text
    assert 'href="tel:116123"' in text


def test_the_page_stands_when_the_database_is_down(settings):
    class Down:
        @property
        def is_authenticated(self):
            raise OperationalError("no server")

    request = RequestFactory().get("/now/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "something"
    request.user = Down()

    page = views.now(request)

    assert page.status_code == 200
    assert b'href="tel:988"' in page.content


def test_only_reading_is_allowed():
    assert Client().post("/now/").status_code == 405


def test_a_signed_out_cookie_is_no_trouble(settings):
    request = RequestFactory().get("/now/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "old"
    request.user = AnonymousUser()

    assert b'href="tel:988"' in views.now(request).content


def test_the_callout_for_other_pages_shows_the_line_and_the_emergency_number():
    html = render_to_string("safety/resources/_lines.html", {"help": lines_for("US")})

    assert 'href="tel:988"' in html
    assert 'href="tel:911"' in html
    assert 'href="/now/"' in html


@pytest.mark.parametrize("country", ["us", "gb", "other"])
def test_every_line_on_the_page_says_when_it_was_checked(country):
    text = Client().get(f"/now/{country}/").content.decode()

    found = lines_for(country)
    shown = [found.main, *found.silent, *found.hurt, *found.more]
    assert re.findall(r'<time datetime="([^"]+)">', text) == [
        line.checked_on.isoformat() for line in shown
    ]


def test_the_language_of_the_person_chooses_the_order(client_of, maya, monkeypatch):
    shelters = [
        replace(lines_for("US").hurt[0], id=name, name=name, languages=(language,))
        for name, language in (("English House", "en"), ("Casa Abierta", "es"))
    ]
    monkeypatch.setattr(find, "table", lambda: replace(table(), lines=tuple(shelters)))

    def order(language):
        maya.language = language
        maya.save(update_fields=["language"])
        text = client_of(maya).get("/now/us/").content.decode()
        return sorted(("English House", "Casa Abierta"), key=text.index)

    assert order("en") == ["English House", "Casa Abierta"]
    assert order("es") == ["Casa Abierta", "English House"]
