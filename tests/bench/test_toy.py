"""Measurements run, at toy size."""

from tests.toy import line_of, run


def test_the_booking_rush_runs_and_ends_in_its_json_line() -> None:
    done = run("tests.bench.booking")

    line = line_of(done)
    assert line["name"] == "booking"
    assert line["figures"]["attempts"] == 200
    assert (line["figures"]["double_bookings"], line["figures"]["errors"]) == (0, 0)
    assert line["figures"]["naive_overlaps"] > 0
    assert "attempts" in done.stderr


def test_finding_people_is_measured_and_ends_in_its_json_line() -> None:
    line = line_of(run("tests.bench.matching"))

    figures = line["figures"]
    assert (line["name"], figures["match_stories"]) == ("matching", 300)
    assert figures["queries_1"] == figures["queries_20"]
    assert min(figures["match_p99_ms"], figures["browse_rps"]) > 0
