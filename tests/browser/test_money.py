"""Money: free first; then a price that is said, a card at the stand-in, a receipt, and all of it back."""

import re

from playwright.sync_api import Page, expect

from peerhub.accounts.roles import Role
from peerhub.demo.cast import Player
from tests.browser.rooms import look

FERN = Player("Fern", "Fern", Role.MEMBER, "UTC", "a member")
ASH = Player("Ash", "Ash", Role.MEMBER, "UTC", "a member")
PRICE = 3000  # cents
NOTE = "I would like to begin slowly."


def test_from_an_empty_wallet_through_paying_to_a_receipt_and_all_of_it_back(site, people):
    site.inside("newcomer", FERN.name)
    peer = site.inside("asks_a_price", PRICE)
    fern = people(FERN)
    time = sees_what_is_free(fern, peer)
    site.inside("use_free_time", FERN.handle)
    tries_to_book(fern, time)
    pays(fern)
    receipt = fern.url
    assert site.inside("paid_by", FERN.handle) == PRICE
    has_a_receipt(fern)
    has_it_back(fern, receipt)
    assert site.inside("paid_by", FERN.handle) == 0
    reads_it_line_by_line(fern)


def test_whoever_does_not_pay_keeps_what_they_typed_and_nothing_is_taken(site, people):
    site.inside("newcomer", ASH.name)
    peer = site.inside("asks_a_price", PRICE)
    site.inside("use_free_time", ASH.handle)
    ash = people(ASH, java_script_enabled=False)
    chooses_a_time(ash, peer)
    types(ash)
    ash.get_by_role("button", name="Book this time").click()
    expect(ash.get_by_text(NOTE)).to_have_count(1)
    ash.get_by_role("button", name="Go on to pay").click()
    expect(ash.get_by_role("heading", name="Stand-in for payments")).to_be_visible()
    ash.get_by_label("A card that is declined").check()
    ash.get_by_role("button", name="Pay").click()
    expect(ash.get_by_role("alert")).to_contain_text("declined")
    ash.get_by_role("link", name="Go back without paying").click()
    ash.get_by_role("button", name="Let the time go").click()
    expect(ash.locator("main")).to_contain_text("Nothing was taken")
    assert site.inside("paid_by", ASH.handle) == 0


def chooses_a_time(page: Page, peer: str) -> str:
    """A time in the days to come; gives the address of its page."""
    page.goto(f"/people/{peer}/times/")
    page.locator("main").get_by_role("button", name=re.compile(r"\d (am|pm)")).last.click()
    expect(page.get_by_role("heading", name=re.compile("^Book this time with"))).to_be_visible()
    return page.url


def types(page: Page) -> None:
    """How to meet, and a note."""
    page.get_by_role("radio", name=re.compile("^By text")).check()
    page.locator("textarea[name=note]").fill(NOTE)


def sees_what_is_free(fern: Page, peer: str) -> str:
    """Before she has used it, the page offers free time, and no way to pay."""
    time = chooses_a_time(fern, peer)
    expect(fern.locator("main")).to_contain_text("This is one of your two free sessions in")
    look(fern)
    fern.goto(re.sub(r"\?.*", "", time) + "pay/?minutes=30")
    expect(fern.get_by_role("heading", name=re.compile("^Book this time with"))).to_be_visible()
    return time


def tries_to_book(fern: Page, time: str) -> None:
    """Now none is left: what it costs stands there, and what she typed."""
    fern.goto(time)
    expect(fern.locator("main")).to_contain_text("You have no free session left in")
    types(fern)
    fern.get_by_role("button", name="Book this time").click()
    expect(fern.get_by_role("heading", name="What this session costs")).to_be_visible()
    expect(fern.locator("main")).to_contain_text("You pay $30.")
    expect(fern.get_by_text(NOTE)).to_have_count(1)
    look(fern)


def pays(fern: Page) -> None:
    """At the stand-in, and back on our page."""
    fern.get_by_role("button", name="Go on to pay").click()
    expect(fern.get_by_role("heading", name="Stand-in for payments")).to_be_visible()
    expect(fern.locator("main")).to_contain_text("Session: $30.00")
    fern.get_by_label("A card that pays").check()
    fern.get_by_role("button", name="Pay").click()
    paid, again = (
        fern.get_by_role("heading", name="Paid", exact=True),
        fern.get_by_role("link", name="Look again"),
    )
    for _ in range(20):  # a worker may be about it at this very moment; nothing moves by itself
        expect(paid.or_(again).first).to_be_visible()
        if paid.count():
            break
        fern.wait_for_timeout(500)
        again.click()
    expect(paid).to_be_visible()
    look(fern)


def has_a_receipt(fern: Page) -> None:
    """Without a word of whom or what about."""
    with fern.expect_download() as told:
        fern.get_by_role("button", name="Take the receipt along").click()
    assert told.value.suggested_filename == "receipt.pdf"
    fern.get_by_role("link", name="See the session").click()
    expect(fern.locator("main")).to_contain_text(NOTE)


def has_it_back(fern: Page, receipt: str) -> None:
    """In two presses."""
    fern.goto(receipt)
    fern.get_by_role("link", name="Have it back").click()
    look(fern)
    fern.get_by_role("button", name="Yes, give it back").click()
    expect(
        fern.get_by_role("heading", name=re.compile("given back|on its way", re.IGNORECASE))
    ).to_be_visible()
    look(fern)


def reads_it_line_by_line(fern: Page) -> None:
    """Her own page says what was paid, and that it went back."""
    fern.goto("/wallet/")
    expect(fern.locator("main")).to_contain_text("You paid $30 by card for a session.")
    expect(fern.locator("main")).to_contain_text("$30 went back to your card.")
    look(fern)
