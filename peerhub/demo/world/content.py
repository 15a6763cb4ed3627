"""Reads the demo's words from ``peerhub/demo/content``."""

import tomllib
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parent.parent / "content"


def rows(name: str, key: str) -> list[dict[str, Any]]:
    """The rows called ``key`` in ``name``.toml."""
    with (CONTENT / f"{name}.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)[key]
    return found
