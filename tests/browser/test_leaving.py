"""The way out: one press, or Shift three times, and nothing private is left to see.

The neutral page is on another host, so it is answered here: nothing leaves the machine.
"""

import time
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from peerhub.demo.cast import MAYA, PASSWORD

PHONE = {"width": 360, "height": 740}
OUTSIDE = "<!doctype html><title>Weather</title><h1>Sunny</h1>"
SIGN_IN = "/account/login/"
# Signing out is the first thing that takes time: by then the page has to be blank.
TELL_WHAT_IS_LEFT = """
const send = navigator.sendBeacon.bind(navigator);
navigator.sendBeacon = (url) => {
  console.log(`pieces of page left: ${document.documentElement.childNodes.length}`);
  return send(url);
};
"""


class Leaver:
    """A visitor on a page of their own, before a border where the neutral page begins."""

    def __init__(self, site, browser, **look):
        self.site, self.browser = site, browser
        self.context = browser.new_context(base_url=site.address, **look)
        self.arrivals = []
        self.context.route(lambda url: not url.startswith(site.address), self._border)
        self.page = self.context.new_page()

    def _border(self, route):
        self.arrivals.append(route)
        route.fulfill(body=OUTSIDE, content_type="text/html")

    def signs_in(self):
        """As Maya, apart from the sign-in that other tests share: this one will die."""
        self.context.request.get(SIGN_IN)
        token = next(each for each in self.context.cookies() if each["name"] == "csrftoken")
        words = {"login": MAYA.email, "password": PASSWORD, "csrfmiddlewaretoken": token["value"]}
        self.context.request.post(SIGN_IN, form=words)
        self.kept = self.context.storage_state()
        return self

    def has_arrived(self):
        self.page.wait_for_url(settings.LEAVE_URL)
        return self.page.title() == "Weather"

    def is_still_here(self):
        self.page.wait_for_timeout(150)
        return self.page.url.startswith(self.site.address) and self.arrivals == []

    def kept_copy_opens(self, path):
        """Whether cookies that were copied before still open ``path``; leaving may take 3 s."""
        copied = self.browser.new_context(base_url=self.site.address, storage_state=self.kept)
        until = time.monotonic() + 3
        while True:
            answer = copied.request.get(path)
            is_open = urlsplit(answer.url).path == path
            if not is_open or time.monotonic() > until:
                copied.close()
                assert is_open or urlsplit(answer.url).path == SIGN_IN
                return is_open
            time.sleep(0.1)


def path_of(page):
    return urlsplit(page.url).path


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def click_leave(page):
    page.get_by_role("link", name="Leave this site", exact=True).click()


@pytest.fixture
def leaver(site, browser):
    made = []

    def new(**look):
        made.append(Leaver(site, browser, **look))
        return made[-1]

    yield new
    for each in made:
        each.context.close()


def test_one_press_blanks_the_page_first_and_back_shows_nothing_private(leaver):
    maya = leaver().signs_in()
    maya.page.add_init_script(TELL_WHAT_IS_LEFT)
    maya.page.goto("/settings/")
    maya.page.goto("/sessions/")
    assert "Your sessions" in maya.page.content()
    heard = []
    maya.page.on("console", lambda message: heard.append(message.text))

    click_leave(maya.page)

    assert maya.has_arrived()
    assert heard[0] == "pieces of page left: 0"  # Chromium tells of the clearing later
    assert "referer" not in maya.arrivals[0].request.headers
    assert not maya.kept_copy_opens("/settings/")
    assert "sessionid" not in [cookie["name"] for cookie in maya.context.cookies()]
    maya.page.go_back()
    assert path_of(maya.page) == SIGN_IN, "settings, which was before the sessions"
    assert len(maya.arrivals) == 1, "the neutral page is asked for once"


def test_shift_three_times_leaves(leaver):
    maya = leaver().signs_in()
    maya.page.goto("/you/")

    press(maya.page, "Shift", "Shift")
    assert maya.is_still_here()
    assert "1 more time" in maya.page.locator("body").inner_text()
    press(maya.page, "Shift")

    assert maya.has_arrived()
    assert not maya.kept_copy_opens("/you/")


def test_the_left_and_the_right_shift_both_count(leaver):
    visitor = leaver()
    visitor.page.goto("/people/")
    keys = visitor.page.keyboard

    keys.down("ShiftLeft")  # both at once
    keys.down("ShiftRight")
    keys.up("ShiftRight")
    keys.up("ShiftLeft")
    assert visitor.is_still_here()
    press(visitor.page, "ShiftRight")

    assert visitor.has_arrived()


def test_writing_capitals_stays_here(leaver):
    visitor = leaver()
    visitor.page.goto("/people/")
    field = visitor.page.get_by_label("Search their stories")
    field.focus()
    keys = visitor.page.keyboard

    for letter in "ABCD":  # each with a press of Shift of its own
        keys.press(f"Shift+{letter}")
    press(visitor.page, "Shift", "Shift", "e")  # and interrupted by a letter
    press(visitor.page, "Shift", "Shift", "Shift+Tab")

    assert visitor.is_still_here()
    assert field.input_value() == "ABCDe"


def test_slow_presses_stay_here(leaver):
    visitor = leaver()
    visitor.page.clock.install()
    visitor.page.goto("/people/")

    for _ in range(4):
        press(visitor.page, "Shift")
        visitor.page.clock.fast_forward(5_500)
    assert visitor.is_still_here()

    press(visitor.page, "Shift", "Shift", "Shift")
    assert visitor.has_arrived()


def test_without_javascript_the_link_signs_out_and_sends_on(leaver):
    maya = leaver(java_script_enabled=False).signs_in()
    maya.page.goto("/sessions/")
    answers = []

    def answer(route):
        # A redirect cannot be stopped at the border, so it is stopped where it begins.
        answers.append(route.fetch(max_redirects=0))
        route.fulfill(response=answers[0], status=200, body=OUTSIDE, content_type="text/html")

    maya.page.route("**/leave/", answer)

    click_leave(maya.page)

    maya.page.wait_for_url("**/leave/")
    assert [(each.status, each.headers["location"]) for each in answers] == [
        (303, settings.LEAVE_URL)
    ]
    assert not maya.kept_copy_opens("/sessions/")
    maya.page.go_back()
    assert path_of(maya.page) == SIGN_IN


def test_the_way_out_is_in_view_at_the_top_and_at_the_end_of_every_page(site, browser):
    context = site.context(browser, MAYA, viewport=PHONE)
    page = context.new_page()
    hidden = []
    for path in ("/", "/people/", peer(page), room(page, site), "/sessions/", "/you/", "/updates/",
                 "/settings/"):  # fmt: skip
        page.goto(path)
        for place, down in (("top", False), ("end", True)):
            page.evaluate("down => scrollTo(0, down ? document.body.scrollHeight : 0)", down)
            page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
            if not page.evaluate(IS_IN_VIEW):
                hidden.append(f"{path} at its {place}")
    context.close()

    assert hidden == []


IS_IN_VIEW = """() => {
  const link = document.querySelector("a.btn[data-leave]");
  const box = link.getBoundingClientRect();
  const inside = box.width >= 44 && box.height >= 44
    && box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
  const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return inside && link.contains(there);
}"""


def peer(page):
    page.goto("/people/")
    return page.locator(".peer-card h2 a").first.get_attribute("href")


def room(page, site):
    page.goto(site.room())
    page.get_by_role("button", name="Go in").click()
    page.locator("[data-composer]").wait_for()
    return path_of(page)
