"""Sam amends a note and signs it; Maya reads it and adds how she remembers it. Without JavaScript."""

from playwright.sync_api import expect

from peerhub.demo.cast import MAYA, SAM

PHONE = {"width": 360, "height": 740}
NEW = "We wrote the list, and read it aloud."


def test_a_note_is_written_signed_and_read(site, browser):
    sams = site.context(browser, SAM, java_script_enabled=False, viewport=PHONE)
    mayas = site.context(browser, MAYA, java_script_enabled=False, viewport=PHONE)
    sam, maya = sams.new_page(), mayas.new_page()

    sam.goto("/caseload/")
    sam.get_by_role("link", name="Maya", exact=True).click()
    expect(sam.get_by_text("Maya can see that you opened this page.")).to_be_visible()
    sam.get_by_role("link", name="See the note").first.click()
    sam.get_by_role("button", name="Amend it").click()
    sam.get_by_label("What did you do?").fill(NEW)
    sam.get_by_role("button", name="Sign").click()
    expect(sam.get_by_text("Please say why you change it.").first).to_be_visible()
    expect(sam.get_by_label("What did you do?")).to_have_value(NEW)
    sam.get_by_label("Why do you change it?").fill("We read it aloud, too.")
    sam.get_by_role("button", name="Sign").click()
    expect(sam.get_by_text("Signed. It stays as it is")).to_be_visible()

    maya.goto("/sessions/notes/")
    maya.locator("#notes + ul").get_by_role("link").first.click()
    expect(maya.get_by_text(NEW)).to_be_visible()
    maya.get_by_role("textbox", name="How I remember it").fill("You read it. I listened.")
    maya.get_by_role("button", name="Add it").click()
    expect(maya.get_by_text("You read it. I listened.")).to_be_visible()
    sams.close()
    mayas.close()
