"""The measurement of the page near one runs, at toy size."""

import json
import os
import subprocess
import sys


def test_the_page_near_one_is_measured_and_ends_in_its_json_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.feed", "--toy"],
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    line = json.loads(done.stdout.splitlines()[-1])
    figures = line["figures"]
    assert (line["name"], line["met"], figures["posts"]) == ("feed", True, 400)
    assert figures["queries_1"] == figures["queries_50"]
    assert min(figures["p99_ms"], figures["naive_p99_ms"]) > 0
