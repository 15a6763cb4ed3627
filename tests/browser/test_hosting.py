"""Looking after a room, in a browser: Sam's tools, the roster, a mute and its lifting."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from peerhub.demo.cast import ADE, INES, MAYA, SAM

ROOM = "Growing up with drinking in the house"  # Sam looks after it, Maya has talked in it
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 800}}


def look(page, name: str) -> None:
    """No rule of the web is broken, nothing stands out at the side."""
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == [], name
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), name


@pytest.fixture(params=SIZES)
def pages(request, site, browser):
    """Pages of people of the demo, one size at a time."""
    contexts = []

    def open_page(player):
        context = site.context(
            browser, player, viewport=SIZES[request.param], reduced_motion="reduce"
        )
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def test_sam_looks_after_his_room(pages):
    sam = pages(SAM)
    sam.goto("/r/shifts/")
    look(sam, "shifts")
    sam.get_by_role("button", name="I am here").first.click()
    sam.get_by_text("You are on shift until").wait_for()
    look(sam, "host")
    tools = sam.url

    sam.get_by_label("1 minute").check()
    sam.get_by_role("button", name="Set it").click()
    sam.get_by_text("Slow mode is on for an hour.").wait_for()

    of_a_member = sam.locator("li.host-line").filter(has_not_text="Peer specialist")
    of_a_member.get_by_role("link", name=re.compile("What you can do")).first.click()
    sam.get_by_role("heading", name="A message in").wait_for()
    look(sam, "message")
    sam.get_by_label("Mute for 10 minutes").check()
    sam.get_by_label("A lot came at once").check()
    sam.get_by_role("button", name="See what happens").click()
    sam.get_by_text("They can read, but not write, until").wait_for()
    look(sam, "sure")
    sam.get_by_role("button", name="Mute for 10 minutes").click()
    sam.get_by_text("You can lift it at any time.").wait_for()
    look(sam, "bounds")
    sam.get_by_role("button", name="Lift it").first.click()
    sam.get_by_text("can be here and write again").wait_for()

    sam.get_by_role("link", name="Themed hours").click()
    look(sam, "hours")
    sam.goto(tools)
    sam.get_by_role("button", name="I have to go").click()
    sam.get_by_text("You are off shift.").wait_for()


def test_ade_plans_a_shift_and_reads_kindly_what_overlaps(pages):
    ade = pages(ADE)
    ade.goto("/rooms/roster/")
    look(ade, "roster")
    day = ade.evaluate("new Date(Date.now() + 9 * 864e5).toISOString().slice(0, 10)")
    for said in ("planned. Sam is told.", "Nothing was added."):
        ade.get_by_label("Who, and in which room?").select_option(f"{ROOM}: Sam")
        ade.get_by_label("On", exact=True).fill(day)
        ade.get_by_label("From").fill("18:00")
        ade.get_by_label("Until").fill("20:00")
        ade.get_by_role("button", name="Plan it").click()
        ade.get_by_text(said).first.wait_for()
    look(ade, "overlap")
    shifts = ade.locator("section.card").filter(has=ade.get_by_role("heading", name=ROOM))
    shifts.locator("summary").click()
    look(ade, "roster-open")
    ade.get_by_role("button", name=re.compile("^Take out Sam")).last.click()
    ade.get_by_text("Taken out.").wait_for()


def test_maya_is_reminded_and_changes_her_mind(pages):
    maya = pages(MAYA)
    maya.goto("/rooms/")
    look(maya, "rooms")
    hour = maya.locator(".themed-hour").first
    hour.get_by_role("button", name="Remind me", exact=False).click()
    maya.get_by_text("We remind you 30 minutes before").wait_for()
    maya.get_by_role("button", name=re.compile("^Do not remind me")).first.click()
    maya.get_by_text("We do not remind you.").wait_for()


def test_ines_sees_before_she_closes_a_room(pages):
    ines = pages(INES)
    ines.goto("/rooms/roster/")
    ines.get_by_role("link", name="Leaving and having left", exact=True).click()
    ines.get_by_role("link", name="Close this room").click()
    look(ines, "close")
    ines.get_by_label("Why, for the people in the room").fill("We mend something. Back tonight.")
    ines.get_by_role("button", name="Close the room").click()
    ines.get_by_role("button", name="Open it again").click()
    ines.get_by_text("The room is open to people again.").wait_for()
