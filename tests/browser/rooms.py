"""What the browser tests of rooms share: going in, speaking, looking closely at a page."""

import re
from itertools import count

from playwright.sync_api import expect

from tests.browser.axe import violations

SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 800}}
_numbers = count(1)


def fresh(words):
    """Words that nobody has said before: all tests of a worker share one site."""
    return f"{words} ({next(_numbers)})"


def look(page):
    """No rule of the web is broken; at both sizes nothing stands out at the side.

    And nothing forbidden was loaded until now. Pages that links lead to are looked at by
    ``test_every_page`` at both sizes; here it is what only a scene brings about.
    """
    assert page.evaluate("window.__policy") == []
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in violations(page)] == []
    own = page.viewport_size
    for size in (*SIZES.values(), own):
        page.set_viewport_size(size)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), size


def enter(page, address=None):
    """Go into the first open room, or into the one at an address; gives its address."""
    page.goto(address or "/rooms/")
    if address is None:
        page.locator("section[aria-labelledby=open-now] .room-card h3 a").first.click()
        page.wait_for_url("**/r/*/**")
    goes_in(page)
    if page.scripted:  # it takes the link away that looks for new messages
        expect(page.locator("[data-refresh]")).to_have_count(0)
    expect(page.locator("[data-banner]")).to_be_hidden()
    return re.match(r".*/r/\w+/", page.url).group()


def goes_in(page):
    """Say yes to a mask where the page asks, and be in the room.

    Whichever of the two comes: a count asked at once finds neither while the page is still read.
    """
    ask, inside = page.get_by_role("button", name="Go in"), page.locator("[data-composer]")
    ask.or_(inside).first.wait_for()
    if ask.count():
        ask.click()
    inside.wait_for()


def id_of(room):
    """The id in a room's address."""
    return re.search(r"/r/(\w+)/", room)[1]


def say(page, words):
    """Write and send, and see it stored."""
    page.locator("[data-composer] textarea").fill(words)
    page.locator("[data-send]").click()
    mine = page.locator(".msg.mine[data-seq]", has_text=words).last
    expect(mine).to_be_visible()
    return mine


def until(page, address, words):
    """Look again and again at a page until the words have come."""
    for _ in range(20):
        page.goto(address)
        if page.locator("main", has_text=words).count():
            return
        page.wait_for_timeout(1500)
    raise AssertionError(words)


def other(page, words):
    """A message of somebody else."""
    return page.locator(".msg:not(.mine)", has_text=words).last


def more(page, message):
    """Open the menu of a message."""
    message.locator("[data-more]").click()
    sheet = page.locator("[data-sheet]")
    expect(sheet).to_be_visible()
    return sheet
