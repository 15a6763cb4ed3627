"""Every page that anyone can reach: axe clean, no policy violation, a way out, no side scroll."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.architecture import walk
from tests.browser.crawl import VISITORS, places
from tests.browser.site import Watch

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
LOOKS = (("light", 360), ("dark", 1280))
SEEN: set[str] = set()


@pytest.mark.parametrize("visitor", VISITORS, ids=lambda who: who.name if who else "visitor")
def test_every_page_of_a_person(site, browser, visitor):
    context = site.context(
        browser, visitor, viewport={"width": 360, "height": 740}, reduced_motion="reduce"
    )
    page = context.new_page()
    watch = Watch(page, site.address)
    problems = []
    for place in places(page, visitor):
        SEEN.add(place.view)
        for scheme, width in LOOKS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 740})
            problems += [f"{place.path} {scheme} {width}: {each}" for each in _problems(page)]
        watch.check()
    context.close()

    assert problems == []


def _problems(page) -> list[str]:
    found = [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in Axe().run(page, options=RULES).response["violations"]
        for node in rule["nodes"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("scrolls sideways")
    if (
        page.locator("body.staff").count() == 0
        and page.locator("a[href='/leave/']:visible").count() == 0
    ):
        found.append("no way out")
    if page.locator("a[href^='/now/']:visible").count() == 0 and "/now/" not in page.url:
        found.append("no help link")
    if not page.title().strip():
        found.append("no title")
    return found


# Pages that need a state which no link leads to; each has a test of its own.
ELSEWHERE = {
    "alive", "ready",  # no pages
    "accounts:join",  # a redirect
    "ui:leave",
}  # fmt: skip


def test_no_page_was_missed():
    ours = {
        pattern.name if not namespace else f"{namespace}:{pattern.name}"
        for namespace, pattern in walk.named_pages()
    }

    assert ours - SEEN - ELSEWHERE == set()
