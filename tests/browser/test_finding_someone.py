"""A newcomer without JavaScript: the questions, somebody close and a session, asking when nobody fits."""

from playwright.sync_api import expect

from peerhub.demo.cast import NOOR

PHONE = {"width": 360, "height": 740}


def test_a_newcomer_answers_skips_books_and_asks_for_someone(site, browser):
    context = site.context(browser, NOOR, java_script_enabled=False, viewport=PHONE)
    noor = context.new_page()
    noor.goto("/people/")
    noor.get_by_role("link", name="Tell us what would help").click()
    noor.get_by_role("button", name="Yes, ask me").click()

    noor.get_by_label("A few plain words").fill("my dad drnak")
    noor.get_by_role("button", name="Find topics").click()
    noor.get_by_label("A parent who drank too much").check()
    noor.get_by_role("button", name="Keep and go on").click()
    for title in ("What is it like now?", "Where did it start?", "How would you like to meet?"):
        expect(noor.get_by_role("heading", level=1)).to_have_text(title)
        noor.get_by_role("button", name="Skip this").click()

    noor.goto("/you/begin/")  # she left and comes back
    noor.get_by_role("button", name="Go on where I was").click()
    expect(noor.get_by_role("heading", level=1)).to_have_text("Which languages feel right?")
    for _ in range(5):
        noor.get_by_role("button", name="Skip this").click()
    expect(noor.get_by_role("heading", level=1)).to_have_text("That is all we ask")
    expect(noor.locator("main")).to_contain_text("A parent who drank too much")

    noor.goto("/people/")
    closest = noor.locator(".peer-card").first
    expect(closest).to_contain_text("You both named a parent who drank too much")
    closest.get_by_role("link", name="Read ").click()
    noor.get_by_role("link", name="See times").first.click()
    noor.locator(".slots button").first.click()
    noor.get_by_label("By text").check()
    noor.get_by_role("button", name="Book this time").click()
    expect(noor.get_by_role("heading", level=1)).to_contain_text("Session with")

    noor.goto("/topics/r7-s41/")
    noor.get_by_role("button", name="Ask us to find someone").click()
    noor.get_by_role("button", name="Ask", exact=True).click()
    expect(noor.get_by_role("heading", level=1)).to_have_text("You asked for someone")
    noor.get_by_role("button", name="Take it back").click()
    expect(noor.locator("main")).to_be_visible()
    context.close()
