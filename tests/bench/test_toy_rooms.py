"""The measurement of rooms at toy size: it runs, and nothing it said was lost."""

import json
import subprocess
import sys


def test_the_measurement_of_rooms_runs() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.rooms", "--toy"],
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )

    line = json.loads(done.stdout.splitlines()[-1])
    assert line["name"] == "rooms"
    assert line["met"] is True, done.stderr
    figures = line["figures"]
    assert (figures["lost"], figures["unstored"], figures["refused"]) == (0, 0, 0), done.stderr
    assert {
        "sockets",
        "ours_equal_cpu_8",
        "ours_path_load_cpu_8",
        "vs_tutorial",
        "posts_per_s",
        "p99_ms",
        "idle_kb",
    } <= set(figures)
