"""What the browser keeps of a visit: nothing that somebody else could read afterwards."""

import re
from urllib.parse import urlsplit

import pytest

from peerhub.demo.cast import ADE, MAYA, NOOR, PASSWORD, SAM
from peerhub.topics.taxonomy import shipped
from tests.browser.crawl import places

SIGN_IN = "/account/login/"
STAFF = (SAM, ADE)  # between them they have every page of the staff
KEPT = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


def test_after_signing_out_nothing_is_stored_and_back_shows_sign_in(site, browser):
    context = browser.new_context(base_url=site.address)
    page = context.new_page()
    page.goto(SIGN_IN)
    page.get_by_label("E-mail address").fill(NOOR.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    for path in ("/people/", "/you/", "/rooms/", "/sessions/"):
        page.goto(path)
    page.locator("details[data-menu] summary").click()

    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**" + SIGN_IN)

    assert page.evaluate(KEPT) == []
    assert "sessionid" not in [cookie["name"] for cookie in context.cookies()]
    page.go_back()
    assert urlsplit(page.url).path == SIGN_IN, "the sessions are not shown any more"
    page.go_back()
    assert "Noor" not in page.content()
    context.close()


@pytest.mark.parametrize("player", [MAYA, *STAFF], ids=lambda player: player.name)
def test_no_page_of_a_person_is_kept_or_titled_by_a_topic(site, browser, player):
    context = site.context(browser, player, java_script_enabled=False)
    # Only the pages matter here: without styles and scripts the walk is quick.
    context.route("**/static/**", lambda route: route.abort())
    page = context.new_page()
    kept, told, last = [], [], {}
    page.on("response", lambda answer: last.update({urlsplit(answer.url).path: answer.headers}))
    forbidden = re.compile("|".join(topic_words() | room_names(page)))
    seen = 0

    for place in places(page, player):
        seen += 1
        path = urlsplit(place.path).path
        if "no-store" not in last[path].get("cache-control", ""):
            kept.append(path)
        if player is MAYA and (found := forbidden.search(page.title().lower())):
            told.append(f"{path}: {found[0]}")
    context.close()

    assert seen >= 10, "the walk found the pages"
    assert kept == []
    assert told == []


def topic_words():
    """Every topic's name and its other names, as whole words."""
    all_of_them = shipped()
    names = {topic.label for topic in (*all_of_them.roots, *all_of_them.struggles)}
    names |= {name for topic in (*all_of_them.roots, *all_of_them.struggles)
              for name in topic.synonyms}  # fmt: skip
    return {rf"\b{re.escape(name.lower())}\b" for name in names}


def room_names(page):
    page.goto("/rooms/")
    names = page.locator(".room-card h2").all_inner_texts()
    return {re.escape(name.lower()) for name in names}
