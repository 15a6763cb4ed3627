"""A moderator's phone without JavaScript: the first case is in sight, and every place is near."""

from playwright.sync_api import expect

from peerhub.demo.cast import INES

PHONE = {"width": 360, "height": 740}


def test_the_first_case_is_in_sight_and_the_rota_two_steps_away(site, browser):
    context = site.context(browser, INES, java_script_enabled=False, viewport=PHONE)
    ines = context.new_page()
    ines.goto("/queue/")
    bar = ines.get_by_role("navigation", name="Your work")

    case, below = ines.locator(".queue-row .queue-head").first.bounding_box(), bar.bounding_box()
    # Who has worked for long is told to rest, above all: other scenes of hers may be the reason.
    title, lines = ines.locator("h1").bounding_box(), ines.locator(".queue-lines").bounding_box()
    told = lines["y"] - title["y"] - title["height"]
    assert case["y"] + case["height"] - told < below["y"]
    for place in bar.get_by_role("link").all():  # none is cut off, none lies over another
        assert place.bounding_box()["width"] >= 56
    expect(bar.get_by_role("link")).to_have_text(["Queue", "Referrals", "Rooms", "Work", "Updates"])

    bar.get_by_role("link", name="Work").focus()
    ines.keyboard.press("Enter")
    expect(ines.get_by_role("heading", level=1)).to_have_text("Work")
    ines.locator("main").get_by_role("link", name="Rota").focus()
    ines.keyboard.press("Enter")
    expect(ines.get_by_role("heading", level=1)).to_have_text("Rota")
    context.close()
