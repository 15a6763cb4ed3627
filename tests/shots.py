"""``make shots``: every page of the demo world at 360 and 1280 px, light and dark, into shots/."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Literal

import django
from playwright.sync_api import sync_playwright

django.setup()

from tests.browser.crawl import VISITORS, places  # noqa: E402 - needs the apps
from tests.browser.site import ROOT, launch, running_site  # noqa: E402

SHOTS = ROOT / "shots"
LOOKS: tuple[tuple[Literal["light", "dark"], int], ...] = (
    ("light", 360),
    ("dark", 360),
    ("light", 1280),
    ("dark", 1280),
)


def main() -> int:
    """Take them; returns the exit code."""
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir()
    with (
        tempfile.TemporaryDirectory(prefix="peerhub-", ignore_cleanup_errors=True) as folder,
        running_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        for visitor in VISITORS:
            context = site.context(browser, visitor, reduced_motion="reduce")
            page = context.new_page()
            for place in places(page, visitor):
                for scheme, width in LOOKS:
                    page.emulate_media(color_scheme=scheme)
                    page.set_viewport_size({"width": width, "height": 800})
                    page.goto(place.path)
                    name = f"{place.label}-{width}-{scheme}.png"
                    page.screenshot(path=SHOTS / name)
                print(f"{place.label:<44} {place.path}", file=sys.stderr)
            context.close()
        browser.close()
    print(f"{len(list(SHOTS.glob('*.png')))} pictures in shots/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
