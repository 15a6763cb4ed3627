"""Ways into rooms, through them and out of them, on a phone and at a desk."""

import re

from playwright.sync_api import expect

from peerhub.demo.cast import MAYA, NOOR
from tests.browser.rooms import enter, fresh, id_of, look, more, other, say


def test_a_mask_is_drawn_until_one_likes_it_and_changed_until_one_speaks(people, site):
    maya, room = people(MAYA), site.room()
    maya.goto(room)
    first = maya.locator(".mask-name").inner_text()
    maya.get_by_role("link", name="Draw another name").click()
    expect(maya.locator(".mask-name")).not_to_have_text(first)
    drawn = maya.locator(".mask-name").inner_text()
    maya.get_by_role("button", name="Go in").click()
    expect(maya.locator(".composer-who")).to_contain_text(f"You are {drawn} here")
    look(maya)

    maya.get_by_role("link", name="draw another name").click()
    another = maya.locator(".mask-name").inner_text()
    look(maya)
    maya.get_by_role("button", name="Use this name").click()
    expect(maya.locator(".composer-who")).to_contain_text(f"You are {another} here")
    say(maya, fresh("Hello from under it"))
    maya.goto(room)
    expect(maya.get_by_role("link", name="draw another name")).to_have_count(0)
    maya.locator(".room-ways summary").click()
    look(maya)
    maya.get_by_role("link", name="House rules").click()
    expect(maya.locator("main")).to_contain_text("No real names, addresses, phone numbers")


def test_history_is_read_back_and_the_newest_is_one_tap_away(people, site):
    maya, noor, room = people(MAYA), people(NOOR), site.room()
    enter(maya, room)
    site.inside("said", id_of(room), 45)
    enter(noor, room)
    expect(noor.locator(".msg", has_text="Line 1.")).to_have_count(0)

    noor.get_by_role("link", name="Earlier messages").focus()
    noor.keyboard.press("Enter")
    expect(noor.locator(".msg", has_text="Line 1.")).to_have_count(1)
    noor.locator("[data-log]").evaluate("log => log.scrollTop = 0")
    newest = fresh("The newest of all")
    sent = say(maya, newest)
    expect(sent.get_by_role("button", name="Undo")).to_be_in_viewport(ratio=1)
    jump = noor.get_by_role("button", name="One new message: jump to newest")
    expect(jump).to_be_visible()
    look(noor)
    jump.press("Enter")
    expect(other(noor, newest)).to_be_in_viewport()
    expect(jump).to_be_hidden()

    noor.goto(f"{room}?around=3#m-3")
    expect(noor.locator("#m-3")).to_contain_text("Line 3.")
    look(noor)
    noor.get_by_role("link", name="Later messages").click()
    expect(noor.locator(".msg", has_text="Line 45.")).to_have_count(1)
    noor.goto(f"{room}?around=3#m-3")
    noor.get_by_role("link", name="Go to the newest messages").click()
    expect(other(noor, newest)).to_be_in_viewport()


def test_what_is_new_is_read_aloud_as_one_chose(people, site):
    maya, noor, room = people(MAYA), people(NOOR), site.room()
    enter(noor, room)
    enter(maya, room)
    heard = noor.locator("#announce")
    asked = fresh("Is anybody up")
    mine = say(noor, asked)

    said = fresh("I am up, too")
    say(maya, said)
    expect(heard).to_contain_text(said)
    noor.goto("/rooms/choices/")
    noor.get_by_label("Only answers to me").check()
    noor.get_by_role("button", name="Keep these").click()
    noor.goto(room)
    expect(noor.locator("[data-banner]")).to_be_hidden()
    to_all, to_noor = fresh("To nobody in particular"), fresh("To you")
    say(maya, to_all)
    expect(other(noor, to_all)).to_be_visible()
    number = mine.get_attribute("data-seq") or noor.locator(".msg.mine").last.get_attribute(
        "data-seq"
    )
    more(maya, maya.locator(f"#m-{number}")).get_by_role(
        "button", name="Answer", exact=True
    ).click()
    say(maya, to_noor)
    expect(heard).to_contain_text(to_noor)
    expect(heard).not_to_contain_text(to_all)
    noor.goto("/rooms/choices/")
    noor.get_by_label("All new messages").check()
    noor.get_by_role("button", name="Keep these").click()


