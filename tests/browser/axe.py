"""axe, asked only for what is wrong: all that is right would take longer than the looking."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

# Without ``preload``: axe would ask for every stylesheet that ours imports, at addresses beside the
# page where none is, and our server would answer each with a page that says so.
ASKED = {"resultTypes": ["violations"], "preload": False}
RULES = {
    **ASKED,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
}
# What changes with colours and width. The rest is the page's own, however it is looked at.
LOOKS = {
    **ASKED,
    "runOnly": {
        "type": "rule",
        "values": [
            *("color-contrast", "target-size", "link-in-text-block"),
            "scrollable-region-focusable",
        ],
    },
}


def violations(page, rules=RULES):
    """The rules that a page breaks, each with its nodes."""
    page.evaluate("window.__looked = true")  # axe tries forbidden things itself
    try:
        answer = Axe().run(page, options=rules)
    except Error:  # the page went on to the next one meanwhile
        page.wait_for_load_state()
        page.evaluate("window.__looked = true")
        answer = Axe().run(page, options=rules)
    return answer.response["violations"]
