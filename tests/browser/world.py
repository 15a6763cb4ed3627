"""``python -m tests.browser.world FOLDER``: the demo world's data, for browser tests to copy."""

import os
import subprocess
import sys
from pathlib import Path

import django

django.setup()

from tests.browser.site import ROOT, running_site  # noqa: E402


def main(folder: Path) -> None:
    """Start PeerHub in a new folder, wait until it is ready and all is read, stop it.

    What is left to read, each copy would read again, beside its tests.
    """
    folder.mkdir()
    build_files(folder)
    with running_site(folder) as site:
        site.inside("read_twice")


def build_files(folder: Path) -> None:
    """Join and name the static files as in production: one stylesheet, kept by browsers."""
    built = {"VAR_DIR": str(folder), "STATIC_BUILT": "1"}
    settings = {"DJANGO_SETTINGS_MODULE": "peerhub.settings.dev"}
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v", "0"]
    subprocess.run(collect, env={**os.environ, **built, **settings}, cwd=ROOT, check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
