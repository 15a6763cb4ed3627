"""axe, asked only for what is wrong: all that is right would take longer than the looking."""

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def violations(page):
    """The rules that a page breaks, each with its nodes."""
    page.evaluate("window.__looked = true")  # axe tries forbidden things itself
    return Axe().run(page, options=RULES).response["violations"]
