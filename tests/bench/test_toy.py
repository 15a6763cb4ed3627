"""Measurements run, at toy size."""

import json
import os
import subprocess
import sys


def test_the_booking_rush_runs_and_ends_in_its_json_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.booking", "--toy"],
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    line = json.loads(done.stdout.splitlines()[-1])
    assert line["name"] == "booking"
    assert line["met"] is True
    assert line["figures"]["attempts"] == 200
    assert (line["figures"]["double_bookings"], line["figures"]["errors"]) == (0, 0)
    assert line["figures"]["naive_overlaps"] > 0
    assert "attempts" in done.stderr


def test_finding_people_is_measured_and_ends_in_its_json_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.matching", "--toy"],
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    line = json.loads(done.stdout.splitlines()[-1])
    figures = line["figures"]
    assert (line["name"], line["met"], figures["match_stories"]) == ("matching", True, 300)
    assert figures["queries_1"] == figures["queries_20"]
    assert min(figures["match_p99_ms"], figures["browse_rps"]) > 0
