"""From applicant to listed specialist: Wren, who keeps going, and the five people on her way."""

from dataclasses import replace

from playwright.sync_api import Page, expect

from peerhub.accounts.roles import Role
from peerhub.demo.cast import ADE, OSEI, SAM, Player
from tests.browser.axe import violations

WREN = Player("Wren", "Wren", Role.MEMBER, "UTC", "a member")
CHECKED = {"Day of the check": "2026-11-01", "Holds until": "2030-11-01"}


def test_wren_applies_learns_and_is_listed(site, browser, people):
    site.inside("newcomer", "Wren")
    wren, ade = people(WREN), people(ADE)
    applies(wren)
    talks(ade)
    names_two(wren)
    for number in (1, 2):
        answers(browser, site, links(ade, number))
    is_checked_and_let_in(ade)
    learns(site, wren)
    practises(people(SAM))
    takes_the_exam(site, wren)
    signs_off(people(OSEI))
    is_certified(ade)
    site.inside("second_step", "Wren", WREN.totp_secret)
    site.signed_in.pop("Wren")
    listed(site, people(replace(WREN, role=Role.SPECIALIST)), ade)
    site.inside("out_of_sight", "Wren")


def applies(wren: Page) -> None:
    """Four questions, a look at what is kept, and off it goes."""
    wren.goto("/way/")
    wren.get_by_role("button", name="Begin").click()
    wren.get_by_label("In your own words").fill("I know the nights, and I can listen.")
    wren.get_by_role("button", name="Keep and go on").click()
    wren.locator("input[name=struggles][value=S35]").evaluate("box => box.click()")
    for _ in range(3):
        wren.get_by_role("button", name="Keep and go on").click()
    is_clean(wren)
    wren.get_by_role("button", name="Send it").click()
    expect(wren.locator("main")).to_contain_text("finds a time to talk with you")


def talks(ade: Page) -> None:
    """Ade finds a time, talks, and writes down how it was."""
    ade.goto("/becoming/")
    ade.get_by_role("link", name="Wren", exact=True).click()
    ade.get_by_label("When").fill("2030-01-15T14:30")
    ade.get_by_label("How you meet").fill("By video")
    ade.get_by_role("button", name="Keep").click()
    expect(ade.get_by_label("Ready to go on")).to_be_visible()
    ade.wait_for_load_state()  # else it may be read in part
    for one in ade.locator("input[type=radio][value=clear]").all():
        one.check()
    ade.get_by_label("Ready to go on").check()
    ade.get_by_role("button", name="Keep").click()
    expect(ade.locator("main")).to_contain_text("Two people who know you")


def names_two(wren: Page) -> None:
    """Wren names two people who know her."""
    wren.goto("/way/")
    wren.get_by_role("link", name="Name two people").click()
    is_clean(wren)
    for number, name in ((1, "Rosa"), (2, "Tom")):
        wren.locator(f"[name=name_{number}]").fill(name)
        wren.locator(f"[name=reach_{number}]").fill(f"{name}@friends.example")
    wren.get_by_role("button", name="Keep").click()
    expect(wren.locator("main")).to_contain_text("We wait for the people you named")


def links(ade: Page, number: int) -> str:
    """Ade opens who was named, and finds the link for them."""
    ade.goto("/becoming/")
    ade.get_by_role("link", name="Wren", exact=True).click()
    ade.get_by_role("link", name=f"Open person {number}").click()
    if number == 1:
        is_clean(ade)
    return ade.get_by_label("The link for them").input_value()


def answers(browser, site, link: str) -> None:
    """Somebody without an account answers."""
    context = site.context(browser, viewport={"width": 360, "height": 740})
    outside = context.new_page()
    outside.goto(link)
    is_clean(outside)
    for name, value in (("known", "friend"), ("reliable", "yes"), ("bounds", "mostly")):
        outside.locator(f"[name={name}][value={value}]").check()
    outside.get_by_label("Yes, gladly").check()
    outside.get_by_role("button", name="Send it").click()
    expect(outside.get_by_role("heading", level=1)).to_have_text("Thank you")
    context.close()


