"""Everything that matters can be done without JavaScript."""

import re
import time

import pytest
from playwright.sync_api import expect

from peerhub.demo.cast import INES, NOOR
from tests.browser.closing import look_after
from tests.browser.rooms import goes_in

PHONE = {"width": 360, "height": 740}
ROOM = "Body and hospital"
WORRY = "I can't go on like this. I am going to end my life tonight."


@pytest.fixture
def plain(site, browser):
    """A page without JavaScript, of a person or of a visitor."""
    made = []

    def new(player=None, **look):
        made.append(site.context(browser, player, java_script_enabled=False, **look))
        return made[-1].new_page()

    yield new
    for each in made:
        each.close()


def test_people_can_be_narrowed_and_read(plain):
    noor = plain(NOOR, viewport=PHONE)
    noor.goto("/people/")
    everybody = noor.locator("#count strong").inner_text()
    noor.get_by_text("Narrow the list", exact=True).click()
    now = noor.get_by_role("group", name="What it is like now")
    now.locator("summary").first.click()
    now.locator(".kind-group > summary").first.click()
    struggle = now.locator(".kind-group").first.locator("label").first
    label = struggle.locator("span").first.inner_text()
    struggle.locator("input").check()
    noor.get_by_role("button", name="Show people").last.click()

    asked = noor.get_by_role("list", name="What you asked for")
    expect(asked).to_contain_text(label)
    expect(noor.locator("#count")).to_contain_text(f" of {everybody.split()[0]}.")
    asked.get_by_role("link").first.click()
    expect(asked).to_have_count(0)
    expect(noor.locator("#count strong")).to_have_text(everybody)

    noor.goto("/people/?root=R7")  # Sam, whatever the hour
    noor.get_by_role("link", name="Read Sam’s story").click()
    story = noor.locator(".story")
    expect(story.get_by_role("heading", name="Before")).to_be_visible()
    cover = story.locator("details.cover").first  # one part mentions something, the rest is open
    words = cover.locator("p").first
    expect(words).to_be_hidden()
    cover.locator("summary").click()
    expect(words).to_be_visible()


def test_a_time_can_be_booked_changed_and_cancelled(plain):
    noor = plain(NOOR)
    noor.goto("/people/sam/times/")
    noor.locator(".slots button").last.click()
    expect(noor.get_by_text("We keep this time for you until")).to_be_visible()
    noor.get_by_label("should know first").fill("I type slowly.")

    noor.get_by_role("button", name="Book this time").click()
    expect(noor.get_by_text("Please choose how you would like to meet").first).to_be_visible()
    expect(noor.get_by_label("should know first")).to_have_value("I type slowly.")
    noor.get_by_label("By text").check()
    noor.get_by_role("button", name="Book this time").click()
    expect(noor.get_by_role("heading", name="Session with Sam")).to_be_visible()

    noor.get_by_role("link", name="Change the time").click()
    expect(noor.get_by_text("as now")).to_be_visible()
    instead = noor.locator(".slots a").first
    at = instead.locator("time").get_attribute("datetime")
    instead.click()
    expect(noor.get_by_role("heading", name="Change the time with Sam?")).to_be_visible()
    expect(noor.get_by_text("The note stays with the session.")).to_be_visible()
    noor.get_by_role("button", name="Change the time").click()
    expect(noor.get_by_text("The time is changed.")).to_be_visible()
    expect(noor.locator(".when time")).to_have_attribute("datetime", at)
    expect(noor.get_by_text("I type slowly.")).to_be_visible()

    noor.get_by_role("link", name="Cancel this session").click()
    noor.get_by_role("button", name="Cancel it").click()
    expect(noor.locator("main")).to_contain_text("This session is cancelled.")


