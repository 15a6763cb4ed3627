"""Two people in a room, each in a browser of their own: everything a message can go through.

One is on a phone and one at a desk; the pages on the way are looked at by axe at both sizes.
"""

import re

from playwright.sync_api import expect

from peerhub.demo.cast import INES, MAYA, NOOR
from tests.browser.rooms import enter, fresh, goes_in, look, more, other, say, until


def test_answers_reactions_and_changes_reach_the_other_at_once(people):
    maya, noor = people(MAYA), people(NOOR)
    room = enter(maya)
    enter(noor, room)
    kettle = fresh("The kettle is the only one who answers today")
    said = say(maya, kettle)

    sheet = more(noor, other(noor, kettle))
    look(noor)
    sheet.get_by_role("button", name="With you").click()
    expect(said.locator(".msg-kinds")).to_have_text("With you")
    sheet = more(noor, other(noor, kettle))
    expect(sheet.get_by_role("button", name="With you")).to_have_attribute("aria-pressed", "true")
    sheet.get_by_role("button", name="Answer", exact=True).click()
    expect(noor.locator("[data-mode]")).to_contain_text(kettle)
    whistles = fresh("Mine whistles back")
    say(noor, whistles)
    answer = other(maya, whistles)
    expect(answer.locator(".quote")).to_contain_text(kettle)

    more(maya, said).get_by_role("button", name="Change the words").click()
    changed = fresh("The kettle and you answer today")
    maya.locator("[data-composer] textarea").fill(changed)
    maya.locator("[data-send]").click()
    expect(other(noor, changed)).to_contain_text("changed")

    sheet = more(maya, maya.locator(".msg.mine", has_text=changed).last)
    sheet.get_by_role("button", name="Delete", exact=True).click()
    sheet.get_by_role("button", name="Delete it").click()
    expect(other(noor, "This message was deleted.")).to_be_visible()
    look(maya)


def test_ten_seconds_to_take_it_back_and_the_words_are_there_again(people):
    maya, noor = people(MAYA), people(NOOR)
    room = enter(maya)
    enter(noor, room)
    early = fresh("I sent this too early, I think")
    said = say(maya, early)
    seen = noor.locator(f"#{other(noor, early).get_attribute('id')}")

    said.get_by_role("button", name="Undo").click()

    expect(maya.locator("[data-composer] textarea")).to_have_value(early)
    expect(maya.locator(".msg", has_text=early)).to_have_count(0)
    # Who saw it on this page may still tell us about it; it names nobody any more.
    expect(seen).to_contain_text("This message was taken back.")
    expect(seen.locator("strong")).to_have_text("Somebody")
    expect(more(noor, seen).get_by_role("link", name="Report")).to_be_visible()
    noor.goto(room)
    expect(seen).to_have_count(0)
    maya.locator("[data-composer] textarea").fill("")


def test_what_it_mentions_is_said_first_and_can_be_left_out_for_a_while(people):
    maya, noor = people(MAYA), people(NOOR)
    room = enter(maya)
    enter(noor, room)
    maya.locator("[data-note-picker] > summary").click()
    maya.get_by_label("Medical detail").check()
    look(maya)
    ward = fresh("The ward had no window at all")
    say(maya, ward)

    covered = other(noor, ward)
    words = covered.get_by_text(ward)
    expect(covered.locator("summary")).to_contain_text("This mentions: medical detail.")
    expect(words).to_be_hidden()
    covered.locator("summary").click()
    expect(words).to_be_visible()
    covered.get_by_role("link", name="Not today").click()
    look(noor)
    noor.get_by_role("button", name="Today", exact=True).click()
    expect(other(noor, ward).locator("summary")).to_contain_text("You chose not to meet")

    noor.goto("/settings/not-today/")
    noor.get_by_role("button", name=re.compile(r"Show again\s*: Medical detail")).click()
    noor.goto(room)
    expect(other(noor, ward).locator("summary")).to_contain_text("This mentions:")


def test_a_muted_person_is_covered_for_one_alone(people):
    maya, noor = people(MAYA), people(NOOR)
    room = enter(maya)
    enter(noor, room)
    loudly, again = fresh("Somebody has to say it loudly"), fresh("And again, loudly")
    said = say(maya, loudly)
    loud = other(noor, loudly)

    more(noor, loud).get_by_role("button", name="Mute this person").click()
    expect(loud.locator("summary")).to_contain_text("You muted this person here.")
    say(maya, again)
    expect(other(noor, again).get_by_text(again)).to_be_hidden()
    more(maya, said).get_by_role("button", name="Answer", exact=True).click()
    quoting = fresh("I say it to myself")
    say(maya, quoting)
    expect(other(noor, quoting).locator(".quote")).not_to_contain_text(loudly)
    more(noor, loud).get_by_role("link", name="People you muted here").click()
    look(noor)
    noor.get_by_role("button", name=re.compile("Show again")).click()
    noor.goto(room)
    expect(other(noor, again).get_by_text(again)).to_be_visible()


