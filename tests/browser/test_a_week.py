"""A week of Maya and Sam: booked, thought of before, met, written down, changed and ended. Without JavaScript."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from peerhub.demo.cast import MAYA, SAM
from tests.browser.axe import violations

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
LANTERN, KETTLE = "Lantern", "The kettle is on, and I am here."


def fits(page) -> None:
    """Nothing scrolls sideways, and axe finds nothing."""
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert [each["id"] for each in violations(page)] == []


def press(page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def follow(page, name: str | re.Pattern[str]) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()


def seen_by(eyes, page) -> None:
    """The same page with scripts, so that axe can look at it."""
    eyes.goto(page.url)
    fits(eyes)


def books_three_weeks(maya, eyes) -> tuple[str, list[str]]:
    """Every date is shown before anything is booked; gives the page of all, and of each session."""
    maya.goto("/people/sam/times/")
    maya.locator(".slots button").last.click()
    seen_by(eyes, maya)
    follow(maya, re.compile("^Meet at this time every week"))
    maya.get_by_label("How many times?").select_option("3")
    press(maya, "Show the dates")
    expect(maya.locator(".series-dates li")).to_have_count(3)
    seen_by(eyes, maya)
    maya.get_by_label("By text").check()
    press(maya, maya.get_by_role("button", name=re.compile("^Book th")).inner_text())
    expect(maya.get_by_role("heading", name="Regular sessions with Sam")).to_be_visible()
    seen_by(eyes, maya)
    links = maya.locator(".series-dates a[href^='/sessions/']")
    maya.wait_for_load_state()  # else it may be read in part
    return urlsplit(maya.url).path, [link.get_attribute("href") for link in links.all()]


def says_what_she_would_like(maya, session: str) -> None:
    maya.goto(session)
    expect(maya.get_by_text("one of your regular sessions, every week")).to_be_visible()
    follow(maya, "Say what you would like")
    maya.get_by_label("Stay light").check()
    maya.get_by_label("Is anything off the table?").fill("The court date.")
    maya.get_by_label("A word that stops everything").fill("one two three")
    press(maya, "Keep this")
    expect(maya.get_by_text("Please choose one or two short words").first).to_be_visible()
    expect(maya.get_by_label("Is anything off the table?")).to_have_value("The court date.")
    maya.get_by_label("A word that stops everything").fill(LANTERN)
    press(maya, "Keep this")
    expect(maya.get_by_text("Sam has not read this yet")).to_be_visible()


def goes_in_once_he_has_read_it(sam, session: str) -> None:
    sam.goto(session)
    follow(sam, re.compile("Read|read"))
    expect(sam.get_by_text("The court date.")).to_be_visible()
    press(sam, "I have read it and will keep to it")
    expect(sam.get_by_text("You have read this")).to_be_visible()


def writes_it_down(sam, session: str) -> None:
    sam.goto(session)
    press(sam, "We met")
    follow(sam, "Write the note")
    press(sam, "Sign")
    expect(sam.locator("[role=alert]")).to_be_visible()  # empty is no note
    sam.get_by_label("What was it about for them?").fill("Sleeping through.")
    sam.get_by_label("What did you do?").fill("We wrote a list for the evening.")
    sam.get_by_label("How was it for them?").fill("She said it was a start.")
    sam.get_by_label("No sign of danger").check()
    sam.get_by_label("What comes next?").fill("Next Tuesday, the list.")
    press(sam, "Sign")
    expect(sam.get_by_text("Signed. It stays as it is")).to_be_visible()


def says_how_it_was(maya, eyes, session: str) -> None:
    maya.goto(session)
    maya.locator("label.option", has_text=re.compile(r"^\s*9\s*$")).click()
    press(maya, "Keep this")
    expect(maya.get_by_text("After: 9 of 10")).to_be_visible()
    follow(maya, "Say how it was")
    seen_by(eyes, maya)
    free = maya.get_by_role("group", name="I felt free to slow down, stop or say no.")
    free.get_by_label("3", exact=True).check()
    press(maya, "Keep this")
    expect(maya.get_by_text("Would you like us to help you change this?")).to_be_visible()
    follow(maya, "Read the note")
    expect(maya.get_by_text("We wrote a list for the evening.")).to_be_visible()
    maya.get_by_role("textbox", name="How I remember it").fill("You wrote. I talked.")
    press(maya, "Add it")
    expect(maya.get_by_text("You wrote. I talked.")).to_be_visible()


def changes_one_and_cancels_one(maya, every: str, second: str, third: str) -> None:
    maya.goto(f"{second}time/")
    maya.locator(".slots a, .slots button").first.click()
    press(maya, "Change the time")
    maya.goto(f"{third}cancel/")
    press(maya, "Cancel it")
    maya.goto(every)
    # The first one, too: the clock of this test is another one.
    expect(maya.get_by_text("At another time than usual.")).to_have_count(2)
    expect(maya.locator(".series-dates").get_by_text("Cancelled", exact=True)).to_have_count(1)


def test_a_week_of_a_member_and_a_specialist(site, browser):
    mayas = site.context(browser, MAYA, java_script_enabled=False, viewport=PHONE)
    sams = site.context(browser, SAM, java_script_enabled=False, viewport=DESKTOP)
    seen = site.context(browser, MAYA, viewport=PHONE)  # axe needs JavaScript
    work = site.context(browser, SAM, viewport=DESKTOP, color_scheme="dark")
    maya, sam = mayas.new_page(), sams.new_page()
    eyes, dark = seen.new_page(), work.new_page()

    every, (first, second, third) = books_three_weeks(maya, eyes)
    says_what_she_would_like(maya, first)
    eyes.goto(first)
    fits(eyes)

    site.inside("at_another_time", first, begins_in=2)
    sam.goto(f"{first}room/")
    expect(sam.get_by_text("One thing before you go in")).to_be_visible()
    goes_in_once_he_has_read_it(sam, first)
    maya.goto(f"{first}room/")
    maya.get_by_role("textbox", name="Write to Sam").fill(KETTLE)
    press(maya, "Send")
    sam.goto(f"{first}room/")
    expect(sam.get_by_text(KETTLE)).to_be_visible()
    expect(sam.get_by_text(LANTERN).first).to_be_visible()
    dark.goto(f"{first}room/")
    fits(dark)

    site.inside("at_another_time", first, begins_in=-90)
    writes_it_down(sam, first)
    before = sam.goto(first).text()
    says_how_it_was(maya, eyes, first)
    eyes.goto(first)
    fits(eyes)
    assert words_of(sam.goto(first).text()) == words_of(before)  # of her answers he sees nothing

    changes_one_and_cancels_one(maya, every, second, third)
    sam.goto("/caseload/")
    expect(sam.get_by_role("row", name=re.compile("^Maya"))).to_be_visible()
    dark.goto("/caseload/")
    fits(dark)
    maya.goto(f"{every}end/")
    seen_by(eyes, maya)
    press(maya, "Book no more, keep these" if "Book no more" in maya.content() else "End them")
    expect(maya.get_by_text("They have ended: no more are booked.")).to_be_visible()
    for each in (mayas, sams, seen, work):
        each.close()


def words_of(html: str) -> str:
    """What a page says, without the tokens that are new each time."""
    return re.sub(r'value="[^"]{20,}"', "", html.split("<main")[1].split("</main>")[0])