def test_worrying_words_bring_help_and_a_moderator_closes_the_case(plain):
    noor = plain(NOOR)
    noor.goto("/rooms/")
    noor.get_by_role("link", name=ROOM).click()
    goes_in(noor)
    say(noor, "")
    expect(noor.locator("#id_body_error")).not_to_be_empty()
    say(noor, "Reading along. The rain is loud tonight.")
    expect(noor.locator("[data-lines] .mine").last).to_contain_text("The rain is loud tonight.")
    say(noor, WORRY)
    expect(noor.locator("[data-help-place]")).to_contain_text("116 123")
    expect(noor.locator("[data-lines] .mine").last).to_contain_text(WORRY)

    ines = plain(INES)
    ines.goto("/queue/")
    there = ines.get_by_role("button", name=f"Take this Room: {ROOM}")
    waiting = there.count()  # what the demo's people said there may wait, too
    there.first.click()
    ines.get_by_text("What was written is covered").click()
    expect(ines.get_by_text(WORRY).first).to_be_visible()
    ines.locator("summary", has_text="Close it").click()
    ines.get_by_role("button", name="Close it").click()
    expect(ines.locator("[role=alert]")).to_be_visible()
    closing = ines.locator("details", has=ines.get_by_role("button", name="Close it"))
    expect(closing.get_by_label("I reached the person")).to_be_visible()
    case_url = ines.url.replace("outcome/", "")
    look_after(ines, case_url)
    ines.goto(case_url)
    ines.locator("summary", has_text="Close it").click()
    closing.get_by_label("I reached the person").check()
    closing.get_by_role("button", name="Close it").click()
    case = ines.locator("main")
    expect(case).to_contain_text(re.compile("closed|leaves|left", re.IGNORECASE))
    ines.goto("/queue/")
    assert there.count() == waiting - 1


def say(page, words):
    page.locator("[data-composer] textarea").fill(words)
    page.get_by_role("button", name="Send").click()


def test_a_referral_is_seen_whole_before_the_yes(plain):
    noor = plain(NOOR)
    noor.goto("/")
    noor.get_by_role("link", name="Ask for a referral").click()
    noor.get_by_label("Where should we ask?").fill("Anyone near me")
    noor.get_by_role("button", name="Show me what would be shared").click()
    expect(noor.locator("[role=alert]")).to_be_visible()
    expect(noor.get_by_label("Where should we ask?")).to_have_value("Anyone near me")

    noor.get_by_label("A therapist").check()
    noor.get_by_label("Low mood or worry").check()
    noor.get_by_label("In your own words").fill("Somebody patient.")
    noor.get_by_label("My own words").check()
    noor.get_by_role("button", name="Show me what would be shared").click()
    expect(noor.locator("[aria-labelledby=shared]")).to_contain_text("Somebody patient.")
    noor.get_by_role("button", name="Yes, share").click()
    expect(noor.locator("main")).to_contain_text("You said yes")
    noor.get_by_role("button", name="Take it back").click()
    expect(noor.locator("main")).to_contain_text("Nothing is shared.")


def test_settings_can_be_changed(plain):
    noor = plain(NOOR)
    noor.goto("/settings/")
    before = noor.get_by_label("Country").input_value()
    noor.get_by_label("Country").select_option("IE")
    noor.get_by_role("button", name="Save").click()
    expect(noor.locator(".notice")).to_contain_text("Saved.")
    expect(noor.get_by_label("Country")).to_have_value("IE")
    noor.get_by_label("Country").select_option(before)
    noor.get_by_role("button", name="Save").click()
    expect(noor.get_by_label("Country")).to_have_value(before)


def test_a_new_person_joins_with_a_code_from_their_mail(plain):
    new = plain()
    new.goto("/join/")
    name = new.get_by_label("A name to go by here").input_value()
    address = f"harbour.{time.time_ns()}@demo.example"
    new.locator("input[name=email]").fill(address)
    new.get_by_label("Country").select_option("GB")
    new.get_by_role("button", name="Join").click()

    expect(new.locator("[role=alert]")).to_be_visible()
    expect(new.get_by_label("A name to go by here")).to_have_value(name)
    expect(new.locator("input[name=email]")).to_have_value(address)
    expect(new.get_by_label("Country")).to_have_value("GB")

    new.get_by_label("Password").fill("a-long-walk-by-the-sea-2026")
    new.get_by_label("Time zone").select_option("Europe/London")
    for tick in ("I am 18 or older", "I agree to the house rules", "I have read who can see"):
        new.get_by_label(tick).check()
    new.get_by_role("button", name="Join").click()
    code_from = plain()
    new.locator("input[name=code]").fill(code_in_mail(code_from, address))
    new.locator("main form button.btn").first.click()

    new.goto("/")
    expect(new.get_by_role("heading", name=f"Hello, {name}")).to_be_visible()


def code_in_mail(page, address):
    until = time.monotonic() + 20
    while True:
        page.goto(f"/demo/mail/?to={address}")
        letter = page.locator("article", has_text=address).first
        if letter.count():
            found = re.search(r"here is your code:\s+(\S+)", letter.inner_text())
            assert found, letter.inner_text()
            return found[1]
        assert time.monotonic() < until, "no mail came"
        time.sleep(0.3)