def test_a_report_is_looked_at_and_its_outcome_told(site, people):
    maya, noor, ines = people(MAYA), people(NOOR), people(INES)
    room = enter(maya, site.room())  # of her own: nothing else of Maya's waits there
    enter(noor, room)
    liar = fresh("Everyone here is a liar, honestly")
    say(maya, liar)

    more(noor, other(noor, liar)).get_by_role("link", name="Report").click()
    noor.get_by_role("button", name="Send the report").click()
    expect(noor.get_by_text("Choose what comes closest.").first).to_be_visible()
    noor.get_by_label("It is unkind").check()
    noor.get_by_role("button", name="Send the report").click()
    expect(noor.get_by_text("We will tell you what we decided.")).to_be_visible()

    ines.goto("/queue/")
    ines.locator(".queue-row", has_text="somebody told us about it").last.get_by_role(
        "button", name=re.compile("Take this")
    ).click()
    expect(ines.locator("main")).to_contain_text("It is unkind")
    ines.locator("summary", has_text="Close it").click()
    closing = ines.locator("details", has=ines.get_by_role("button", name="Close it"))
    closing.get_by_label("Nothing needed").check()
    closing.get_by_label("Hide it from everybody").check()
    closing.get_by_label("Which house rule is it about?").select_option("kind")
    look(ines)
    closing.get_by_role("button", name="Close it").click()
    ines.wait_for_url("**/queue/")

    expect(
        maya.locator(".msg.mine", has_text="Others do not see this message").last
    ).to_be_visible()
    until(noor, "/updates/", "We hid it. Thank you for telling us.")


def test_words_that_tell_who_one_is_are_looked_at_again(people):
    maya = people(MAYA)
    enter(maya)
    maya.locator("[data-composer] textarea").fill("Ring me: 555 201 3344, any time")
    maya.locator("[data-send]").click()
    asked = maya.locator(".msg[data-state=failed]")
    expect(asked).to_contain_text("This looks like a phone number.")
    look(maya)

    asked.get_by_role("button", name="Change it").click()

    field = maya.locator("[data-composer] textarea")
    expect(field).to_have_value("Ring me: 555 201 3344, any time")
    expect(asked).to_have_count(0)
    field.fill("")


def test_a_draft_is_there_again_and_is_gone_once_sent(people):
    maya = people(MAYA)
    room = enter(maya)
    with maya.expect_response("**/draft/"):
        maya.locator("[data-composer] textarea").press_sequentially("I wanted to say")
    maya.goto(room)
    expect(maya.locator("[data-composer] textarea")).to_have_value("I wanted to say")

    with maya.expect_response("**/draft/"):
        say(maya, "I wanted to say good night.")
    maya.goto(room)
    expect(maya.locator("[data-composer] textarea")).to_have_value("")


def test_words_can_be_found_and_read_in_their_place(people):
    maya = people(MAYA)
    room = enter(maya)
    say(maya, fresh("Marmalade on the last slice of bread"))
    maya.get_by_role("link", name="Search").click()
    maya.get_by_label("Look for words in this room").fill("marmalade slices")
    maya.get_by_role("button", name="Search").click()
    look(maya)
    expect(maya.locator(".msg", has_text="Marmalade").first).to_be_visible()
    maya.get_by_role("link", name=re.compile("Read it there")).first.click()
    expect(maya.locator(".msg:target")).to_contain_text("Marmalade on the last slice")
    assert maya.url.startswith(room)
    look(maya)


def test_one_can_take_a_break_and_leave_without_a_word(people):
    maya, noor = people(MAYA), people(NOOR)
    room = enter(maya)
    enter(noor, room)
    before = noor.locator("[data-lines]").inner_text()

    maya.get_by_role("link", name="I need a break").click()
    maya.get_by_role("link", name="Go back").click()
    maya.get_by_role("link", name="I need a break").click()
    maya.get_by_role("button", name="Leave quietly").click()

    maya.wait_for_url("**/rooms/")
    assert noor.locator("[data-lines]").inner_text() == before


def test_new_words_are_marked_and_the_list_of_rooms_knows(people, site):
    maya, noor, room = people(MAYA), people(NOOR), site.room()
    enter(noor, room)
    say(noor, "I am off for a while.")
    noor.goto("/rooms/")
    enter(maya, room)
    rained = fresh("While you were away, it rained")
    say(maya, rained)

    noor.goto("/rooms/")
    card = noor.locator(".room-card", has=noor.locator(f'a[href^="{room[room.index("/r/") :]}"]'))
    expect(card).to_contain_text("Something new since you were here")
    card.locator("h3 a").click()
    expect(noor.locator("[data-new] ~ .msg").first).to_contain_text(rained)


