"""The measurement of rooms at toy size: it runs, and nothing it said was lost."""

import json
import subprocess
import sys


def test_the_measurement_of_rooms_runs() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.rooms", "--toy"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    line = json.loads(done.stdout.splitlines()[-1])
    assert line["name"] == "rooms"
    assert line["met"] is True, done.stderr
    assert line["figures"]["lost"] == 0
    assert {"sockets", "deliveries_per_s", "p99_ms"} <= set(line["figures"])
