"""A moderator's shift at the queue: with the keys alone at a desk, and with one thumb on a phone.

Ines reads the hand-over, takes a case, writes to its author, hands it back, and hands over. Maya reads
it, answers, and would rather not go on.
"""

import re
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from peerhub.demo.cast import ADE, INES, MAYA
from tests.browser.rooms import enter, say
from tests.browser.test_every_page import _problems

HEAVY = "I feel so hopeless, and I keep thinking about ending it."


def raised(site, maya, tag):
    """Maya says something heavy in a fresh room."""
    enter(maya, site.room())
    say(maya, f"{HEAVY} {tag}")


def on_shift(ade, ines):
    """Ade plans a shift that ends soon, and Ines takes it."""
    now = datetime.now(ZoneInfo("America/New_York"))
    ade.goto("/rota/plan/")
    single = ade.locator("form", has=ade.get_by_role("heading", name="Add a single shift"))
    single.get_by_label("On", exact=True).fill(f"{now:%Y-%m-%d}")
    single.get_by_label("From").fill(f"{now:%H:%M}")
    single.get_by_label("Until").fill(f"{now + timedelta(minutes=20):%H:%M}")
    single.get_by_role("button", name="Add it").click()
    expect(ade.locator(".notice")).to_contain_text("It is in the rota.")
    ines.goto("/rota/")
    ines.get_by_role("button", name="Take it").last.click()
    expect(ines.locator(".notice")).to_contain_text("It is yours.")


def read_what_was_left(ines):
    """Before that, the case waits."""
    ines.get_by_role("button", name="Take this").last.click()
    expect(ines.locator(".notice")).to_contain_text("First read what the shift before you left")
    ines.get_by_role("link", name="Read the hand-over").click()
    expect(ines.get_by_text("A busy evening, and nobody was alone for long.")).to_be_visible()
    ines.goto("/queue/?level=2")
    expect(ines.get_by_text("Hand-over unread")).to_be_hidden()


def hand_over(ines, ade, case, tag):
    """Ines leaves a line about the case, and Ade opens it."""
    ines.goto("/queue/")
    ines.get_by_role("link", name="Write your hand-over").click()
    line = ines.get_by_role("group", name=re.compile(f"^Case {case},"))
    line.get_by_label("What is next").fill(f"Wait for their answer. {tag}")
    problems = _problems(ines)
    ines.get_by_role("button", name="Hand over").click()
    expect(ines.locator(".notice")).to_contain_text("The next shift reads it first.")
    ade.goto(ines.url)
    expect(ade.get_by_text(f"Wait for their answer. {tag}")).to_be_visible()
    ines.reload()
    expect(ines.locator("section", has_text="Who has opened it")).to_contain_text("Ade")
    return problems


def test_a_shift_with_the_keys_alone(site, people):
    tag = uuid4().hex
    raised(site, people(MAYA), tag)
    ines, ade = people(INES), people(ADE)
    on_shift(ade, ines)
    ines.goto("/queue/?level=2")
    read_what_was_left(ines)
    expect(ines.get_by_text("This list is live.")).to_be_visible()
    rows = ines.locator(".queue-row")
    mine = rows.count() - 1

    ines.keyboard.press("?")
    expect(ines.get_by_role("heading", name="Keys on this page")).to_be_visible()
    ines.keyboard.press("j")  # in the sheet a key is only a key
    ines.keyboard.press("Escape")
    expect(ines.locator("dialog")).to_be_hidden()
    for place in range(mine + 1):
        ines.keyboard.press("j")
        expect(rows.nth(place).locator("h2")).to_be_focused()
    ines.keyboard.press("k")
    ines.keyboard.press("j")
    expect(rows.nth(mine).locator("h2")).to_be_focused()
    ines.keyboard.press("c")
    expect(ines.get_by_text("You are on it")).to_be_visible()
    case = ines.url

    ines.keyboard.press("j")
    expect(ines.get_by_role("heading", name="What happened")).to_be_focused()
    ines.keyboard.press("e")
    expect(ines.get_by_role("heading", name="Write to the person")).to_be_visible()
    assert _problems(ines) == []
    ines.get_by_label("Your message").focus()
    ines.keyboard.type("jcek? How are you now?")
    expect(ines.get_by_label("Your message")).to_have_value("jcek? How are you now?")
    ines.keyboard.press("Tab")
    ines.keyboard.press("Enter")
    expect(ines.get_by_text("Not opened yet")).to_be_visible()

    ines.goto(case)
    ines.locator("summary", has_text="Hand it back").focus()
    ines.keyboard.press("Enter")
    ines.keyboard.press("Tab")
    ines.keyboard.type("I wrote to them. My shift ends.")
    ines.keyboard.press("Tab")
    ines.keyboard.press("Enter")
    expect(ines.locator(".notice")).to_contain_text("It is back in the list.")
    problems = hand_over(ines, ade, case.strip("/").rpartition("/")[2], tag)
    assert problems == []


