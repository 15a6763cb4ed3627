"""One PeerHub and one Chromium for all browser tests of a worker.

``SWAP=1`` changes the sizes over: who was on a phone is at a desk.
"""

import os

import pytest
from playwright.sync_api import sync_playwright

pytest.register_assert_rewrite("tests.browser.rooms")

from tests.browser.rooms import SIZES  # noqa: E402
from tests.browser.site import launch, running_site  # noqa: E402

SWAPPED = int(os.environ.get("SWAP", "0"))
# The first two take longest and are all work; the next wait a lot.
LONGEST = [
    *("tests/browser/test_every_page.py", "tests/browser/test_every_page_at_work.py"),
    *("tests/faults/", "tests/journeys/"),
    *(
        f"tests/browser/test_{name}.py"
        for name in ("a_shift", "becoming", "unmasking", "queue_more")
    ),
]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder, world = tmp_path_factory.mktemp("site"), os.environ.get("TEST_WORLD", "")
    with running_site(folder, world, left_out="beat,outgoing,search") as running:
        yield running


@pytest.fixture(scope="session")
def browser():
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop running
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def hosts_stay(request):
    """Sites run without beat; whoever comes late finds the demo's rooms open all the same."""
    if {"site", "people"} & set(request.fixturenames):
        request.getfixturevalue("site").keep_hosts()


@pytest.fixture
def people(site, browser):
    """Opens pages of people: the first on a phone, the next at a desk, and so on in turn.

    So each scene is played at both sizes at once, and ``look`` sees each page at both. In the
    end nobody broke the content policy.
    """
    opened = []

    def page_of(player, *, anew=False, **look):
        if anew:  # a sign-in that the test will end
            site.signed_in.pop(player.name, None)
        size = list(SIZES.values())[(len(opened) + SWAPPED) % 2]
        context = site.context(browser, player, viewport=size, reduced_motion="reduce", **look)
        if anew:
            site.signed_in.pop(player.name, None)
        page = context.new_page()
        page.errors, page.scripted = [], look.get("java_script_enabled", True)
        page.on("pageerror", lambda error: note(page, str(error)))
        opened.append((context, page))
        return page

    def note(page, error):
        # Chromium's own word when a page is slow to come: the change is shown without a fade.
        if not error.startswith("Transition was"):
            page.errors.append(error)

    yield page_of
    for context, page in opened:
        assert page.errors == []
        context.close()


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.fspath):
            item.add_marker(pytest.mark.browser)
    # The longest begin; else one of the workers would end up alone with one of them.
    items.sort(key=lambda item: [not item.nodeid.startswith(long) for long in LONGEST])
