"""socket.io and its Redis adapter, from npm, into the project's folder of things not kept."""

import json
import shutil
import subprocess
from pathlib import Path

from tests.bench.report import progress

PACKAGES = {"socket.io": "4.8.4", "@socket.io/redis-adapter": "8.3.0", "redis": "5.9.0"}
HOME = Path(__file__).resolve().parent.parent.parent / "var" / "bench" / "npm"
PATIENCE = 180  # seconds


def modules() -> Path | None:
    """The folder with the packages, installed now if need be; None when that cannot be done."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        progress("socket.io is NOT measured: there is no node or no npm here")
        return None
    if _are_there():
        return HOME
    progress("installing socket.io …")
    HOME.mkdir(parents=True, exist_ok=True)
    command = [
        *("npm", "install", "--prefix", str(HOME), "--no-save", "--no-package-lock"),
        *("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error"),
        *(f"{name}@{version}" for name, version in PACKAGES.items()),
    ]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE, cwd=HOME, check=False
        )
        why = done.stderr.strip()[-300:]
    except subprocess.TimeoutExpired:
        why = f"npm took longer than {PATIENCE} s"
    if _are_there():
        return HOME
    progress(f"socket.io is NOT measured: it could not be installed: {why}")
    return None


def _are_there() -> bool:
    return all(_version(name) == version for name, version in PACKAGES.items())


def _version(name: str) -> str:
    try:
        told = json.loads((HOME / "node_modules" / name / "package.json").read_text())
    except (OSError, ValueError):
        return ""
    return str(told.get("version", ""))
