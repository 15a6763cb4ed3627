"""The studio: a writer is asked while they type, a reviewer puts lights, the writer reads them."""

from playwright.sync_api import expect

from peerhub.demo.cast import INES, SAM

PHONE = {"width": 360, "height": 740}


def test_sam_is_asked_while_he_types_and_reads_what_a_reader_said(site, browser):
    context = site.context(browser, SAM, viewport=PHONE)
    sam = context.new_page()
    sam.goto("/story/")
    expect(sam.locator("main")).to_contain_text("Amber: a small change")
    sam.get_by_role("link", name="What helped").click()
    expect(sam.locator("main")).to_contain_text("Our rule 1.1, Nobody can be recognised")

    words = sam.get_by_label("What helped?")
    expect(sam.locator("story-checks")).to_contain_text("A name: “Marlene”")
    words.fill("A colleague brought me a sandwich. I promise it gets better.")
    expect(sam.locator("story-checks")).to_contain_text("A promise: “I promise”")
    expect(sam.locator("story-checks")).not_to_contain_text("Marlene")
    words.fill("A colleague brought me a sandwich and sat two steps down.")
    expect(sam.locator("story-checks")).to_contain_text("Nothing that we noticed.")
    sam.get_by_label("Only people I meet").check()
    sam.get_by_role("button", name="Keep", exact=True).click()
    expect(sam.locator("main")).to_contain_text("What others read stays as it is.")
    sam.goto("/story/")
    sam.get_by_role("button", name="Hand it in").click()
    expect(sam.locator("main")).to_contain_text("waits for a reader since")
    context.close()

    context = site.context(browser, INES, viewport=PHONE, java_script_enabled=False)
    ines = context.new_page()
    ines.goto("/stories/")
    ines.get_by_role("button", name="Take it (Sam)").click()
    expect(ines.locator("main")).to_contain_text("You have this one since")
    ines.wait_for_load_state()  # else it may be read in part
    for group in ines.get_by_role("group").all():
        green = group.get_by_label("Good as it is")
        if green.count() == 1:
            green.check()
    ines.get_by_role("button", name="Give these lights").click()
    expect(ines.locator("main")).to_contain_text("Thank you. The writer is told.")
    ines.goto("/people/sam/")
    expect(ines.locator("main")).not_to_contain_text("sat two steps down")
    expect(ines.locator("main")).to_contain_text("The rest of this story is for fewer people.")
    context.close()
