"""Everything that matters can be done with the keys alone, and one always sees where one is."""

import pytest
from playwright.sync_api import expect

from peerhub.demo.cast import INES, NOOR

PHONE = {"width": 360, "height": 740}
ROOM = "Nights"
STOPS = 25
MOST = 150  # presses of Tab before something counts as out of reach


@pytest.fixture
def keyboard(site, browser):
    made = []

    def of(player, **look):
        made.append(site.context(browser, player, **look))
        return made[-1].new_page()

    yield of
    for each in made:
        each.close()


def tab_to(page, target):
    """Press Tab until ``target`` has the focus."""
    wanted = target.element_handle()
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if wanted.evaluate("(wanted) => wanted === document.activeElement"):
            return
    raise AssertionError(f"Tab does not come to {wanted}")


def follow(page, role, name, **how):
    """Tab to a link or a button, and press Enter."""
    tab_to(page, page.get_by_role(role, name=name, **how).first)
    page.keyboard.press("Enter")


def test_a_session_can_be_booked_by_keyboard(keyboard):
    noor = keyboard(NOOR)
    noor.goto("/people/?root=R7")
    follow(noor, "link", "Read Sam’s story")
    follow(noor, "link", "See times")
    noor.wait_for_url("**/times/")
    tab_to(noor, noor.locator(".slots button").last)
    noor.keyboard.press("Enter")
    expect(noor.get_by_role("heading", name="Book this time with Sam?")).to_be_visible()

    tab_to(noor, noor.get_by_label("By text"))
    noor.keyboard.press("Space")
    noor.keyboard.press("ArrowDown")
    expect(noor.get_by_label("By text")).not_to_be_checked()
    noor.keyboard.press("ArrowUp")
    expect(noor.get_by_label("By text")).to_be_checked()
    tab_to(noor, noor.get_by_label("should know first"))
    noor.keyboard.type("I use the keys.")
    follow(noor, "button", "Book this time")

    expect(noor.get_by_role("heading", name="Session with Sam")).to_be_visible()
    follow(noor, "link", "Cancel this session")
    expect(noor.get_by_role("heading", name="Cancel")).to_be_visible()
    follow(noor, "button", "Cancel it")
    expect(noor.locator("main")).to_contain_text("This session is cancelled.")


def test_a_message_can_be_posted_by_keyboard(keyboard):
    noor = keyboard(NOOR)
    enter(noor)
    field = noor.locator("[data-composer] textarea")

    tab_to(noor, field)
    noor.keyboard.type("Awake again, with tea.")
    noor.keyboard.press("Enter")
    said = noor.locator("[data-lines] .mine[data-seq]").last
    expect(said).to_contain_text("with tea.")
    expect(field).to_be_focused()
    noor.keyboard.type("And a biscuit.")
    follow(noor, "button", "Send")
    expect(said).to_contain_text("And a biscuit.")


def enter(page):
    """Go into the room, by keyboard too."""
    page.goto("/rooms/")
    follow(page, "link", ROOM, exact=True)
    page.wait_for_url("**/r/*/**")
    ask, inside = page.get_by_role("button", name="Go in"), page.locator("[data-composer]")
    ask.or_(inside).first.wait_for()
    if ask.count():
        follow(page, "button", "Go in")
    inside.wait_for()


def test_a_case_can_be_taken_by_keyboard(keyboard):
    ines = keyboard(INES)
    ines.goto("/queue/")
    expect(ines.get_by_text("This list is live.")).to_be_visible()

    take = ines.locator(".queue-row button", has_text="Take this").last
    tab_to(ines, take)
    ines.keyboard.press("Enter")
    expect(ines.get_by_text("You are on it")).to_be_visible()
    cover = ines.locator("summary", has_text="What was written is covered")
    tab_to(ines, cover)
    ines.keyboard.press("Space")
    expect(ines.locator(".case-words").first).to_be_visible()
    tab_to(ines, ines.locator("summary", has_text="Hand it back"))
    ines.keyboard.press("Enter")
    follow(ines, "button", "Hand it back")
    expect(ines.locator(".notice")).to_contain_text("It is back in the list.")


@pytest.mark.parametrize("place", ["home", "people", "room", "queue"])
def test_the_focus_is_always_seen(keyboard, place):
    page = keyboard(INES if place == "queue" else NOOR, viewport=PHONE, reduced_motion="reduce")
    if place == "room":
        enter(page)
        page.reload()
    else:
        page.goto({"home": "/", "people": "/people/", "queue": "/queue/"}[place])
    problems, seen = [], 0

    for stop in range(1, STOPS + 1):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        if found is None:  # the end: the browser's own bar comes next
            break
        seen += 1
        if found["outline"] < 2:
            problems.append(f"stop {stop}, {found['what']}: no outline")
        if not found["uncovered"]:
            problems.append(f"stop {stop}, {found['what']}: under {found['over']}")

    assert seen >= 8
    assert problems == []


# Where the focus is: how thick its outline, and what a finger would touch at its middle.
FOCUS = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getClientRects()[0] ?? at.getBoundingClientRect();
  const middle = [box.left + box.width / 2, box.top + box.height / 2];
  const over = document.elementFromPoint(...middle);
  const shown = [at, at.closest("label"), at.parentElement].filter(Boolean);
  const label = at.labels?.[0];
  return {
    what: at.outerHTML.slice(0, 80),
    outline: Math.max(...shown.map((each) => getComputedStyle(each))
      .map((style) => style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth))),
    uncovered: at.contains(over) || Boolean(label?.contains(over)),
    over: over?.outerHTML.slice(0, 80) ?? "nothing",
  };
}"""
