"""``python -m tests.browser.world FOLDER``: the demo world's data, for browser tests to copy."""

import sys
from pathlib import Path

import django

django.setup()

from tests.browser.site import running_site  # noqa: E402


def main(folder: Path) -> None:
    """Start PeerHub in a new folder, wait until it is ready and all is read, stop it.

    What is left to read, each copy would read again, beside its tests.
    """
    folder.mkdir()
    with running_site(folder) as site:
        site.inside("read_twice")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
