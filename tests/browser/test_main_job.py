"""The whole main job, played by four people in one go, on the real thing.

Maya finds Sam by his story and books him. She goes into a room, where Noor reads what she says at
once. When her words sound like danger she sees help, Ines finds a flag within a second, and Noor
sees nothing until Ines has read it. A referral that fell due asks Maya how it went, and what she
answers stands before Ines. All mail is in the sink.
"""

import os
import time
from pathlib import Path

from playwright.sync_api import expect

from peerhub.demo.cast import INES, MAYA, NOOR, SAM
from tests.browser.closing import look_after
from tests.browser.rooms import goes_in
from tests.browser.site import ROOT, Watch

LOOKS = (("phone", 360, 740), ("desktop", 1280, 800))
ROOM = "After the accident"
WORRY = "I cut myself last night and I am scared of it."


class Album:
    """Pictures of the way, at both sizes, into shots/main-job/ when SHOTS is set."""

    def __init__(self) -> None:
        self.folder = ROOT / "shots" / "main-job" if os.environ.get("SHOTS") else None
        self.number = 0

    def picture(self, page, name: str) -> None:
        if self.folder is None:
            return
        self.number += 1
        Path(self.folder).mkdir(parents=True, exist_ok=True)
        before = page.viewport_size
        for look, width, height in LOOKS:
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(
                path=self.folder / f"{self.number:02d}-{name}-{look}.png",
                caret="initial",  # else a style is added, which our policy refuses
            )
        page.set_viewport_size(before)


def test_four_people_go_through_the_whole_main_job(site, browser):
    album = Album()
    pages = {}
    for player in (MAYA, NOOR, SAM, INES):
        pages[player.name] = site.context(browser, player).new_page()
    watches = [Watch(page, site.address) for page in pages.values()]
    maya, noor, sam, ines = (pages[player.name] for player in (MAYA, NOOR, SAM, INES))

    when = book(maya, album)
    see_the_booking(sam, album)
    talk(maya, noor, album)
    raise_a_flag(maya, noor, ines, album)
    answer_the_follow_up(maya, ines, album)
    read_the_mail(maya, album, when)

    for watch in watches:
        watch.check()


def book(maya, album) -> str:
    maya.goto("/people/")
    expect(maya.get_by_role("heading", name="Sam")).to_be_visible()
    album.picture(maya, "people")
    maya.get_by_role("link", name="Read Sam’s story").click()
    expect(maya.locator("main")).to_contain_text("You both named a parent who drank too much")
    album.picture(maya, "why-sam")
    maya.get_by_role("link", name="See times").first.click()
    album.picture(maya, "times")
    maya.locator(".slots button").first.click()
    album.picture(maya, "check")
    maya.get_by_label("By text").check()
    maya.get_by_label("should know first").fill("I would like to type. Mostly about sleep.")
    maya.get_by_role("button", name="Book this time").click()
    expect(maya.get_by_role("heading", name="Session with Sam")).to_be_visible()
    album.picture(maya, "booked")
    return maya.locator(".when time").first.inner_text()


def see_the_booking(sam, album) -> None:
    sam.goto("/sessions/")
    expect(sam.locator("main")).to_contain_text("with Maya")
    album.picture(sam, "sam-sees-it")


def enter(page) -> None:
    page.goto("/rooms/")
    page.get_by_role("link", name=ROOM).click()
    page.wait_for_url("**/r/*/**")
    goes_in(page)


def say(page, words: str) -> None:
    page.locator("[data-composer] textarea").fill(words)
    page.locator("[data-send]").click()


def talk(maya, noor, album) -> None:
    enter(noor)
    enter(maya)
    say(maya, "First time in here. Is anyone awake?")
    expect(noor.locator("[data-lines]")).to_contain_text("Is anyone awake?", timeout=5000)
    say(noor, "Me. Kettle is on.")
    expect(maya.locator("[data-lines]")).to_contain_text("Kettle is on.", timeout=5000)
    assert "Maya" not in noor.locator("main").inner_text()
    album.picture(noor, "room")


def raise_a_flag(maya, noor, ines, album) -> None:
    ines.goto("/queue/")
    before = ines.locator(".queue-row").count()
    said_at = time.monotonic()
    say(maya, WORRY)
    ines.wait_for_function(
        "before => document.querySelectorAll('.queue-row').length > before", arg=before
    )
    took = time.monotonic() - said_at
    assert took < 2, f"the flag took {took:.1f} s with the browser's own time"
    expect(maya.locator("[data-help-place]")).to_contain_text("988")
    album.picture(maya, "help-at-once")
    album.picture(ines, "queue")
    expect(noor.locator("[data-lines]")).not_to_contain_text(WORRY)

    take = ines.get_by_role("button", name=f"Take this Room: {ROOM}").first
    take.click()
    ines.get_by_text("What was written is covered").click()
    expect(ines.locator("main")).to_contain_text(WORRY)
    assert "Maya" not in ines.locator("main").inner_text()
    album.picture(ines, "case")
    ines.get_by_role("button", name="Let others see it").click()
    expect(noor.locator("[data-lines]")).to_contain_text(WORRY, timeout=5000)
    case = ines.url
    look_after(ines, case)
    ines.goto(case)
    ines.locator("summary", has_text="Close it").click()
    ines.get_by_label("I reached the person").check()
    ines.get_by_role("button", name="Close it").click()
    expect(ines.locator("main")).to_contain_text("This is closed.")


def answer_the_follow_up(maya, ines, album) -> None:
    deadline = time.monotonic() + 60  # beat comes round every 30 seconds
    while True:
        maya.goto("/updates/")
        question = maya.locator("main a[href*='/referrals/']").first
        if question.count():
            break
        assert time.monotonic() < deadline, "nobody asked Maya about her referral"
        time.sleep(1)
    album.picture(maya, "updates")
    question.click()
    maya.get_by_label("Yes, I am in touch with them").check()
    album.picture(maya, "how-did-it-go")
    maya.get_by_role("button", name="Send my answer").click()
    ines.goto("/referrals/")
    expect(ines.locator("main")).to_contain_text("Yes, I am in touch with them")
    album.picture(ines, "follow-ups")


def read_the_mail(maya, album, when) -> None:
    deadline = time.monotonic() + 30  # beat comes round every 10 seconds
    while True:
        maya.goto("/demo/mail/")
        words = maya.locator("main").inner_text()
        if "maya@demo.example" in words:
            break
        assert time.monotonic() < deadline, "no mail reached Maya"
        time.sleep(1)
    album.picture(maya, "mail")
    assert when
    for word in ("Sam", "alcohol", "drank", "room", "end my life"):
        assert word not in words, word
