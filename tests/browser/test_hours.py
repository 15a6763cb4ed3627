"""Sam looks first, goes on leave and decides; Noor books an hour. Without JavaScript."""

from datetime import date, timedelta

from playwright.sync_api import expect

from peerhub.demo.cast import NOOR, SAM

PHONE = {"width": 360, "height": 740}


def test_rules_leave_and_an_hour_without_javascript(site, browser):
    sams = site.context(browser, SAM, java_script_enabled=False, viewport=PHONE)
    noors = site.context(browser, NOOR, java_script_enabled=False, viewport=PHONE)
    sam, noor = sams.new_page(), noors.new_page()

    noor.goto("/people/sam/times/")
    noor.get_by_role("link", name="60 minutes").click()
    noor.locator(".slots button").last.click()
    expect(noor.get_by_text("It takes 60 minutes")).to_be_visible()
    noor.get_by_label("By text").check()
    noor.get_by_role("button", name="Book this time").click()
    expect(noor.get_by_text("By text, 60 minutes")).to_be_visible()

    sam.goto("/hours/")
    sam.get_by_role("link", name="How people can book").click()
    sam.get_by_label("60 minutes").first.uncheck()
    sam.get_by_role("button", name="Look first").click()
    expect(sam.get_by_text("Nothing is kept yet")).to_be_visible()
    sam.get_by_role("button", name="Keep this").click()
    expect(sam.get_by_text("Sessions of 15 or 30 minutes")).to_be_visible()

    sam.get_by_role("link", name="Dates and leave").click()
    sam.get_by_label("First day away").fill(str(date.today()))  # noqa: DTZ011 - as a person types
    sam.get_by_label("Last day away").fill(str(date.today() + timedelta(days=40)))  # noqa: DTZ011
    sam.get_by_role("button", name="Take this leave").click()
    expect(sam.get_by_role("button", name="Do this")).to_be_visible()
    sam.wait_for_load_state()  # else it may be read in part
    for theirs in sam.locator("main fieldset").all():
        is_noors = f"with {NOOR.handle}" in theirs.inner_text()
        theirs.get_by_label("Cancel it" if is_noors else "Keep it").check()
    sam.get_by_role("button", name="Do this").click()
    expect(sam.get_by_text("Done. Whoever is cancelled on")).to_be_visible()

    sam.goto("/hours/dates/")  # the next scene finds Sam as he was
    sam.get_by_role("button", name=f"Remove {date.today():%-d %B %Y}").click()  # noqa: DTZ011
    expect(sam.get_by_role("button", name=f"Remove {date.today():%-d %B %Y}")).to_have_count(0)  # noqa: DTZ011

    noor.reload()
    expect(noor.get_by_text("This session is cancelled")).to_be_visible()
    sams.close()
    noors.close()
