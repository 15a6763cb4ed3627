"""The wall: a newcomer's first post is answered; a quarrel is reported, acted on, appealed."""

import re

from playwright.sync_api import Page, expect

from peerhub.accounts.roles import Role
from peerhub.demo.cast import ADE, INES, MAYA, NOOR, Player
from tests.browser.rooms import look
from tests.browser.test_queue_more import close

HAZEL = Player("Hazel", "Hazel", Role.MEMBER, "UTC", "a member")
BRIAR = Player("Briar", "Briar", Role.MEMBER, "UTC", "a member")
FIRST = "New here. The evenings are the long part of the day."
ANSWER = "They were for me too. I am glad you wrote."
POST = "I burned the rice again and cried about it."
UNKIND = "Nobody wants to read about your rice."
WHY = "I said sorry to them, and they laughed about it with me."
SEEN = "Thank you for telling us. You made up, so others can read it again."


def test_a_newcomers_first_post_is_read_and_answered(site, people):
    site.inside("newcomer", HAZEL.name)
    hazel, ines, noor = people(HAZEL), people(INES), people(NOOR)
    writes(hazel)
    noor.goto("/wall/")
    expect(noor.locator("main")).not_to_contain_text(FIRST)
    lets_it_out(site, ines)
    answers(noor)
    hazel.goto("/updates/")
    expect(hazel.locator("main")).to_contain_text("A guide has read what you wrote on the wall.")
    hazel.get_by_role("link", name=re.compile("^Somebody answered what you wrote")).click()
    expect(hazel.locator("main")).to_contain_text(ANSWER)
    look(hazel)


def writes(hazel: Page) -> None:
    """Nothing at first, which is told kindly; then words, which wait for a guide."""
    hazel.goto("/wall/")
    hazel.locator("summary", has_text="Write something").click()
    hazel.get_by_role("button", name="Put it on the wall").click()
    expect(hazel.get_by_role("alert")).to_contain_text("Write or draw something first.")
    look(hazel)
    hazel.get_by_label("Your words").fill(FIRST)
    hazel.get_by_role("button", name="Put it on the wall").click()
    expect(hazel.locator("main")).to_contain_text("A guide reads this first")
    look(hazel)


def takes(page: Page, case: int) -> None:
    """Take a case out of the queue."""
    page.goto("/queue/")
    page.locator(f"#flag-{case}").get_by_role("button", name=re.compile("^Take this")).click()
    expect(page.locator("main")).to_contain_text("You are on it")


def lets_it_out(site, ines: Page) -> None:
    """Somebody on duty reads it, and lets others see it."""
    case = site.inside("case_about", FIRST)
    takes(ines, case)
    ines.get_by_text("What was written is covered").click()
    expect(ines.locator("main")).to_contain_text(FIRST)
    look(ines)
    ines.get_by_role("button", name="Let others see it").click()
    expect(ines.locator("main")).to_contain_text("Others can see the message now.")
    close(ines, f"{site.address}/queue/{case}/")


def answers(noor: Page) -> None:
    """Another member meets it on the wall."""
    noor.goto("/wall/")
    card = noor.get_by_role("listitem").filter(has_text=FIRST)
    card.get_by_role("link", name=re.compile("^Answer, keep or more")).click()
    noor.get_by_label("Your answer").fill(ANSWER)
    noor.get_by_role("button", name="Answer", exact=True).click()
    expect(noor.locator("main")).to_contain_text(ANSWER)
    look(noor)


def test_a_quarrel_is_reported_acted_on_and_appealed(site, people):
    site.inside("newcomer", BRIAR.name)
    post = site.inside("on_the_wall", MAYA.handle, POST)
    briar, maya, ines, ade = people(BRIAR), people(MAYA), people(INES), people(ADE)
    is_unkind(briar, post)
    tells(maya, post)
    case = site.inside("case_about", UNKIND)
    hides_it(ines, case)
    maya.goto(post)
    expect(maya.locator("main")).not_to_contain_text(UNKIND)
    decision = appeals(briar)
    assert maya.request.get(decision).status == 404  # theirs alone
    ines.goto("/appeals/")
    expect(ines.locator("main")).not_to_contain_text("Words that do not hurt")
    undoes_it(ade)
    briar.goto(decision)
    expect(briar.locator("main")).to_contain_text(SEEN)
    look(briar)
    maya.goto(post)
    expect(maya.locator("main")).to_contain_text(UNKIND)
    close(ines, f"{site.address}/queue/{case}/")


def is_unkind(briar: Page, post: str) -> None:
    """An answer that hurts."""
    briar.goto(post)
    briar.get_by_label("Your answer").fill(UNKIND)
    briar.get_by_role("button", name="Answer", exact=True).click()
    expect(briar.locator("main")).to_contain_text(UNKIND)


def tells(maya: Page, post: str) -> None:
    """Maya tells our team about the answer."""
    maya.goto(post)
    answer = maya.get_by_role("listitem").filter(has_text=UNKIND)
    answer.get_by_role("link", name=re.compile("^Not for me, or report")).click()
    maya.locator("summary", has_text="Tell us about this").click()
    maya.get_by_role("button", name="Send the report").click()
    expect(maya.get_by_role("alert")).to_be_visible()
    maya.get_by_label("It is unkind").check()
    look(maya)
    maya.get_by_role("button", name="Send the report").click()
    expect(maya.locator("main")).to_contain_text("Thank you. A person will look.")


def hides_it(ines: Page, case: int) -> None:
    """Ines hides it, and names the rule."""
    takes(ines, case)
    ines.get_by_role("link", name="Choose steps").click()
    ines.get_by_label("Hide the message from everybody").check()
    ines.get_by_label("Some words hurt people here").check()
    look(ines)
    ines.get_by_role("button", name="See what happens").click()
    ines.get_by_role("button", name="Take these steps").click()
    expect(ines.locator("main")).to_contain_text("You are on it")


def appeals(briar: Page) -> str:
    """Briar reads what was done and why, and asks for a second look; gives the address."""
    briar.goto("/settings/")
    briar.get_by_role("link", name="What our team did with your words").click()
    briar.locator("main li a").first.click()
    shown = briar.locator("main")
    for part in (
        "Thank you for writing here",
        "Words that do not hurt",
        UNKIND,
        "Say what you felt",
    ):
        expect(shown).to_contain_text(part)
    briar.get_by_role("button", name="Ask for a second look").click()
    expect(briar.get_by_role("alert")).to_be_visible()
    look(briar)
    briar.get_by_label("What would you like us to know?").fill(WHY)
    briar.get_by_role("button", name="Ask for a second look").click()
    expect(shown).to_contain_text("Somebody else looks at it.")
    return briar.url


def undoes_it(ade: Page) -> None:
    """A second person looks at it again: they lead, and say why."""
    ade.goto("/appeals/")
    ade.get_by_role("link", name="Words that do not hurt").last.click()  # the oldest first
    expect(ade.locator("main")).to_contain_text(WHY)
    ade.get_by_role("button", name="Decide").click()
    expect(ade.get_by_role("alert")).to_be_visible()
    ade.get_by_label("Undo it: what was done ends now").check()
    ade.get_by_label("What the person reads").fill(SEEN)
    look(ade)
    ade.get_by_role("button", name="Decide").click()
    expect(ade.locator("main")).to_contain_text("Decided. The person reads what you wrote.")
