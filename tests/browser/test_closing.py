"""After a case: a check-in that is due is written down, and the case is opened again.

Each page on the way is looked at by axe, small and large.
"""

from playwright.sync_api import Page, expect

from peerhub.demo.cast import INES
from tests.browser.site import Watch
from tests.browser.test_every_page import DESKTOP, PHONE, _problems


def test_a_check_in_is_written_down_and_its_case_opened_again(site, browser):
    page = site.context(browser, INES, reduced_motion="reduce").new_page()
    watch = Watch(page, site.address)
    problems: list[str] = []

    page.goto("/queue/")
    due = page.locator(
        "details", has=page.locator("summary", has_text="Time to ask how somebody is")
    )
    due.locator("summary").click()
    due.get_by_role("listitem").first.get_by_role("link").first.click()
    look(page, watch, problems, "check-in")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("A few words about it").fill("They are at their sister’s.")
    page.get_by_label("I reached the person").check()
    case = page.get_by_role("link", name="Case ").first.get_attribute("href")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator("main")).to_contain_text("It is written down.")

    page.goto(f"{case}closing/")
    look(page, watch, problems, "closed")
    page.get_by_label("Why you open it again").fill("They wrote again.")
    page.get_by_role("button", name="Open it again").click()
    expect(page.locator("main")).to_contain_text("Still to do before it closes")
    page.locator("summary", has_text="Write down an attempt").click()
    page.get_by_role("button", name="Write it down an attempt").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    look(page, watch, problems, "something missing")
    assert problems == []
    page.context.close()


def look(page: Page, watch: Watch, problems: list[str], name: str) -> None:
    watch.check()  # before axe, which brings styles of its own
    for size in (DESKTOP, PHONE):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        problems += [f"{name}, {size['width']}: {each}" for each in _problems(page)]
    page.evaluate("window.__policy = []")
