"""A fault runs, at toy size: whatever looks after cries for help is killed, and none is missed."""

import pytest

from tests.toy import line_of, run

# Last: this starts a PeerHub of its own and kills parts of it.
pytestmark = pytest.mark.browser


def test_no_cry_is_missed_no_case_had_twice_and_the_judge_finds_spoilt_rows():
    line = line_of(run("tests.faults.flags"))

    assert line["name"] == "flags"
    figures = line["figures"]
    assert (figures["missed"], figures["double_claims"], figures["doubled"]) == (0, 0, 0)
    assert figures["canaries"] >= 40
    assert figures["controls_caught"] == 4
