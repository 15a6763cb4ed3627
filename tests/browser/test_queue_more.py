"""A case with all that a moderator may need, in a browser: what a message said before, and a pause.

Robin is new. Robin's words are changed after Noor told us of them; Ines sees what they were, and
pauses the account; Robin reads why and says that it was wrong; Ade ends the pause.
"""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from peerhub.demo.cast import ADE, INES, NOOR
from tests.browser.closing import look_after
from tests.browser.rooms import goes_in
from tests.browser.site import Watch
from tests.browser.test_every_page import DESKTOP, PHONE, _problems
from tests.browser.test_main_job import Album
from tests.browser.test_without_javascript import code_in_mail, say

ROOM = "Just here"
HEAVY = "I can't go on like this. I am going to end my life tonight."
BEFORE, AFTER = "Nobody in here believes a word of yours.", "I did not mean it that way."
PASSWORD = "a-long-walk-by-the-sea-2026"


class Pages:
    """Pages of people; each is looked at small and large."""

    def __init__(self, site, browser, *, script):
        self.site, self.browser, self.script = site, browser, script
        self.watches: dict[Page, Watch] = {}
        self.problems: list[str] = []
        self.contexts = []
        self.album = Album()
        if self.album.folder is not None:
            self.album.folder = self.album.folder.parent / "queue-more"

    def of(self, player=None) -> Page:
        context = self.site.context(
            self.browser,
            player,
            viewport=PHONE,
            reduced_motion="reduce",
            java_script_enabled=self.script,
        )
        self.contexts.append(context)
        page = context.new_page()
        if self.script:
            self.watches[page] = Watch(page, self.site.address)
        return page

    def look(self, page, name):
        """No rule of the web is broken, and nothing stands out at the side."""
        if not self.script:
            return
        watch = self.watches[page]
        # Chromium's own word when a page is slow to come: the change is shown without a fade.
        watch.problems = [one for one in watch.problems if "Transition was" not in one]
        watch.check()  # before axe, which brings styles of its own; the next page is a fresh one
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)
            self.problems += [f"{name}, {size['width']}: {each}" for each in _problems(page)]
        self.album.picture(page, name)

    def done(self) -> None:
        for context in self.contexts:
            context.close()
        assert self.problems == []


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def pages(request, site, browser):
    opened = Pages(site, browser, script=request.param)
    yield opened
    opened.done()


def test_a_changed_message_a_reporter_in_danger_and_a_pause_that_is_ended_again(pages):
    robin, noor, ines, ade = pages.of(), pages.of(NOOR), pages.of(INES), pages.of(ADE)
    address = join(pages, robin)
    go_in(robin)
    say(robin, BEFORE)
    message = robin.locator("[data-lines] .mine[id^='m-']").last  # stored, not only drawn
    expect(message).to_contain_text(BEFORE)
    place = re.search(r"\d+$", message.get_attribute("id")).group()
    at = f"{robin.url.partition('?')[0].partition('#')[0]}m/{place}/"

    report_in_danger(pages, noor, at)
    robin.goto(f"{at}edit/")
    robin.locator("textarea").fill(AFTER)
    robin.locator("main form button.btn").first.click()
    robin.goto(at)
    expect(robin.locator("main")).to_contain_text(AFTER)

    case = read_what_it_said_before(pages, ines)
    pause(pages, ines)
    sign_in(robin, address)
    expect(robin.get_by_role("heading", name="Your account is paused")).to_be_visible()
    pages.look(robin, "paused")
    say_that_it_was_wrong(pages, robin)
    end_it(pages, ade)
    sign_in(robin, address)
    expect(robin.get_by_role("heading", name=re.compile("^Hello,"))).to_be_visible()
    close(ines, case)


def join(pages, robin: Page) -> str:
    address = f"robin.{time.time_ns()}@demo.example"
    robin.goto("/join/")
    robin.locator("input[name=email]").fill(address)
    robin.get_by_label("Password").fill(PASSWORD)
    robin.get_by_label("Country").select_option("GB")
    robin.get_by_label("Time zone").select_option("Europe/London")
    for tick in ("I am 18 or older", "I agree to the house rules", "I have read who can see"):
        robin.get_by_label(tick).check()
    robin.get_by_role("button", name="Join").click()
    robin.wait_for_url("**/confirm-email/")  # else no mail is on its way
    robin.locator("input[name=code]").fill(code_in_mail(pages.of(), address))
    robin.locator("main form button.btn").first.click()
    robin.goto("/")
    return address


