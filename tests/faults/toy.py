"""Runs a fault at toy size."""

import json
import subprocess
import sys
from typing import Any


def line_of(module: str) -> dict[str, Any]:
    """The figures of a fault, which met its goals."""
    done = subprocess.run(
        [sys.executable, "-m", module, "--toy"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
    line: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert line["met"] is True
    return line