def is_checked_and_let_in(ade: Page) -> None:
    """A check is written down, and Ade says yes."""
    ade.goto("/becoming/")
    ade.get_by_role("link", name="Wren", exact=True).click()
    ade.get_by_label("Who made the check").fill("Oak Screening")
    for label, day in CHECKED.items():
        ade.get_by_label(label).fill(day)
    ade.get_by_label("Nothing stands against it").check()
    ade.get_by_role("button", name="Keep").click()
    ade.get_by_label("Yes", exact=True).check()
    ade.get_by_role("button", name="Decide").click()
    expect(ade.locator("main")).to_contain_text("They are told, kindly.")


def learns(site, wren: Page) -> None:
    """One part by hand, the others inside."""
    wren.goto("/training/")
    wren.get_by_role("link", name="Being beside somebody").click()
    wren.locator("fieldset").first.get_by_role("radio").first.check()
    wren.get_by_role("button", name="Keep my answers").click()
    expect(wren.locator("#questions")).to_be_visible()
    site.inside("learn_the_rest", "Wren")


def practises(sam: Page) -> None:
    """Sam says how practice was."""
    sam.goto("/training/practice/")
    sam.get_by_role("link", name="Wren", exact=True).click()
    expect(sam.get_by_role("button", name="Keep it")).to_be_visible()
    sam.wait_for_load_state()
    for one in sam.locator("input[type=radio][value=seen]").all():
        one.check()
    sam.get_by_label("What you would like them to take").fill("You left them room.")
    sam.get_by_role("button", name="Keep it").click()
    expect(sam.locator("main")).to_contain_text("Wren can read it now.")


def takes_the_exam(site, wren: Page) -> None:
    """Fifteen questions are there; they are answered inside."""
    wren.goto("/training/exam/")
    wren.get_by_role("button", name="Begin").click()
    expect(wren.locator("main fieldset")).to_have_count(15)
    is_clean(wren)
    site.inside("pass_the_exam", "Wren")
    wren.goto("/training/exam/")
    expect(wren.locator("main")).to_contain_text("You have passed")


def signs_off(osei: Page) -> None:
    """Dr Osei looks at how it went, and signs."""
    osei.goto("/sign-offs/")
    osei.get_by_role("link", name="Wren", exact=True).click()
    osei.get_by_label("Yes, with a supervisor").check()
    osei.get_by_role("button", name="Keep").click()
    expect(osei.locator("main")).to_contain_text("Thank you.")


def is_certified(ade: Page) -> None:
    """Ade issues the certificate, takes Wren on and signs the role."""
    ade.goto("/becoming/")
    ade.get_by_role("link", name="Wren", exact=True).click()
    ade.get_by_label("Who looks after them").select_option(label="Ade")
    ade.get_by_role("button", name="Issue the certificate").click()
    ade.get_by_role("link", name="Wren", exact=True).click()
    ade.get_by_role("button", name="I have read it").click()
    expect(ade.locator("main")).to_contain_text("Signed by you")


def listed(site, wren: Page, ade: Page) -> None:
    """Wren signs too, a story is told, and Ade shows her page to everybody."""
    wren.goto("/way/")
    wren.get_by_role("link", name="Read and sign").click()
    wren.get_by_role("button", name="I have read it").click()
    wren.goto("/certificate/")
    expect(wren.locator("main")).to_contain_text("PH-")
    site.inside("tell_a_story", "Wren")
    ade.goto("/people/wren/")
    ade.get_by_role("button", name="Show").click()
    wren.goto("/way/")
    expect(wren.locator("main")).to_contain_text("Your page is shown.")


def is_clean(page: Page) -> None:
    """Nothing that axe finds, and no scrolling to the side."""
    assert violations(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
