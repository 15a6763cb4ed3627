"""axe, asked only for what is wrong: all that is right would take longer than the looking."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# What changes with colours and width. The rest is the page's own, however it is looked at.
LOOKS = {
    "runOnly": {
        "type": "rule",
        "values": [
            *("color-contrast", "target-size", "link-in-text-block"),
            *("scrollable-region-focusable", "css-orientation-lock"),
        ],
    },
    "resultTypes": ["violations"],
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
