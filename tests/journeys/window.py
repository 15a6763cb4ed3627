"""A real browser in a room, in a thread of its own.

The browser tests keep a Playwright open until the end of the run, and a second one in the same
thread is not allowed.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self, TypeVar

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.site import launch

T = TypeVar("T")
PATIENCE = 20_000  # milliseconds


class Window:
    """One page of a signed-in person; ends with its ``with`` block."""

    def __init__(self, address: str, key: str) -> None:
        self.address, self.key = address, key
        self._thread = ThreadPoolExecutor(1)

    def __enter__(self) -> Self:
        self._do(self._open)
        return self

    def __exit__(self, *error: object) -> None:
        self._do(self._close)
        self._thread.shutdown()

    def enter(self, room: str) -> None:
        """Open the room, and wait until it is live."""
        self._do(lambda: self.page.goto(f"/r/{room}/"))
        self._do(lambda: expect(self.page.locator("[data-refresh]")).to_have_count(0))

    def shows(self, line: str, within: float = 20) -> None:
        """Wait for a line of the room."""
        lines = self.page.locator("[data-lines]")
        self._do(lambda: expect(lines).to_contain_text(line, timeout=within * 1000))

    def lines(self) -> list[str]:
        """What the room shows, in order."""
        return self._do(lambda: self.page.locator("[data-lines] p.keep-lines").all_inner_texts())

    def shows_banner(self, words: str) -> None:
        """Wait for the line about the connection."""
        banner = self.page.locator("[data-banner]")
        self._do(lambda: expect(banner).to_have_text(words, timeout=PATIENCE))
        self._do(lambda: expect(banner).to_be_visible())

    def shows_no_banner(self) -> None:
        """Wait until that line is gone."""
        self._do(lambda: expect(self.page.locator("[data-banner]")).to_be_hidden())

    def writes(self, words: str) -> None:
        """Type, without sending."""
        self._do(lambda: self._field().fill(words))

    def written(self) -> str:
        """What stands in the field."""
        return self._do(lambda: self._field().input_value())

    def sends(self) -> None:
        """Press the button."""
        self._do(lambda: self.page.locator("[data-composer] button[type=submit]").click())

    def _field(self) -> Any:
        return self.page.locator("[data-composer] textarea")

    def _do(self, work: Callable[[], T]) -> T:
        return self._thread.submit(work).result()

    def _open(self) -> None:
        self._playwright = sync_playwright().start()
        self._browser = launch(self._playwright)
        context = self._browser.new_context(base_url=self.address)
        context.set_default_timeout(PATIENCE)
        cookie = {"name": "sessionid", "value": self.key, "url": self.address}
        context.add_cookies([cookie])  # type: ignore[list-item]
        self.page: Page = context.new_page()

    def _close(self) -> None:
        self._browser.close()
        self._playwright.stop()
