"""Faults run, at toy size: something is killed, and nothing acknowledged is lost."""

import json
import subprocess
import sys
from typing import Any

import pytest

# Last: these start a PeerHub of their own and kill parts of it.
pytestmark = pytest.mark.browser


def line_of(*command: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    line: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert line["met"] is True
    return line


def test_a_killed_worker_loses_no_notice(monkeypatch):
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)

    line = line_of("peerhub.stack.alone", "tests.faults.worker", "--toy")

    assert line["name"] == "worker"
    assert (line["figures"]["lost"], line["figures"]["kills"]) == (0, 1)


def test_killed_servers_lose_no_message():
    line = line_of("tests.faults.servers", "--toy")

    assert line["name"] == "servers"
    assert line["figures"]["faults"] == 3
    assert (line["figures"]["missing"], line["figures"]["doubled"]) == (0, 0)


def test_rooms_lose_nothing_and_the_judge_finds_what_is_broken_on_purpose():
    line = line_of("tests.faults.rooms", "--toy")

    assert line["name"] == "rooms"
    assert (line["figures"]["lost"], line["figures"]["duplicated"]) == (0, 0)
    assert line["figures"]["acknowledged"] >= 8
    assert line["figures"]["controls_caught"] == 2
