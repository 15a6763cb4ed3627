"""What hosts and moderators do, and what the people in the room see of it."""

import re

from playwright.sync_api import expect

from peerhub.demo.cast import INES, MAYA, NOOR, SAM
from tests.browser.rooms import enter, fresh, id_of, look, more, other, say, until


def tools_for(sam, room, seq):
    sam.goto(f"{room}host/m/{seq}/")


def test_sam_comes_slows_down_and_goes_and_everybody_sees_it_happen(people, site):
    maya, sam, room = people(MAYA), people(SAM), site.room()
    site.inside("alone", id_of(room))
    enter(maya, room)
    expect(maya.locator("[data-standing]")).to_contain_text("Sam hosts until")

    sam.goto(f"{room}host/")
    sam.get_by_label("What was good today?").check()
    sam.get_by_role("button", name="Say it").click()
    said = other(maya, "What was good today?")
    expect(said).to_contain_text("Peer specialist")
    expect(said.locator("strong")).to_have_text("Sam")
    sam.get_by_label("1 minute").check()
    sam.get_by_role("button", name="Set it").click()
    expect(maya.locator(".room-slow")).to_contain_text("Slow mode: one minute between")
    expect(maya.locator("#announce")).to_contain_text("Slow mode")
    look(maya)

    sam.goto(f"{room}host/")
    sam.get_by_role("button", name="I have to go").click()
    expect(maya.locator("[data-standing]")).to_contain_text("Nobody hosts right now")
    expect(maya.locator("[data-quiet]")).to_be_visible()


def test_who_is_muted_reads_why_on_the_open_page_and_writes_again_when_it_is_lifted(people, site):
    maya, sam, room = people(MAYA), people(SAM), site.room()
    site.inside("alone", id_of(room))
    enter(maya, room)
    said = say(maya, fresh("I say what I like"))
    place = said.get_attribute("data-seq")
    tools_for(sam, room, place)
    sam.get_by_label("Mute for 10 minutes").check()
    sam.get_by_label("A lot came at once").check()
    sam.get_by_role("button", name="See what happens").click()
    sam.get_by_role("button", name="Mute for 10 minutes").click()

    held = maya.locator('[data-part="held"]')
    expect(held).to_contain_text("A pause from writing")
    expect(maya.locator("[data-banner]")).to_be_hidden()
    look(maya)
    words = fresh("May I, though")
    maya.locator("[data-composer] textarea").fill(words)
    maya.locator("[data-send]").click()
    expect(maya.locator(".msg[data-state=failed]")).to_contain_text("A host asked you not to write")
    maya.locator(".msg[data-state=failed]").get_by_role("button", name="Change it").click()
    held.get_by_role("link", name="Was this wrong? Tell us").click()
    look(maya)
    maya.get_by_label("What would you like us to know?").fill("It was a song.")
    maya.get_by_role("button", name="Tell them").click()
    maya.goto(room)

    sam.goto(f"{room}host/")
    sam.get_by_role("button", name=re.compile("Lift it")).first.click()
    expect(held).not_to_contain_text("A pause from writing")
    maya.locator("[data-composer] textarea").fill("")
    say(maya, fresh("Thank you"))


def test_who_is_removed_is_told_and_may_still_report_and_be_heard(people, site):
    maya, noor, sam, room = people(MAYA), people(NOOR), people(SAM), site.room()
    site.inside("alone", id_of(room))
    enter(noor, room)
    enter(maya, room)
    unkind = fresh("Nobody asked you")
    say(noor, unkind)
    said = say(maya, fresh("I shout, then"))
    place = said.get_attribute("data-seq")
    tools_for(sam, room, place)
    sam.get_by_label("Remove for 1 hour").check()
    sam.get_by_label("A lot came at once").check()
    sam.get_by_role("button", name="See what happens").click()
    look(sam)
    sam.get_by_role("button", name=re.compile("^Remove")).click()

    expect(maya.locator("[data-banner]")).to_contain_text("not open to you any more")
    maya.goto(room)
    look(maya)
    expect(maya.get_by_text("A break from this room")).to_be_visible()
    maya.get_by_text("What was said before").click()
    other(maya, unkind).locator("[data-more]").click()
    maya.get_by_role("link", name="Report this message").click()
    maya.get_by_label("It is unkind").check()
    maya.get_by_role("button", name="Send the report").click()
    expect(maya.get_by_text("We will tell you what we decided.").first).to_be_visible()
    noor.goto("/rooms/")
    expect(noor.locator("main")).to_contain_text("Rooms")


def test_a_message_is_hidden_shown_again_and_its_author_offered_a_session(people, site):
    maya, noor, sam, room = people(MAYA), people(NOOR), people(SAM), site.room()
    site.inside("alone", id_of(room))
    enter(maya, room)
    enter(noor, room)
    words = fresh("My mother is ill again")
    said = say(maya, words)
    place = said.get_attribute("data-seq")
    seen = noor.locator(f"#m-{place}")

    tools_for(sam, room, place)
    sam.get_by_role("button", name="Hide it").click()
    expect(seen).to_contain_text("This message was hidden.")
    tools_for(sam, room, place)
    sam.get_by_role("button", name="Show it again").click()
    expect(seen).to_contain_text(words)
    tools_for(sam, room, place)
    sam.get_by_role("button", name="Offer a session").click()
    until(maya, "/updates/", "would like to talk with you, one to one")
    look(maya)
    tools_for(sam, room, place)
    sam.get_by_label("What do you want to tell the moderator?").fill("She sounds very tired.")
    sam.locator("#call ~ form input[type=radio]").last.check()
    sam.get_by_role("button", name="Call a moderator").click()
    look(sam)


