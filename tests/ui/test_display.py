"""Display choices: kept in the browser, understood without a script."""

import pytest
from django.test import Client, override_settings

from peerhub.ui.display import Display, from_cookies

pytestmark = pytest.mark.django_db


def test_choices_are_kept_and_shown_on_every_page():
    client = Client()

    client.post("/display/", {"theme": "dark", "text": "larger", "motion": "still"})
    html = client.get("/how-we-keep-you-safe/").content.decode()

    assert '<html lang="en" data-theme="dark" data-text="larger" data-motion="still">' in html


def test_choosing_nothing_special_keeps_no_cookie():
    client = Client()
    client.post("/display/", {"theme": "dark", "text": "large", "motion": "still"})

    client.post("/display/", {"theme": "system", "text": "normal", "motion": "system"})

    assert '<html lang="en">' in client.get("/display/").content.decode()


def test_the_page_shows_what_is_chosen_now():
    client = Client()
    client.cookies["display_theme"] = "light"

    html = client.get("/display/").content.decode()

    assert 'value="light" id="id_theme_1" checked' in html


def test_a_forged_choice_is_told_beside_its_field_and_keeps_the_others():
    response = Client().post("/display/", {"theme": "neon", "text": "large", "motion": "still"})

    html = response.content.decode()
    assert response.status_code == 422
    assert 'id="id_theme_error"' in html
    assert 'value="large" id="id_text_1" checked' in html
    assert not [name for name in response.cookies if name.startswith("display")]


def test_a_forged_cookie_counts_as_not_chosen():
    cookies = {"display_theme": '"><script>', "display_text": "large"}

    assert from_cookies(cookies) == Display(text="large")


def test_the_gallery_is_for_the_demo_only():
    with override_settings(DEMO=True):
        assert Client().get("/gallery/").status_code == 200
    with override_settings(DEMO=False):
        assert Client().get("/gallery/").status_code == 404
