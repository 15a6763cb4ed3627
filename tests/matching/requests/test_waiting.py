"""The waiting time is honest: whoever still waits counts."""

from datetime import timedelta

from matching.requests.waiting import Wait, in_words, median

HOUR = timedelta(hours=1)


def answered(*hours: int) -> list[Wait]:
    return [Wait(each * HOUR, answered=True) for each in hours]


def waits(*hours: int) -> list[Wait]:
    return [Wait(each * HOUR, answered=False) for each in hours]


def test_half_have_an_answer_by_the_median() -> None:
    assert median(answered(1, 2, 3, 4, 5)) == 3 * HOUR


def test_those_who_still_wait_make_it_longer() -> None:
    assert median([*answered(1, 2, 3, 4, 5), *waits(9, 9, 9)]) == 4 * HOUR


def test_who_asked_a_moment_ago_says_nothing_yet() -> None:
    assert median([*answered(2, 3, 4, 5, 6), *waits(1, 1, 1)]) == 4 * HOUR


def test_less_than_half_or_few_answers_are_not_known() -> None:
    assert median([*answered(1, 2, 3, 4, 5), *waits(9, 9, 9, 9, 9, 9)]) is None
    assert median(answered(1, 2, 3, 4)) is None
    assert in_words(None) == "We do not know yet how long it takes."


def test_in_words_it_is_rounded_up() -> None:
    said = [in_words(time).rpartition("within ")[2] for time in (HOUR / 2, HOUR * 1.1, 37 * HOUR)]
    assert said == ["an hour.", "2 hours.", "2 days."]
