"""Looking after rooms, in a browser: Sam's tools, the roster, a mute; opening a room, and hosts."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from peerhub.demo.cast import ADE, INES, MAYA, SAM
from tests.browser.rooms import fresh, look, until

ROOM = "Growing up with drinking in the house"  # Sam looks after it, Maya has talked in it


def test_sam_looks_after_his_room(people):
    sam = people(SAM)
    sam.goto("/r/shifts/")
    look(sam)
    sam.get_by_role("button", name="I am here").first.click()
    sam.get_by_text("You are on shift until").wait_for()
    look(sam)
    tools = sam.url

    sam.get_by_label("1 minute").check()
    sam.get_by_role("button", name="Set it").click()
    sam.get_by_text("Slow mode is on for an hour.").wait_for()

    of_a_member = sam.locator("li.host-line").filter(has_not_text="Peer specialist")
    of_a_member.get_by_role("link", name=re.compile("What you can do")).first.click()
    sam.get_by_role("heading", name="A message in").wait_for()
    look(sam)
    sam.get_by_label("Mute for 10 minutes").check()
    sam.get_by_label("A lot came at once").check()
    sam.get_by_role("button", name="See what happens").click()
    sam.get_by_text("They can read, but not write, until").wait_for()
    look(sam)
    sam.get_by_role("button", name="Mute for 10 minutes").click()
    sam.get_by_text("You can lift it at any time.").wait_for()
    look(sam)
    sam.get_by_role("button", name="Lift it").first.click()
    sam.get_by_text("can be here and write again").wait_for()

    sam.get_by_role("link", name="Themed hours").click()
    look(sam)
    sam.goto(tools)
    sam.get_by_label("Off", exact=True).check()  # others talk in this room, too
    sam.get_by_role("button", name="Set it").click()
    sam.get_by_text("Slow mode is off.").wait_for()
    sam.get_by_role("button", name="I have to go").click()
    sam.get_by_text("You are off shift.").wait_for()


def test_ade_plans_a_shift_and_reads_kindly_what_overlaps(people):
    ade = people(ADE)
    ade.goto("/rooms/roster/")
    look(ade)
    day = ade.evaluate("new Date(Date.now() + 9 * 864e5).toISOString().slice(0, 10)")
    for said in ("planned. Sam is told.", "Nothing was added."):
        ade.get_by_label("Who, and in which room?").select_option(f"{ROOM}: Sam")
        ade.get_by_label("On", exact=True).fill(day)
        ade.get_by_label("From").fill("18:00")
        ade.get_by_label("Until").fill("20:00")
        ade.get_by_role("button", name="Plan it").click()
        ade.get_by_text(said).first.wait_for()
    look(ade)
    shifts = ade.locator("section.card").filter(has=ade.get_by_role("heading", name=ROOM))
    shifts.locator("summary").click()
    look(ade)
    ade.get_by_role("button", name=re.compile("^Take out Sam")).last.click()
    ade.get_by_text("Taken out.").wait_for()


def test_maya_is_reminded_and_changes_her_mind(people):
    maya = people(MAYA)
    maya.goto("/rooms/")
    look(maya)
    hour = maya.locator(".themed-hour").first
    hour.get_by_role("button", name="Remind me", exact=False).click()
    maya.get_by_text("We remind you 30 minutes before").wait_for()
    maya.get_by_role("button", name=re.compile("^Do not remind me")).first.click()
    maya.get_by_text("We do not remind you.").wait_for()


def test_an_hour_is_announced_wished_for_told_of_and_called_off(people, site):
    sam, maya, room = people(SAM), people(MAYA), site.room()
    theme = fresh("Letters that were never sent")
    soon = datetime.now(ZoneInfo("America/Chicago")) + timedelta(minutes=20)  # on Sam's clock
    sam.goto(f"{room}hours/")
    sam.get_by_label("What is it about?").fill(theme)
    sam.get_by_label("On", exact=True).fill(f"{soon:%Y-%m-%d}")
    sam.get_by_label("From").fill(f"{soon:%H:%M}")
    sam.get_by_role("button", name="Announce it").click()
    sam.get_by_text("Announced. People see it now").wait_for()
    look(sam)

    maya.goto("/rooms/")
    hour = maya.locator(".themed-hour", has_text=theme)
    hour.get_by_role("button", name="Remind me", exact=False).click()
    maya.get_by_text("We remind you 30 minutes before").wait_for()
    until(maya, "/updates/", "Something you wanted to be reminded of begins at")
    look(maya)

    sam.get_by_role("button", name=re.compile(f"^Call it off.*{re.escape(theme)}")).click()
    sam.get_by_text("Called off. Those who wanted to come are told.").wait_for()
    until(maya, "/updates/", "Something you wanted to be reminded of does not take place")
    maya.goto("/rooms/")
    assert maya.locator(".themed-hour", has_text=theme).count() == 0


def test_ines_sees_before_she_closes_a_room(people):
    ines = people(INES)
    ines.goto("/rooms/roster/")
    ines.get_by_role("link", name="Leaving and having left", exact=True).click()
    ines.get_by_role("link", name="Close this room").click()
    look(ines)
    ines.get_by_label("Why, for the people in the room").fill("We mend something. Back tonight.")
    ines.get_by_role("button", name="Close the room").click()
    ines.get_by_role("button", name="Open it again").click()
    ines.get_by_text("The room is open to people again.").wait_for()


def test_ines_opens_a_small_room_changes_it_appoints_sam_and_ends_it(people):
    ines, name = people(INES), "Evening letters"
    ines.goto("/rooms/")
    ines.get_by_role("link", name="Open a room").click()
    look(ines)
    ines.get_by_label("What is it called?").fill(name)
    ines.get_by_role("button", name="Open the room").click()
    ines.get_by_role("heading", name="There is a problem").wait_for()
    look(ines)
    assert ines.get_by_label("What is it called?").input_value() == name
    open_room(ines, name)
    look(ines)

    ines.get_by_role("link", name="Change this room").click()
    look(ines)
    assert ines.get_by_label("Suicide", exact=True).is_checked()
    resize(ines, "A big group", "told that they can go in")
    resize(ines, "A small group", "Nobody new comes in for the next two minutes")
    look(ines)

    ines.get_by_role("link", name="Who looks after this room").click()
    appoint_sam(ines)
    look(ines)
    sam = people(SAM)
    sam.goto("/r/shifts/")
    sam.get_by_role("link", name=name).click()
    sam.get_by_role("heading", name=f"Host tools: {name}").wait_for()
    ines.get_by_role("link", name="End it Sam").click()
    look(ines)
    ines.go_back()
    end_sam(ines)
    assert sam.reload().status == 404
    close(ines, name)


def test_a_room_is_opened_and_gets_a_host_without_javascript(site, browser):
    context = site.context(browser, INES, java_script_enabled=False)
    ines = context.new_page()
    ines.goto("/rooms/open/")
    open_room(ines, "Morning letters")
    appoint_sam(ines)
    end_sam(ines)
    close(ines, "Morning letters")
    context.close()


def open_room(ines, name: str) -> None:
    """Fill the page in, and stand on the page of the room's hosts."""
    ines.get_by_label("What is it called?").fill(name)
    ines.get_by_label("What is it for?").fill("For letters that are never sent.")
    ines.get_by_label("A small group: up to 12 people").check()
    ines.get_by_label("The first one").check()
    ines.get_by_label("Things to talk about").fill("Whom do you write to?\nAnd why?")
    ines.get_by_text("All topics to choose from").click()
    ines.get_by_label("Suicide", exact=True).check()
    ines.get_by_role("button", name="Open the room").click()
    ines.get_by_text("Nobody looks after this room yet.").wait_for()


def resize(ines, size: str, said: str) -> None:
    """Choose another size, and read what that means."""
    ines.get_by_label(size).check()
    ines.get_by_role("button", name="Change it").click()
    ines.get_by_text(said).wait_for()


def appoint_sam(ines) -> None:
    """From the page of hosts."""
    ines.get_by_label("Peer specialist").select_option("Sam")
    ines.get_by_role("button", name="Appoint").click()
    ines.get_by_text("Sam looks after this room now, and is told.").wait_for()


def end_sam(ines) -> None:
    """From the page of hosts, after reading what happens."""
    ines.get_by_role("link", name="End it Sam").click()
    ines.get_by_text("No shift of Sam is planned here").wait_for()
    ines.get_by_role("button", name="End it").click()
    ines.get_by_text("Nobody looks after this room yet.").wait_for()


def close(ines, name: str) -> None:
    """Leave the rooms of the demo as they were."""
    ines.goto("/rooms/roster/")
    ines.get_by_role("link", name=name, exact=True).click()
    ines.get_by_role("link", name="Close this room").click()
    ines.get_by_label("Why, for the people in the room").fill("It was only a try.")
    ines.get_by_role("button", name="Close the room").click()
    ines.get_by_role("button", name="Open it again").wait_for()