def test_everything_by_keys(people):
    maya, noor = people(MAYA), people(NOOR)
    room = enter(maya)
    enter(noor, room)
    robin, week = fresh("A robin on the sill"), fresh("It has been there all week")
    say(maya, robin)
    expect(other(noor, robin)).to_be_visible()

    noor.locator("[data-log]").focus()
    noor.keyboard.press("?")
    expect(noor.locator("[data-keys]")).to_be_visible()
    look(noor)
    noor.keyboard.press("Escape")
    expect(noor.locator("[data-keys]")).to_be_hidden()
    noor.keyboard.press("k")
    noor.keyboard.press("m")
    expect(noor.locator("[data-sheet]")).to_be_visible()
    noor.keyboard.press("Escape")
    assert noor.evaluate("document.activeElement.matches('[data-more]')")
    noor.keyboard.press("r")
    expect(noor.locator("[data-mode]")).to_contain_text("Answer to")
    noor.keyboard.press("Escape")
    expect(noor.locator("[data-mode]")).to_be_hidden()
    noor.keyboard.type(week)
    noor.keyboard.press("Enter")
    expect(noor.locator(".msg.mine[data-seq]", has_text=week).last).to_be_visible()
    noor.keyboard.press("ArrowUp")
    expect(noor.locator("[data-mode]")).to_contain_text("Changing your message.")
    noor.keyboard.type(", too.")
    noor.keyboard.press("Enter")
    expect(other(maya, f"{week}, too.")).to_be_visible()


def test_that_somebody_writes_is_seen_and_can_be_switched_off(people):
    maya, noor = people(MAYA), people(NOOR)
    room = enter(maya)
    enter(noor, room)
    for page in (maya, noor):  # the sign is for who is there: it is not kept for later
        expect(page.locator("room-stream")).to_have_attribute("data-line", "up")
    maya.locator("[data-composer] textarea").press_sequentially("hm")
    expect(noor.locator("[data-typing-line]")).to_have_text("Somebody is writing…")

    noor.goto("/rooms/choices/")
    noor.get_by_label("Show when somebody writes").uncheck()
    noor.get_by_role("button", name="Keep these").click()
    noor.goto(room)
    expect(noor.locator("room-stream")).to_have_attribute("data-line", "up")
    maya.wait_for_timeout(3100)
    maya.locator("[data-composer] textarea").press_sequentially("m")
    noor.wait_for_timeout(800)
    expect(noor.locator("[data-typing-line]")).to_have_text("")
    noor.goto("/rooms/choices/")
    noor.get_by_label("Show when somebody writes").check()
    noor.get_by_role("button", name="Keep these").click()
    maya.locator("[data-composer] textarea").fill("")


def test_without_script_everything_is_a_page(site, people):
    maya = people(MAYA)
    room = enter(maya, site.room())  # hosted the whole time; the demo's change on the hour
    light = fresh("There is a light on the harbour tonight")
    say(maya, light)
    noor = people(NOOR, java_script_enabled=False)
    enter(noor, room)

    other(noor, light).locator("[data-more]").click()
    noor.get_by_role("button", name="Gentle").click()
    expect(other(noor, light).locator(".msg-kinds")).to_contain_text("Gentle")
    other(noor, light).locator("[data-more]").click()
    noor.get_by_role("link", name="Answer in words").click()
    expect(noor.locator("[data-mode]")).to_contain_text(light)
    noor.locator("[data-composer] textarea").fill("I can nearly see it.")
    noor.get_by_role("button", name="Send").click()
    mine = noor.locator(".msg.mine", has_text="I can nearly see it.").last
    expect(mine.locator(".quote")).to_contain_text(light)
    mine.locator("[data-more]").click()
    noor.get_by_role("link", name="Change the words").click()
    noor.get_by_label("Your message").fill("I can see it.")
    noor.get_by_role("button", name="Change it").click()
    mine = noor.locator(".msg.mine", has_text="I can see it.").last
    expect(mine).to_contain_text("changed")
    mine.locator("[data-more]").click()
    noor.get_by_role("link", name="Delete").click()
    noor.get_by_role("button", name="Delete it").click()
    expect(noor.locator(".msg.mine", has_text="This message was deleted.").last).to_be_visible()


def test_without_script_words_are_kept_and_taken_back(people):
    noor = people(NOOR, java_script_enabled=False)
    noor.goto("/rooms/")
    noor.locator("section[aria-labelledby=open-now] .room-card h3 a").first.click()
    goes_in(noor)
    noor.locator("[data-composer] textarea").fill("Not yet")
    noor.get_by_role("button", name="Keep for later").click()
    expect(noor.locator("[data-composer] textarea")).to_have_value("Not yet")
    noor.locator("[data-composer] textarea").fill("Now.")
    noor.get_by_role("button", name="Send").click()
    noor.get_by_role("button", name="Undo").last.click()
    expect(noor.locator("[data-composer] textarea")).to_have_value("Now.")