def test_means_wait_for_a_person_who_lets_them_out_or_not(people, site):
    maya, noor, ines, room = people(MAYA), people(NOOR), people(INES), site.room()
    enter(maya, room)
    enter(noor, room)
    words = fresh("Ring me: 555 201 3344, any time")
    maya.locator("[data-composer] textarea").fill(words)
    maya.locator("[data-send]").click()
    maya.locator(".msg[data-state=failed]").get_by_role("button", name="Send it anyway").click()
    expect(maya.locator(".msg[data-state=held]", has_text=words)).to_contain_text("once a person")
    look(maya)
    expect(noor.locator(".msg", has_text=words)).to_have_count(0)

    ines.goto("/queue/")
    here = re.compile(rf"Room: {maya.locator('h1').inner_text()}\b")
    row = ines.locator(".queue-row", has_text=here).last
    row.get_by_role("button", name=re.compile("Take this")).click()
    expect(ines.locator("main")).to_contain_text("It may tell who or where somebody is.")
    ines.get_by_role("button", name="Let others see it").click()
    expect(other(noor, words)).to_be_visible()
    expect(maya.locator(".msg[data-state=held]", has_text=words)).to_have_count(0)


def test_a_deleted_message_can_still_be_reported_and_a_closed_room_still_read(people, site):
    maya, noor, ines, room = people(MAYA), people(NOOR), people(INES), site.room()
    enter(maya, room)
    enter(noor, room)
    words = fresh("Go away, all of you")
    said = say(maya, words)
    place = said.get_attribute("data-seq")
    sheet = more(maya, said)
    sheet.get_by_role("button", name="Delete", exact=True).click()
    sheet.get_by_role("button", name="Delete it").click()
    gone = noor.locator(f"#m-{place}")
    expect(gone).to_contain_text("This message was deleted.")
    more(noor, gone).get_by_role("link", name="Report").click()
    noor.get_by_label("It is unkind").check()
    noor.get_by_role("button", name="Send the report").click()
    expect(noor.get_by_text("We will tell you what we decided.").first).to_be_visible()

    ines.goto(f"{room}host/close/")
    why = "We mend something here. Come back tomorrow."
    ines.get_by_label("Why, for the people in the room").fill(why)
    ines.get_by_role("button", name="Close the room").click()
    expect(maya.locator("[data-banner]")).to_contain_text("not open to you any more")
    maya.goto("/rooms/")
    look(maya)
    closed = maya.locator("section[aria-labelledby=closed-now]")
    expect(closed).to_contain_text(why)
    closed.locator(f'a[href^="/r/{id_of(room)}/"]').click()
    expect(maya.locator("main")).to_contain_text(why)
    look(maya)


def test_by_keyboard_alone_one_reports_takes_back_and_says_what_it_mentions(people, site):
    maya, noor, room = people(MAYA), people(NOOR), site.room()
    enter(maya, room)
    enter(noor, room)
    words = fresh("Only keys here")
    maya.locator("[data-log]").focus()
    maya.keyboard.press("w")
    expect(maya.locator("[data-composer] textarea")).to_be_focused()
    maya.keyboard.type(words)
    tab_to(maya, "summary", "Say what it mentions")
    maya.keyboard.press("Enter")
    tab_to(maya, "input", "")
    maya.keyboard.press("Space")
    maya.locator("[data-send]").focus()
    maya.keyboard.press("Enter")
    mine = maya.locator(".msg.mine[data-seq]", has_text=words)
    expect(mine).to_be_visible()
    undo = mine.get_by_role("button", name="Undo")
    covered = other(noor, words)
    expect(covered.locator("summary")).to_contain_text("This mentions:")
    undo.focus()
    maya.keyboard.press("Enter")
    expect(maya.locator("[data-composer] textarea")).to_have_value(words)
    maya.keyboard.press("Enter")
    expect(mine).to_be_visible()

    other(noor, words).locator("[data-more]").focus()
    noor.keyboard.press("Enter")
    tab_to(noor, "a", "Report")
    noor.keyboard.press("Enter")
    noor.wait_for_url("**/report/")
    tab_to(noor, "input", "")
    noor.keyboard.press("Space")
    tab_to(noor, "button", "Send the report")
    noor.keyboard.press("Enter")
    expect(noor.get_by_text("We will tell you what we decided.").first).to_be_visible()


def tab_to(page, tag, words):
    """Press Tab until the focus is on such an element; it must come within sixty steps."""
    for _ in range(60):
        page.keyboard.press("Tab")
        on = page.evaluate(
            "(() => { const on = document.activeElement;"
            " return [on.tagName.toLowerCase(), on.textContent.trim(), on.type ?? ''] })()"
        )
        if on[0] == tag and on[1].startswith(words) and on[2] != "hidden":
            return
    raise AssertionError(f"{tag} {words!r} cannot be reached")
