"""A name behind a mask, on the real thing: Ines asks, Ade agrees, Ines sees it, Maya reads of it.

Then a life is in danger: Ines opens the account alone, and Ade looks at that again.

Each page on the way is looked at by axe, small and large.
"""

from playwright.sync_api import Page, expect

from peerhub.demo.cast import ADE, INES, MAYA
from tests.browser.closing import look_after
from tests.browser.site import Watch
from tests.browser.test_every_page import DESKTOP, PHONE, _problems
from tests.browser.test_main_job import ROOM, Album, enter, say

WORRY = "I have the pills here and I am going to kill myself tonight."
WHY = "A neighbour called us about this person. I want to pass on where help is."


class Walk:
    """Looks at each page as it comes."""

    def __init__(self, *watches: Watch) -> None:
        self.album = Album()
        if self.album.folder is not None:
            self.album.folder = self.album.folder.parent / "unmasking"
        self.watches = watches
        self.problems: list[str] = []

    def look(self, page: Page, name: str) -> None:
        for watch in self.watches:
            watch.check()  # before axe, which brings styles of its own
        for size in (DESKTOP, PHONE):
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            self.problems += [f"{name}, {size['width']}: {each}" for each in _problems(page)]
        self.album.picture(page, name)
        page.evaluate("window.__policy = []")


def test_a_name_takes_two_people_and_its_person_reads_of_it(site, browser):
    maya, ines, ade = (
        site.context(browser, player, viewport=PHONE, reduced_motion="reduce").new_page()
        for player in (MAYA, INES, ADE)
    )
    walk = Walk(*(Watch(page, site.address) for page in (maya, ines, ade)))

    enter(maya)
    say(maya, WORRY)
    expect(maya.locator("[data-help-place]")).to_contain_text("988")
    take_the_case(ines)
    ask(ines, walk)
    agree(ade, walk)
    ines.reload()
    walk.look(ines, "agreed")
    ines.get_by_role("button", name="Open the name").click()
    expect(ines.locator("main strong", has_text="Maya")).to_be_visible()
    walk.look(ines, "open")

    maya.goto("/settings/")
    maya.get_by_role("link", name="What our team has opened of yours").click()
    expect(maya.locator("main")).to_contain_text(
        "A moderator saw who is behind your name in a room,"
        " after two people from our team agreed that it was needed."
    )
    assert "Ines" not in maya.locator("main").inner_text()
    walk.look(maya, "who-looked")

    see_the_account(ines, walk)
    look_again(ade)
    close_the_case(ines, ade)
    assert walk.problems == []


def take_the_case(ines: Page) -> None:
    ines.goto("/queue/")
    ines.get_by_role("button", name=f"Take this Room: {ROOM}").first.click()
    expect(ines.locator("main")).to_contain_text("You are on it")


def ask(ines: Page, walk: Walk) -> None:
    ines.get_by_role("link", name="When a name can be opened").click()
    assert "Maya" not in ines.locator("main").inner_text()
    walk.look(ines, "before")
    ines.get_by_role("button", name="See what happens then").click()
    expect(ines.get_by_role("alert")).to_be_visible()
    walk.look(ines, "something-missing")
    ines.get_by_label("A serious report about this person").check()
    ines.get_by_label("Why do you need to know who it is?").fill(WHY)
    ines.get_by_role("button", name="See what happens then").click()
    walk.look(ines, "sure")
    ines.get_by_role("button", name="Ask a second person").click()
    expect(ines.locator("main")).to_contain_text("You have asked")
    walk.look(ines, "asked")


def agree(ade: Page, walk: Walk) -> None:
    ade.goto("/work/")
    ade.locator("main").get_by_role("link", name="Names").click()
    walk.look(ade, "list")
    ade.get_by_role("link", name="A serious report about this person").first.click()
    expect(ade.locator("main")).to_contain_text(WHY)
    assert "Maya" not in ade.locator("main").inner_text()
    walk.look(ade, "request")
    ade.get_by_role("button", name="Yes, I agree").click()
    expect(ade.locator("main")).to_contain_text("Your answer is written down")


def see_the_account(ines: Page, walk: Walk) -> None:
    ines.get_by_role("link", name="Back to case").click()
    ines.get_by_role("link", name="When an account can be opened").click()
    walk.look(ines, "account-before")
    ines.get_by_label("Somebody’s life is in danger now").check()
    ines.get_by_label("Why do you need to know who it is?").fill(WHY)
    ines.get_by_role("button", name="See what happens then").click()
    ines.get_by_role("button", name="Open the account now").click()
    expect(ines.locator("main strong", has_text=MAYA.email)).to_be_visible()
    walk.look(ines, "account-open")


def look_again(ade: Page) -> None:
    ade.goto("/work/")
    ade.locator("main").get_by_role("link", name="Names").click()
    ade.get_by_role("link", name="read why, and say whether it was right").last.click()
    expect(ade.locator("main")).to_contain_text(WHY)
    assert MAYA.email not in ade.locator("main").inner_text()
    ade.get_by_role("button", name="Yes, it was right").click()
    expect(ade.locator("main")).to_contain_text("Your answer is written down")


def close_the_case(ines: Page, ade: Page) -> None:
    ines.get_by_role("link", name="Back to case").click()
    case = ines.url
    look_after(ines, case, supervisor=ade)
    ines.goto(case)
    ines.locator("summary", has_text="Close it").click()
    ines.get_by_label("I reached the person").check()
    ines.get_by_role("button", name="Close it").click()
    expect(ines.locator("main")).to_contain_text("This is closed.")
