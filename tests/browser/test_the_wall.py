"""The wall: a newcomer's first post is answered."""

import re

from playwright.sync_api import Page, expect

from peerhub.accounts.roles import Role
from peerhub.demo.cast import INES, NOOR, Player
from tests.browser.rooms import look

HAZEL = Player("Hazel", "Hazel", Role.MEMBER, "UTC", "a member")
FIRST = "New here. The evenings are the long part of the day."
ANSWER = "They were for me too. I am glad you wrote."


def test_a_newcomers_first_post_is_read_and_answered(site, people):
    site.inside("newcomer", HAZEL.name)
    hazel, ines, noor = people(HAZEL), people(INES), people(NOOR)
    writes(hazel)
    noor.goto("/wall/")
    expect(noor.locator("main")).not_to_contain_text(FIRST)
    lets_it_out(ines)
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


def lets_it_out(ines: Page) -> None:
    """Somebody on duty reads it, and lets others see it."""
    ines.goto("/queue/")
    row = ines.locator(".queue-row", has_text="first post")
    row.get_by_role("button", name=re.compile("^Take this")).first.click()
    expect(ines.locator("main")).to_contain_text("You are on it")
    ines.get_by_text("What was written is covered").click()
    expect(ines.locator("main")).to_contain_text(FIRST)
    ines.get_by_role("button", name="Let others see it").click()
    look(ines)


def answers(noor: Page) -> None:
    """Another member meets it on the wall."""
    noor.goto("/wall/")
    card = noor.get_by_role("listitem").filter(has_text=FIRST)
    card.get_by_role("link", name=re.compile("^Answer, keep or more")).click()
    noor.get_by_label("Your answer").fill(ANSWER)
    noor.get_by_role("button", name="Answer", exact=True).click()
    expect(noor.locator("main")).to_contain_text(ANSWER)
    look(noor)
