"""What the browser keeps of a visit: nothing that somebody else could read afterwards."""

from urllib.parse import urlsplit

from peerhub.demo.cast import NOOR, PASSWORD

SIGN_IN = "/account/login/"
KEPT = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


def test_after_signing_out_nothing_is_stored_and_back_shows_sign_in(site, browser):
    context = browser.new_context(base_url=site.address)
    page = context.new_page()
    page.goto(SIGN_IN)
    page.get_by_label("E-mail address").fill(NOOR.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    for path in ("/people/", "/you/", "/rooms/", "/sessions/"):
        page.goto(path)
    page.locator("details[data-menu] summary").click()

    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**" + SIGN_IN)

    assert page.evaluate(KEPT) == []
    assert "sessionid" not in [cookie["name"] for cookie in context.cookies()]
    page.go_back()
    assert urlsplit(page.url).path == SIGN_IN, "the sessions are not shown any more"
    page.go_back()
    assert "Noor" not in page.content()
    context.close()
