"""A fault runs, at toy size: everything breaks while people talk, and no word is lost."""

import pytest

from tests.faults.toy import line_of

# Last: this starts a PeerHub of its own and kills parts of it.
pytestmark = pytest.mark.browser


def test_rooms_lose_nothing_and_the_judge_finds_what_is_broken_on_purpose():
    line = line_of("tests.faults.rooms")

    assert line["name"] == "rooms"
    assert (line["figures"]["lost"], line["figures"]["duplicated"]) == (0, 0)
    assert line["figures"]["acknowledged"] >= 8
    assert line["figures"]["controls_caught"] == 2