def go_in(page: Page) -> None:
    page.goto("/rooms/")
    page.get_by_role("link", name=ROOM).click()
    goes_in(page)


def report_in_danger(pages, noor: Page, at: str) -> None:
    go_in(noor)
    noor.goto(f"{at}report/")
    noor.get_by_label("It is unkind").check()
    noor.get_by_label("Anything you want to add").fill(HEAVY)
    noor.get_by_role("button", name="Send the report").click()
    shown = noor.locator("main")
    expect(shown).to_contain_text("Thank you. A person will look.")
    expect(shown).to_contain_text("You matter here")
    expect(shown).to_contain_text("116 123")
    pages.look(noor, "reported")


def read_what_it_said_before(pages, ines: Page) -> str:
    """Take the case that Noor's report made; gives its address."""
    ines.goto("/queue/")
    row = ines.locator(".queue-row", has_text="somebody told us about it").filter(has_text=ROOM)
    row.get_by_role("button", name=f"Take this Room: {ROOM}").first.click()
    expect(ines.locator("main")).to_contain_text("You are on it")
    before = ines.locator("details", has_text="What it said before (1)")
    expect(before.get_by_text(BEFORE)).to_be_hidden()
    before.locator("summary").click()
    expect(before.get_by_text(BEFORE)).to_be_visible()
    around = ines.locator("details", has_text="lines, covered").first
    ines.wait_for_load_state()
    if around.count():
        around.locator("summary").click()
    pages.look(ines, "case-before")
    return ines.url


def pause(pages, ines: Page) -> None:
    ines.locator("summary", has_text="Pause the account").click()
    ines.get_by_role("button", name="See what happens").click()
    expect(ines.locator("[role=alert]")).to_contain_text("Please choose one.")
    pages.look(ines, "pause-missing")
    ines.get_by_label("For 24 hours").check()
    ines.get_by_label("Some words hurt people here").check()
    ines.get_by_role("button", name="See what happens").click()
    expect(ines.get_by_role("heading", name="What happens then")).to_be_visible()
    pages.look(ines, "pause-preview")
    ines.get_by_role("button", name="Change something").click()
    expect(ines.get_by_label("For 24 hours")).to_be_checked()
    ines.get_by_role("button", name="See what happens").click()
    ines.get_by_role("button", name="Pause the account").click()
    expect(ines.locator("main")).to_contain_text("They are signed out everywhere.")
    expect(ines.get_by_role("button", name="End the pause")).to_be_visible()
    pages.look(ines, "paused-case")


def sign_in(robin: Page, address: str) -> None:
    robin.goto("/account/login/")
    robin.get_by_label("E-mail address").fill(address)
    robin.get_by_label("Password").fill(PASSWORD)
    robin.get_by_role("button", name="Sign in").click()


def say_that_it_was_wrong(pages, robin: Page) -> None:
    robin.get_by_role("link", name="Was this wrong? Tell us").click()
    pages.look(robin, "wrong")
    robin.get_by_role("button", name="Tell them").click()
    expect(robin.locator("[role=alert]")).to_contain_text("Please fill this in.")
    pages.look(robin, "wrong-empty")
    robin.get_by_label("What would you like us to know?").fill("I said sorry to them.")
    robin.get_by_role("button", name="Tell them").click()
    expect(robin.locator("main")).to_contain_text("Thank you for telling us.")
    pages.look(robin, "told-us")


def end_it(pages, ade: Page) -> None:
    ade.goto("/queue/")
    row = ade.locator(".queue-row", has_text="says that a pause was wrong")
    row.get_by_role("button", name=re.compile("^Take this")).first.click()
    expect(ade.locator("main")).to_contain_text("Some words hurt people here")
    pages.look(ade, "case-about-a-pause")
    ade.get_by_role("button", name="End the pause").click()
    expect(ade.locator("main")).to_contain_text("The pause is ended.")
    close(ade, ade.url)


def close(page: Page, case: str) -> None:
    """Close a case, so that no other test finds it."""
    look_after(page, case)
    page.goto(case)
    page.locator("summary", has_text="Close it").click()
    closing = page.locator("details", has=page.get_by_role("button", name="Close it"))
    closing.get_by_label("I reached the person").check()
    page.wait_for_load_state()
    if closing.get_by_label("Leave it where it is").count():
        closing.get_by_label("Leave it where it is").check()
    closing.get_by_role("button", name="Close it").click()
    expect(page.locator("main")).to_contain_text("This is closed.")
