"""One PeerHub and one Chromium for all browser tests."""

import os

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.site import launch, running_site

LONGEST = ("tests/faults/", "tests/browser/test_every_page.py")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def browser():
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop running
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.fspath):
            item.add_marker(pytest.mark.browser)
    # The longest begin; else one of two workers would end up alone with one of them.
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