def test_keys_lead_everywhere_and_can_be_switched_off(people, site):
    maya, noor, room = people(MAYA), people(NOOR), site.room()
    enter(maya, room)
    enter(noor, room)
    for each in (first := fresh("One"), last := fresh("Two")):
        say(maya, each)
    mine = fresh("My own")
    say(noor, mine)

    noor.locator("[data-log]").focus()
    noor.keyboard.press("k")  # the first key fetches what it needs
    on(noor, mine)
    noor.keyboard.press("k")
    noor.keyboard.press("k")
    on(noor, first)
    noor.keyboard.press("j")
    on(noor, last)
    noor.keyboard.press("e")
    expect(noor.locator("[data-mode]")).to_contain_text("Changing your message.")
    expect(noor.locator("[data-composer] textarea")).to_have_value(mine)
    noor.keyboard.press("Escape")
    noor.locator("[data-log]").focus()
    noor.keyboard.press("w")
    expect(noor.locator("[data-composer] textarea")).to_be_focused()
    noor.locator("[data-log]").focus()
    noor.keyboard.press("/")
    noor.wait_for_url("**/search/")

    noor.goto("/rooms/choices/")
    noor.get_by_label("Single keys do things in a room").uncheck()
    noor.get_by_role("button", name="Keep these").click()
    noor.goto(room)
    noor.locator("[data-log]").focus()
    noor.keyboard.press("w")
    expect(noor.locator("[data-composer] textarea")).not_to_be_focused()
    noor.goto("/rooms/choices/")
    noor.get_by_label("Single keys do things in a room").check()
    noor.get_by_role("button", name="Keep these").click()


def on(page, words):
    """Wait until the focus is on the message with these words."""
    expect(page.locator(".msg:focus-within", has_text=words)).to_have_count(1)


def test_a_small_room_has_a_line_and_a_place_that_is_kept(people, site):
    maya, noor, room = people(MAYA), people(NOOR), site.room(size=12)
    site.inside("sized", id_of(room), 1)
    enter(maya, room)
    noor.goto(room)
    noor.get_by_role("button", name="Go in").click()
    noor.wait_for_url("**/line/**")
    look(noor)
    noor.get_by_role("button", name="Wait for a place").click()
    expect(noor.get_by_text("You are next.")).to_be_visible()
    look(noor)

    maya.get_by_role("button", name="Leave quietly").click()
    maya.wait_for_url("**/rooms/")
    noor.reload()
    expect(noor.get_by_text("A place is free for you.")).to_be_visible()
    look(noor)
    maya.goto(room)
    maya.wait_for_url("**/line/**")
    noor.get_by_role("button", name="Go in now").click()
    say(noor, fresh("There is one chair"))


def test_where_nobody_hosts_it_is_quiet_and_slower_and_says_so(people, site):
    maya, noor, room = people(MAYA), people(NOOR), site.room()
    enter(maya, room)
    enter(noor, room)
    expect(maya.locator("[data-quiet]")).to_be_hidden()
    site.inside("quiet", id_of(room))

    maya.goto(room)
    expect(maya.locator("[data-standing]")).to_contain_text("Nobody hosts right now")
    expect(maya.locator("[data-quiet]")).to_be_visible()
    look(maya)
    say(maya, fresh("Then I begin"))
    soon = fresh("And go on at once")
    maya.locator("[data-composer] textarea").fill(soon)
    maya.locator("[data-send]").click()
    waits = maya.locator(".msg[data-state=failed]")
    expect(waits).to_contain_text("Nobody hosts right now, so there is a little time")
    look(maya)
    waits.get_by_role("button", name="Change it").click()
    expect(maya.locator("[data-composer] textarea")).to_have_value(soon)
    maya.locator("[data-composer] textarea").fill("")
    # Heavy words wait for a person here, never for the clock; with a host they would not wait.
    heavy = fresh("I keep thinking about ending my life")
    maya.locator("[data-composer] textarea").fill(heavy)
    maya.locator("[data-send]").click()
    expect(maya.locator(".msg[data-state=held]")).to_contain_text("once a person from our team")
    expect(maya.locator("[data-help-place]")).to_contain_text("988")
    look(maya)
    maya.locator(".msg[data-state=held]").get_by_role("button", name="Take it back").click()
    expect(maya.locator("[data-composer] textarea")).to_have_value(heavy)
    maya.locator("[data-composer] textarea").fill("")
    noor.goto("/rooms/")
    quiet = noor.locator("section[aria-labelledby=quiet-now]")
    expect(quiet.locator(f'a[href^="/r/{id_of(room)}/"]')).to_be_visible()