def test_a_shift_on_a_phone_and_the_person_who_would_rather_not_go_on(site, people):
    ines, maya, tag = people(INES), people(MAYA), uuid4().hex
    raised(site, maya, tag)
    ines.goto("/queue/?level=2")
    ines.locator(".queue-row").last.get_by_role("button", name="Take this").click()
    case = ines.url
    ines.get_by_text("What was written is covered").click()
    expect(ines.locator(".case-words")).to_contain_text(tag)

    problems = [*weigh_steps(ines), *look_back(ines)]
    ines.goto(f"{case}write/")
    begin_with_ready_words(ines)
    problems += answer(maya)
    # The page says so by itself, and waits for a press.
    ines.get_by_role("link", name="Show it").click()
    expect(ines.get_by_text("They would rather not talk now", exact=True)).to_be_visible()
    expect(ines.get_by_text("I am with my sister.")).to_be_visible()
    expect(ines.get_by_text(re.compile("^Opened"))).to_be_visible()
    ines.goto(case)
    ines.locator("summary", has_text="Hand it back").click()
    ines.get_by_role("button", name="Hand it back").click()
    expect(ines.locator(".notice")).to_contain_text("It is back in the list.")
    assert problems == []


def weigh_steps(ines):
    """See what steps would do, and take none."""
    ines.get_by_role("link", name="Choose steps").click()
    ines.get_by_role("button", name="See what happens").click()
    expect(ines.locator("[role=alert]")).to_contain_text("Choose at least one step.")
    problems = _problems(ines)
    ines.get_by_label("For 1 hour").check()
    ines.get_by_label("Some words hurt people here").check()
    ines.get_by_role("button", name="See what happens").click()
    expect(ines.get_by_text("They can read there and not write, until")).to_be_visible()
    problems += _problems(ines)
    ines.get_by_role("link", name="Leave it").click()
    return problems


def look_back(ines):
    """Look at what was before, for a reason."""
    ines.locator("summary", has_text="What was before").click()
    ines.get_by_label("To see whether it gets worse").check()
    ines.get_by_role("button", name="Show what was before").click()
    expect(ines.get_by_role("heading", name=re.compile("Earlier cases"))).to_be_visible()
    return _problems(ines)


def begin_with_ready_words(ines):
    """Choose ready words, forget their gap, fill it in, and send them."""
    ines.get_by_label("Begin with").select_option(label="Say that you are still here")
    ines.get_by_role("button", name="Put these words").click()
    ines.get_by_role("button", name="Send it").click()
    expect(ines.locator("[role=alert]")).to_contain_text("{time}")
    words = ines.get_by_label("Your message")
    words.fill(words.input_value().replace("{time}", "nine"))
    ines.get_by_role("button", name="Send it").click()
    expect(ines.get_by_text("Not opened yet")).to_be_visible()


def answer(maya):
    """Read it, answer once, and rather not go on."""
    maya.goto("/talk/")
    maya.locator("main li a").first.click()
    expect(maya.get_by_text("I am still here, until nine.")).to_be_visible()
    maya.get_by_label("Your answer").fill("Thank you. I am with my sister.")
    maya.get_by_role("button", name="Send your answer").click()
    expect(maya.get_by_text("I am with my sister.")).to_be_visible()
    maya.get_by_role("button", name="Not now").click()
    expect(maya.locator(".notice")).to_contain_text("That is all right.")
    return _problems(maya)
