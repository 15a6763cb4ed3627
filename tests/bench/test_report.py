"""The JSON line at the end of every measurement."""

import json

import pytest

from tests.bench.report import report


def test_the_last_line_is_json_and_says_whether_the_goals_are_met(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert report("rush", {"attempts": 10, "errors": 0}, {"attempts": (">=", 10)}) == 0

    assert json.loads(capsys.readouterr().out) == {
        "name": "rush",
        "figures": {"attempts": 10, "errors": 0},
        "goals": {"attempts": [">=", 10]},
        "met": True,
    }


@pytest.mark.parametrize(
    "goal", [{"attempts": (">=", 11)}, {"attempts": ("<=", 9)}, {"missing": ("<=", 9)}]
)
def test_a_goal_that_is_missed_or_not_measured_is_not_met(
    goal: dict[str, tuple[str, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert report("rush", {"attempts": 10}, goal) == 1
    assert json.loads(capsys.readouterr().out)["met"] is False
