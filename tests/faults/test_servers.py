"""A fault runs, at toy size: each server is killed, and no message is lost."""

import pytest

from tests.faults.toy import line_of

# Last: this starts a PeerHub of its own and kills parts of it.
pytestmark = pytest.mark.browser


def test_killed_servers_lose_no_message():
    line = line_of("tests.faults.servers")

    assert line["name"] == "servers"
    assert line["figures"]["faults"] == 3
    assert (line["figures"]["missing"], line["figures"]["doubled"]) == (0, 0)
