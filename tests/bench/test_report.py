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
    ("value", "printed"),
    [(3.95, 3.95), (3.99999, 3.99999), (4.00001, 4.0), (4.123456, 4.123), (123_456.7, 123_500.0)],
)
def test_what_is_compared_is_not_rounded_and_what_is_printed_tells_the_same(
    value: float, printed: float, capsys: pytest.CaptureFixture[str]
) -> None:
    report("rush", {"ratio": value, "beside": value}, {"ratio": (">=", 4)})

    line = json.loads(capsys.readouterr().out)
    assert line["met"] is (value >= 4)
    assert line["figures"]["ratio"] == printed
    assert line["figures"]["beside"] == float(f"{value:.4g}")


@pytest.mark.parametrize(
    "goal", [{"attempts": (">=", 11)}, {"attempts": ("<=", 9)}, {"missing": ("<=", 9)}]
)
def test_a_goal_that_is_missed_or_not_measured_is_not_met(
    goal: dict[str, tuple[str, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert report("rush", {"attempts": 10}, goal) == 1
    assert json.loads(capsys.readouterr().out)["met"] is False
