"""Notifications of a browser are turned on by a tap and off by a press; without a script nothing breaks.

The push service is not ours and not here: what it would answer to the browser is played, and so is
the person's yes, which a browser without windows cannot ask for. All else is real: the worker is
registered, the form sent.
"""

import json

from peerhub.demo.cast import NOOR
from tests.browser.axe import violations
from tests.notifications.browser import TestBrowser

PAGE = "/updates/settings/"
PLAY = """
Object.defineProperty(Notification, "permission", { get: () => "default" });
Notification.requestPermission = async () => "granted";
PushManager.prototype.subscribe = async function (options) {
  window.__asked = [options.userVisibleOnly, typeof options.applicationServerKey];
  return { toJSON: () => (%s) };
};
"""
REGISTERED = """async () => {
  const found = await navigator.serviceWorker.getRegistrations();
  return found.map((each) => [new URL(each.scope).pathname, Boolean(each.active)]);
}"""


def test_a_person_turns_it_on_by_a_tap_and_off_again(people):
    # An address of the open internet that no name server is asked for; nothing is sent there.
    form = TestBrowser("https://93.184.216.34/push/1").form
    keys = {"p256dh": form["p256dh"], "auth": form["auth"]}
    page = people(NOOR)
    page.add_init_script(PLAY % json.dumps({"endpoint": form["endpoint"], "keys": keys}))
    plain = people(NOOR, java_script_enabled=False)
    plain.goto(PAGE)
    assert plain.get_by_text("this browser does not run ours").is_visible()
    assert not plain.get_by_role("button", name="Turn it on").is_visible()

    page.goto(PAGE)
    assert page.get_by_text("It is on in none of your browsers.").is_visible()
    page.get_by_role("button", name="Turn it on in this browser").click()
    page.get_by_text("It is on in this browser.").wait_for()
    assert page.evaluate(REGISTERED) == [["/updates/", True]]
    assert page.get_by_text("Chrome on Linux").first.is_visible()
    assert violations(page) == []

    plain.goto(PAGE)  # off needs no script
    plain.get_by_role("button", name="Turn it off").click()
    plain.get_by_text("It is off in that browser.").wait_for()
    page.goto(PAGE)
    assert page.get_by_text("It is on in none of your browsers.").is_visible()
