"""A fault runs, at toy size: a worker is killed, and no notice is lost."""

import pytest

from tests.faults.toy import line_of

# Last: this starts a PeerHub of its own and kills parts of it.
pytestmark = pytest.mark.browser


def test_a_killed_worker_loses_no_notice(monkeypatch):
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)

    line = line_of("peerhub.stack.alone", "tests.faults.worker")

    assert line["name"] == "worker"
    assert (line["figures"]["lost"], line["figures"]["kills"]) == (0, 1)
