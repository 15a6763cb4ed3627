"""Maya and Sam write to each other; Maya's line drops, and nothing is lost or comes twice."""

from playwright.sync_api import expect

from peerhub.demo.cast import MAYA, SAM
from tests.browser.rooms import fresh, look


def lines(page, words):
    """The lines with these words, however they stand there."""
    return page.locator("[data-lines] .msg", has_text=words)


def open_words(page, name):
    """From the list into the conversation with somebody."""
    page.goto("/words/")
    page.locator("main").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=f"You and {name}")).to_be_visible()


def write(page, words):
    """Write and send."""
    page.get_by_label("Write to").fill(words)
    page.get_by_role("button", name="Send", exact=True).click()


def test_the_line_drops_and_comes_back_and_every_word_is_there_once(people):
    maya, sam, plain = people(MAYA), people(SAM), people(SAM, java_script_enabled=False)
    sockets = []

    def through(socket):
        socket.connect_to_server()
        sockets.append(socket)

    maya.route_web_socket("**/ws/words/**", through)
    open_words(maya, "Sam")
    open_words(sam, "Maya")
    kettle, train, beans = (fresh(words) for words in ("The kettle is on", "A train", "Beans"))
    write(sam, kettle)
    expect(lines(maya, kettle)).to_be_visible()
    expect(lines(sam, kettle).locator("[data-seen]")).to_be_visible()

    maya.context.set_offline(True)
    sockets[-1].close(code=1012)
    expect(maya.locator("[data-banner]")).to_have_text("Reconnecting. What you write is kept.")
    write(sam, beans)
    write(maya, train)
    expect(lines(maya, train)).to_contain_text("Not sent yet.")
    maya.context.set_offline(False)

    for page in (maya, sam):
        expect(lines(page, train)).to_have_count(1)
        expect(lines(page, beans)).to_have_count(1)
    expect(lines(maya, train)).not_to_contain_text("Not sent yet.")
    expect(maya.locator("[data-banner]")).to_be_hidden()
    look(maya)

    open_words(plain, "Maya")
    expect(lines(plain, train)).to_have_count(1)
    leaves = fresh("Two leaves")
    write(plain, leaves)
    expect(lines(plain, leaves)).to_have_count(1)
    expect(lines(maya, leaves)).to_have_count(1)
