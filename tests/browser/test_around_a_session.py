"""Maya says what she would like and how it was, without JavaScript; Sam reads the one, and never the other."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from peerhub.demo.cast import MAYA, SAM
from tests.browser.axe import violations

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}


def fits(page) -> None:
    """Nothing scrolls sideways, and axe finds nothing."""
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert [each["id"] for each in violations(page)] == []


def says_what_she_would_like(maya) -> str:
    """Maya writes her card for the next session; gives the session's address."""
    maya.goto("/sessions/")
    maya.get_by_role("link", name="See this session").click()
    session = urlsplit(maya.url).path
    maya.locator("main").get_by_role(
        "link", name=re.compile("Change it|Say what you would")
    ).click()
    maya.get_by_label("Stay light").check()
    maya.get_by_label("Is anything off the table?").fill("The court date.")
    maya.get_by_label("A word that stops everything").fill("one two three")
    maya.get_by_role("button", name="Keep this").click()
    expect(maya.get_by_text("Please choose one or two short words").first).to_be_visible()
    expect(maya.get_by_label("Is anything off the table?")).to_have_value("The court date.")
    maya.get_by_label("A word that stops everything").fill("Lantern")
    maya.get_by_role("button", name="Keep this").click()
    expect(maya.get_by_text("Sam has not read this yet")).to_be_visible()
    return session


def test_before_and_after_a_session(site, browser):
    mayas = site.context(browser, MAYA, java_script_enabled=False, viewport=PHONE)
    seen = site.context(browser, MAYA, viewport=PHONE)  # axe needs JavaScript
    sams = site.context(browser, SAM, viewport=DESKTOP, color_scheme="dark")
    maya, axe, sam = mayas.new_page(), seen.new_page(), sams.new_page()

    session = says_what_she_would_like(maya)
    sam.goto(f"{session}card/")
    expect(sam.get_by_text("The court date.")).to_be_visible()
    fits(sam)
    sam.get_by_role("button", name="I have read it and will keep to it").click()
    expect(sam.get_by_text("You have read this")).to_be_visible()
    maya.reload()
    expect(maya.get_by_text("Sam has read this")).to_be_visible()

    over = site.inside("met_an_hour_ago", MAYA.handle, SAM.handle)
    maya.goto(over)
    sam.goto(over)
    before = sam.locator("main").inner_text()
    maya.locator("label.option", has_text=re.compile(r"^\s*9\s*$")).click()
    maya.get_by_role("button", name="Keep this").click()
    expect(maya.get_by_text("Would you like somebody to ask how you are?")).to_be_visible()
    maya.get_by_role("link", name="Say how it was").click()
    axe.goto(maya.url)
    fits(axe)
    free = maya.get_by_role("group", name="I felt free to slow down, stop or say no.")
    free.get_by_label("3", exact=True).check()
    maya.get_by_role("button", name="Keep this").click()
    expect(maya.get_by_text("Would you like us to help you change this?")).to_be_visible()
    axe.goto(over)
    fits(axe)

    sam.goto(over)
    assert sam.locator("main").inner_text() == before
    for each in (mayas, seen, sams):
        each.close()
