"""Runs a fault or a measurement at toy size."""

import json
import os
import subprocess
import sys
from typing import Any


def run(module: str) -> subprocess.CompletedProcess[str]:
    """The whole of it, which ended well."""
    done = subprocess.run(
        [sys.executable, "-m", module, "--toy"],
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
    return done


def line_of(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The figures of what ran, which met its goals."""
    line: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert line["met"] is True
    return line
