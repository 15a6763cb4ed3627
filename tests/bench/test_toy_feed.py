"""The measurement of the page near one runs, at toy size."""

from tests.toy import line_of, run


def test_the_page_near_one_is_measured_and_ends_in_its_json_line() -> None:
    line = line_of(run("tests.bench.feed"))

    figures = line["figures"]
    assert (line["name"], figures["posts"]) == ("feed", 400)
    assert figures["queries_1"] == figures["queries_50"]
    assert min(figures["p99_ms"], figures["naive_p99_ms"]) > 0
