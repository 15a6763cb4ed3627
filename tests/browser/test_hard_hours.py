"""Hard hours in a browser: a plan is written and shared, and somebody is called.

Noor writes a plan without JavaScript, shares it with the moderators, takes a suggestion of Ines,
ends it, and opens her copy without any network. Then she calls someone; her page says that Ines came.
"""

import re

import pytest
from playwright.sync_api import expect

from peerhub.demo.cast import INES, NOOR
from tests.browser.closing import look_after
from tests.browser.site import Watch
from tests.browser.test_every_page import DESKTOP, PHONE, _problems

POLL = 16_000  # milliseconds: a little more than the page waits between two looks
WALK = "Walk round the block twice."


@pytest.fixture
def open_page(site, browser):
    made = []

    def new(player, **look):
        made.append(site.context(browser, player, reduced_motion="reduce", **look))
        return made[-1].new_page()

    yield new
    for context in made:
        context.close()


def test_a_plan_is_written_shared_and_kept_without_javascript(open_page, browser, tmp_path):
    noor = open_page(NOOR, viewport=PHONE, java_script_enabled=False)
    noor.goto("/now/")
    noor.get_by_role("link", name="Your staying safe plan").click()
    noor.get_by_role("link", name="Begin, one question a page").click()
    noor.get_by_role("link", name="Skip this one").click()
    noor.get_by_label("What can you do by yourself").fill(WALK)
    noor.get_by_role("button", name="Keep it and stop here").click()
    expect(noor.locator("main")).to_contain_text(WALK)

    noor.get_by_role("link", name="Share it, or stop sharing").click()
    noor.get_by_role("button", name="Share our moderators").click()
    ines = open_page(INES, viewport=DESKTOP)
    ines.goto("/plans/")
    ines.get_by_role("link", name="The plan of Noor").click()
    expect(ines.locator("main")).to_contain_text(WALK)
    ines.get_by_label("One reason to get through the next hour").check()
    ines.get_by_label("Your suggestion").fill("The tea is still warm.")
    ines.get_by_role("button", name="Suggest it").click()
    expect(ines.locator("main")).to_contain_text("They take it into their plan, or leave it.")

    noor.goto("/plan/safety/")
    noor.get_by_role("button", name="Add it to my plan").click()
    expect(noor.locator("section", has_text="One reason")).to_contain_text("The tea is still warm.")
    noor.goto("/plan/safety/sharing/")
    noor.get_by_role("button", name="Stop sharing our moderators").click()
    assert ines.goto(ines.url).status == 404

    noor.goto("/plan/safety/copy/")
    noor.get_by_label("Yes, put a copy on this device").check()
    with noor.expect_download() as download:
        noor.get_by_role("button", name="Download the copy").click()
    assert download.value.suggested_filename == "notes.html"
    copy = tmp_path / "notes.html"
    download.value.save_as(copy)
    alone = browser.new_context(offline=True, viewport=PHONE)
    page = alone.new_page()
    page.goto(copy.as_uri())
    expect(page).to_have_title("Notes")
    expect(page.locator("main")).to_contain_text(WALK)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    alone.close()


def test_somebody_is_called_and_the_page_says_by_itself_that_they_came(open_page, site):
    noor, ines = open_page(NOOR, viewport=PHONE), open_page(INES, viewport=DESKTOP)
    watch = Watch(noor, site.address)
    noor.clock.install()
    noor.goto("/now/")
    noor.get_by_role("link", name="Talk to someone now").click()
    expect(noor.get_by_role("link", name="Call 116 123")).to_be_visible()
    noor.get_by_label("I am not sure").check()
    noor.get_by_role("button", name="Ask for a person now").first.dblclick()
    expect(noor.locator("main").get_by_text("We have told our team")).to_be_visible()
    watch.check()
    problems = _problems(noor)

    ines.goto("/queue/")
    row = ines.locator(".queue-row", has_text="asks for a person now").filter(has_text="Level 4")
    assert row.count() == 1
    row.get_by_role("button", name=re.compile("^Take this")).click()
    expect(ines.locator("main")).to_contain_text("They pressed “Talk to someone now”")

    noor.clock.fast_forward(POLL)
    expect(
        noor.locator("main").get_by_text("Somebody from our team is with it now")
    ).to_be_visible()
    noor.set_viewport_size(DESKTOP)
    problems += _problems(noor)
    noor.get_by_role("button", name="I need nobody now").click()
    expect(noor.locator("main").get_by_text("You told us that you need nobody now")).to_be_visible()
    assert problems == []

    # Close the case, so that no other test finds it.
    case = ines.url
    look_after(ines, case)
    ines.goto(case)
    ines.locator("summary", has_text="Close it").click()
    closing = ines.locator("details", has=ines.get_by_role("button", name="Close it"))
    closing.get_by_label("I reached the person").check()
    closing.get_by_role("button", name="Close it").click()
    expect(ines.locator("main")).to_contain_text("This is closed.")