def test_signing_out_ends_the_room_on_the_other_page_too(people, site):
    maya, room = people(MAYA, anew=True), site.room()
    enter(maya, room)
    words = fresh("Half a sentence")
    maya.locator("[data-composer] textarea").fill(words)
    second = maya.context.new_page()
    second.goto("/you/")
    second.evaluate("navigator.sendBeacon('/leave/')")

    expect(maya.locator("[data-banner]")).to_contain_text("You are signed out.")
    expect(maya.locator("[data-composer] textarea")).to_have_value(words)
    maya.locator("[data-send]").click()
    expect(maya.locator("[data-errors]")).to_contain_text("You are signed out.")
    expect(maya.locator("[data-composer] textarea")).to_have_value(words)
    look(maya)


def test_topics_are_left_out_for_a_week_or_until_one_changes_it(people, site):
    maya, noor, room = people(MAYA), people(NOOR), site.room()
    enter(maya, room)
    enter(noor, room)
    maya.locator("[data-note-picker] > summary").click()
    maya.get_by_label("Medical detail").check()
    ward = fresh("The corridor never slept")
    say(maya, ward)
    for button, told in (
        ("7 days", "left out, until"),
        ("Until I change it", "until you change it"),
    ):
        noor.goto(f"{room}m/{other_seq(noor, room, ward)}/")
        noor.get_by_role("button", name=button, exact=True).click()
        noor.goto(room)
        expect(other(noor, ward).locator("summary")).to_contain_text("You chose not to meet")
        noor.goto("/settings/not-today/")
        expect(noor.locator("main")).to_contain_text(told)
        noor.get_by_role("button", name=re.compile(r"Show again\s*: Medical detail")).click()


def other_seq(page, room, words):
    page.goto(room)
    return other(page, words).get_attribute("data-seq")


def test_without_script_one_reports_mutes_searches_and_leaves(people, site):
    maya, room = people(MAYA), site.room()
    noor = people(NOOR, java_script_enabled=False)
    enter(maya, room)
    unkind = fresh("You are all making it up")
    say(maya, unkind)
    enter(noor, room)

    other(noor, unkind).locator("[data-more]").click()
    noor.get_by_role("link", name="Report this message").click()
    noor.get_by_label("It is unkind").check()
    noor.get_by_label("Also hide what this person writes, just for me").check()
    noor.get_by_role("button", name="Send the report").click()
    expect(noor.get_by_text("We will tell you what we decided.").first).to_be_visible()
    expect(other(noor, unkind).locator("summary")).to_contain_text("You muted this person here.")
    other(noor, unkind).locator("[data-more]").click()
    noor.get_by_role("button", name="Show this person again").click()
    noor.goto(f"{room}search/")
    noor.get_by_label("Look for words in this room").fill("making")
    noor.get_by_role("button", name="Search").click()
    assert "making" not in noor.url
    expect(noor.locator(".msg", has_text=unkind)).to_be_visible()
    noor.get_by_role("link", name=re.compile("Back to")).click()
    noor.get_by_role("button", name="Leave quietly").click()
    noor.wait_for_url("**/rooms/")
