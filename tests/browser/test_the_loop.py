"""From a clinician to a member, to her peer, and back: as much as she ticks, as long as she ticks it."""

import json
import re
from urllib.parse import urlsplit

from fhir.resources.R4B.bundle import Bundle
from playwright.sync_api import expect

from peerhub.demo.cast import MAYA, NOOR, OSEI, SAM
from peerhub.fhir.checking import faults
from tests.browser.axe import violations

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
WISH = "Somebody who has been there, and no hurry."
GOAL = "Sleep through two nights a week."
SAID_YES = "That I said yes to the invitation, and on which day"
HOW_MANY = "How many sessions I went to, as a number"
GOALS = "My goals, in my own words"


def fits(page) -> None:
    """Nothing scrolls sideways, and axe finds nothing."""
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert [each["id"] for each in violations(page)] == []


def press(page, name: str | re.Pattern[str]) -> None:
    page.locator("main").get_by_role("button", name=name).first.click()


def follow(page, name: str | re.Pattern[str]) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()


def invites(osei) -> tuple[str, str]:
    """The code, which is shown once, and the number for his own papers."""
    osei.goto("/clinic/")
    follow(osei, "Invite somebody")
    osei.get_by_label("To meet somebody who has been there").check()
    osei.get_by_label("What they would like, in a few words").fill("She was born on 3 May 1984.")
    osei.get_by_label("By writing").check()
    press(osei, "See what they will see")
    expect(osei.locator("[role=alert]")).to_contain_text("may tell who somebody is")
    osei.get_by_label("What they would like, in a few words").fill(WISH)
    press(osei, "See what they will see")
    expect(osei.get_by_text(WISH)).to_be_visible()
    fits(osei)
    press(osei, "Make the code")
    fits(osei)
    code = osei.locator("strong.code").inner_text()
    osei.goto("/clinic/")
    return code, osei.locator("main h3").first.inner_text()


def says_yes(noor, code: str) -> None:
    """A wrong code gives one plain answer; the right one shows who invites, before any yes."""
    noor.goto("/invited/")
    noor.get_by_label("Your code").fill("AAAA-BBBB-CCCC-DDDD")
    press(noor, "Look at it")
    expect(noor.locator("[role=alert]")).to_be_visible()
    expect(noor.get_by_label("Your code")).to_have_value("AAAA-BBBB-CCCC-DDDD")
    noor.get_by_label("Your code").fill(code.lower())
    press(noor, "Look at it")
    expect(noor.get_by_text(WISH)).to_be_visible()
    fits(noor)
    press(noor, re.compile("^Yes"))
    expect(noor.get_by_role("heading", name="Share something")).to_be_visible()


def shares(noor, *labels: str) -> None:
    """Ticks, the exact preview, the signature."""
    noor.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
    for label in labels:
        noor.get_by_label(label).check()
    press(noor, "See exactly what they would get")
    for label in labels:
        expect(noor.get_by_role("term").filter(has_text=label)).to_be_visible()
    fits(noor)
    noor.get_by_label("I am Noor, and I sign this.").check()
    press(noor, "Yes, share")
    expect(noor.get_by_text("It is shared. This is your receipt.")).to_be_visible()


def meets_sam(site, noor, sam) -> None:
    """She books, they meet, and he says that they did."""
    noor.goto("/people/sam/times/")
    noor.locator(".slots button").last.click()
    noor.get_by_label("By text").check()
    press(noor, "Book this time")
    noor.wait_for_url(re.compile(r"/sessions/[^/]+/$"))
    session = urlsplit(noor.url).path
    site.inside("at_another_time", session, begins_in=-90)
    sam.goto(session)
    press(sam, "We met")


def writes_a_goal(noor) -> None:
    noor.goto("/plan/")
    follow(noor, "Write down a goal")
    noor.get_by_role("textbox").first.fill(GOAL)
    press(noor, re.compile("^Keep"))
    expect(noor.get_by_text(GOAL).first).to_be_visible()


def main_of(page, path: str) -> str:
    """What a page says, without the tokens that are new each time."""
    html = page.goto(path).text()
    return re.sub(r'value="[^"]{20,}"', "", html.split("<main")[1].split("</main>")[0])


def status(page, path: str) -> int:
    return page.request.get(path).status


def hears_what_she_ticked(noor, osei, number: str) -> tuple[str, str]:
    """That she said yes, and a number; of a goal nothing. Gives both pages."""
    noor.goto("/sharing/new/")
    noor.get_by_role("radio", name=re.compile("^Dr Osei")).check()
    noor.get_by_label("So that they know how it is going").check()
    noor.get_by_role("radio", name="In one year").check()
    shares(noor, SAID_YES, HOW_MANY)
    receipt = urlsplit(noor.url).path
    osei.goto("/clinic/")
    follow(osei, re.compile("^Noor said yes"))
    expect(osei.get_by_text(f"Said yes to {number}")).to_be_visible()
    expect(osei.get_by_text("One session so far.").first).to_be_visible()
    assert GOAL not in osei.content()
    fits(osei)
    link = urlsplit(osei.url).path
    press(osei, "I have read this")
    return link, receipt


def hears_a_goal(noor, osei, link: str, receipt: str) -> str:
    """More is another yes."""
    noor.goto(receipt)
    follow(noor, "Share more, or until another day")
    shares(noor, GOALS)
    osei.goto(link)
    expect(osei.get_by_text(GOAL).first).to_be_visible()
    return urlsplit(noor.url).path


def hears_less(noor, osei, link: str, receipt: str) -> str:
    """The number is gone, in the file as well, which is FHIR as it should be."""
    noor.goto(receipt)
    press(noor, re.compile(f"^Stop sharing this {HOW_MANY}"))
    assert HOW_MANY not in main_of(osei, link)
    osei.goto("/sharing/for-me/")
    follow(osei, "Noor")
    with osei.expect_download() as download:
        press(osei, "Take the file")
    told = json.loads(download.value.path().read_text())
    Bundle.model_validate(told)
    assert faults(told) == []
    words = json.dumps(told, ensure_ascii=False)
    assert GOAL in words
    assert HOW_MANY not in words
    return urlsplit(osei.url).path


def test_a_clinician_invites_and_hears_as_much_as_she_ticks(site, browser):
    contexts = [
        site.context(browser, OSEI, viewport=DESKTOP, color_scheme="dark"),
        site.context(browser, NOOR, viewport=PHONE),
        site.context(browser, SAM, viewport=DESKTOP),
        site.context(browser, MAYA),
    ]
    osei, noor, sam, maya = (each.new_page() for each in contexts)

    code, number = invites(osei)
    before = main_of(osei, "/clinic/")
    says_yes(noor, code)
    assert main_of(osei, "/clinic/") == before  # her yes is hers until she says it

    meets_sam(site, noor, sam)
    writes_a_goal(noor)
    link, receipt = hears_what_she_ticked(noor, osei, number)
    for stranger in (sam, maya):
        assert [status(stranger, path) for path in (link, receipt)] == [404, 404]
    receipt = hears_a_goal(noor, osei, link, receipt)
    shared = hears_less(noor, osei, link, receipt)

    # One press, and all is as if nobody had answered.
    noor.goto("/sharing/")
    press(noor, "Stop sharing Dr Osei")
    assert [status(osei, path) for path in (link, shared)] == [404, 404]
    assert main_of(osei, "/clinic/") == before
    noor.goto("/sharing/who-got-what/")
    expect(noor.get_by_role("heading", name="Dr Osei").first).to_be_visible()
    fits(noor)
    for each in contexts:
        each.close()
