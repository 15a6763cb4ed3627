"""Each instrument against cases worked by hand: edges, what was left out, the branches of rules."""

import pytest

from sessions.measures.instruments import ALL, find
from sessions.measures.instruments.asq import ASQ, Screen, screen
from sessions.measures.instruments.itq import ITQ, Criteria, criteria
from sessions.measures.instruments.life import HRQOL_4
from sessions.measures.instruments.ptsd import PC_PTSD_5, PCL_5
from sessions.measures.instruments.scoring import Move, Score, move, reaches, score
from sessions.measures.instruments.shape import Instrument
from tests.sessions.measures.written import given

# Instrument, answers, total, key of the band ("" none), whether something more is offered.
SUMS: list[tuple[str, str, int | None, str, bool]] = [
    ("phq-2", "00", 0, "", False),
    ("phq-2", "10", 1, "", False),
    ("phq-2", "02", 2, "", False),
    ("phq-2", "11", 2, "", False),
    ("phq-2", "12", 3, "", True),
    ("phq-2", "30", 3, "", True),
    ("phq-2", "22", 4, "", True),
    ("phq-2", "33", 6, "", True),
    ("phq-2", "3s", None, "", False),
    ("phq-2", "r3", None, "", False),
    ("phq-2", "ss", None, "", False),
    # The tenth question of PHQ-9 is asked once something was there, and counts for nothing.
    ("phq-9", "000000000", 0, "minimal", False),
    ("phq-9", "111100000 0", 4, "minimal", False),
    ("phq-9", "111110000 3", 5, "mild", False),
    ("phq-9", "333000000 s", 9, "mild", False),
    ("phq-9", "333100000 1", 10, "moderate", True),
    ("phq-9", "222222200 1", 14, "moderate", True),
    ("phq-9", "333330000 2", 15, "moderately-severe", True),
    ("phq-9", "333333100 2", 19, "moderately-severe", True),
    ("phq-9", "333333200 r", 20, "severe", True),
    ("phq-9", "333333333 3", 27, "severe", True),
    ("phq-9", "00000000s", None, "", False),
    ("phq-9", "33333333r 3", None, "", False),
    ("phq-9", "s00000001 0", None, "", False),
    ("gad-2", "00", 0, "", False),
    ("gad-2", "01", 1, "", False),
    ("gad-2", "20", 2, "", False),
    ("gad-2", "11", 2, "", False),
    ("gad-2", "21", 3, "", True),
    ("gad-2", "03", 3, "", True),
    ("gad-2", "31", 4, "", True),
    ("gad-2", "33", 6, "", True),
    ("gad-2", "s0", None, "", False),
    ("gad-2", "3r", None, "", False),
    ("gad-7", "0000000", 0, "minimal", False),
    ("gad-7", "1111000", 4, "minimal", False),
    ("gad-7", "1111100", 5, "mild", False),
    ("gad-7", "3330000", 9, "mild", False),
    ("gad-7", "3331000", 10, "moderate", True),
    ("gad-7", "2222222", 14, "moderate", True),
    ("gad-7", "3333300", 15, "severe", True),
    ("gad-7", "3333333", 21, "severe", True),
    ("gad-7", "333333s", None, "", False),
    ("gad-7", "r000000", None, "", False),
    ("phq-4", "0000", 0, "none", False),
    ("phq-4", "1001", 2, "none", False),
    ("phq-4", "1110", 3, "mild", False),
    ("phq-4", "1112", 5, "mild", False),
    ("phq-4", "2220", 6, "moderate", False),
    ("phq-4", "2222", 8, "moderate", False),
    ("phq-4", "3330", 9, "severe", False),
    ("phq-4", "3333", 12, "severe", False),
    ("phq-4", "333s", None, "", False),
    ("phq-4", "r222", None, "", False),
    ("ucla-3", "111", 3, "not-lonely", False),
    ("ucla-3", "112", 4, "not-lonely", False),
    ("ucla-3", "221", 5, "not-lonely", False),
    ("ucla-3", "131", 5, "not-lonely", False),
    ("ucla-3", "222", 6, "lonely", False),
    ("ucla-3", "311", 5, "not-lonely", False),
    ("ucla-3", "321", 6, "lonely", False),
    ("ucla-3", "332", 8, "lonely", False),
    ("ucla-3", "333", 9, "lonely", False),
    ("ucla-3", "s33", None, "", False),
    ("ucla-3", "33r", None, "", False),
    # After a no to the first question there is nothing to ask, and the score is 0.
    ("pc-ptsd-5", "0", 0, "", False),
    ("pc-ptsd-5", "s", None, "", False),
    ("pc-ptsd-5", "r", None, "", False),
    ("pc-ptsd-5", "1 00000", 0, "", False),
    ("pc-ptsd-5", "1 10000", 1, "", False),
    ("pc-ptsd-5", "1 10001", 2, "", False),
    ("pc-ptsd-5", "1 01110", 3, "", True),
    ("pc-ptsd-5", "1 11110", 4, "", True),
    ("pc-ptsd-5", "1 11111", 5, "", True),
    ("pc-ptsd-5", "1 1111s", None, "", False),
    ("pc-ptsd-5", "1 r1111", None, "", False),
    # Of PCL-5: 33 or more, or the four clusters at once.
    ("pcl-5", "00000 00 0000000 000000", 0, "", False),
    ("pcl-5", "44444 44 4440000 000000", 40, "", True),
    ("pcl-5", "44444 44 4000000 000000", 32, "", False),
    ("pcl-5", "44444 44 4100000 000000", 33, "", True),
    ("pcl-5", "20000 20 2200000 220000", 12, "", True),
    ("pcl-5", "10000 20 2200000 220000", 11, "", False),
    ("pcl-5", "20000 11 2200000 220000", 12, "", False),
    ("pcl-5", "20000 20 2111111 220000", 16, "", False),
    ("pcl-5", "20000 20 2200000 211111", 15, "", False),
    ("pcl-5", "44444 44 4444444 444444", 80, "", True),
    ("pcl-5", "4444s 44 4444444 444444", None, "", False),
    ("pcl-5", "44444 44 4444444 44444r", None, "", False),
]


@pytest.mark.parametrize(("key", "short", "total", "band", "more"), SUMS)
def test_it_comes_to_what_was_worked_out_by_hand(
    key: str, short: str, total: int | None, band: str, more: bool
) -> None:
    instrument = find(key)
    assert instrument is not None

    found = score(instrument, given(instrument, short))

    assert (found.total, found.band.key if found.band else "") == (total, band)
    assert reaches(instrument, found) == more


def days(*numbers: int | None) -> Score:
    """HRQOL-4: general health, then days of body, of mind and of both."""
    answers = {str(place): number for place, number in enumerate(numbers, 1) if number is not None}
    return score(HRQOL_4, answers)


@pytest.mark.parametrize(
    ("numbers", "total", "heavy"),
    [
        ((1, 0, 0, 0), 0, []),
        ((5, 30, 0, 30), 30, []),
        ((3, 0, 30, 0), 30, ["mind"]),
        ((3, 10, 13, 5), 23, []),
        ((3, 10, 14, 5), 24, ["mind"]),
        ((3, 16, 14, 5), 30, ["mind"]),
        ((3, 20, 20, 5), 30, ["mind"]),  # never more days than the month has
        ((3, 30, 30, 30), 30, ["mind"]),
        ((None, 2, 3, None), 5, []),  # the first and the last do not count
        ((2, None, 3, 4), None, []),
        ((2, 4, None, 4), None, []),
    ],
)
def test_days_are_added_up_to_thirty(
    numbers: tuple[int | None, ...], total: int | None, heavy: list[str]
) -> None:
    found = days(*numbers)

    assert (found.total, [area.key for area in found.heavy]) == (total, heavy)


@pytest.mark.parametrize(
    ("short", "says", "sums"),
    [
        ("000000 000 000000 000", Criteria.NEITHER, (0, 0)),
        ("111111 111 111111 111", Criteria.NEITHER, (6, 6)),
        ("202020 200 000000 000", Criteria.PTSD, (6, 0)),
        ("020202 002 111111 111", Criteria.PTSD, (6, 6)),
        ("202020 111 000000 000", Criteria.NEITHER, (6, 0)),  # nothing of life
        ("112020 444 222222 222", Criteria.NEITHER, (6, 12)),  # nothing comes back
        ("201120 444 222222 222", Criteria.NEITHER, (6, 12)),  # nothing is kept away from
        ("202011 444 222222 222", Criteria.NEITHER, (6, 12)),  # not on guard
        ("222222 222 222222 222", Criteria.COMPLEX, (12, 12)),
        ("202020 020 020202 020", Criteria.COMPLEX, (6, 6)),
        ("444444 444 442244 111", Criteria.PTSD, (24, 20)),  # nothing of life in the second part
        ("444444 444 112244 444", Criteria.PTSD, (24, 14)),
        ("444444 444 441144 444", Criteria.PTSD, (24, 18)),
        ("444444 444 444411 444", Criteria.PTSD, (24, 18)),
        ("000000 000 444444 444", Criteria.NEITHER, (0, 24)),  # the second part alone
        ("444444 444 444444 444", Criteria.COMPLEX, (24, 24)),
        ("44444s 444 444444 444", Criteria.OPEN, (None, None)),
        ("444444 444 444444 44r", Criteria.OPEN, (None, None)),
    ],
)
def test_the_two_parts_of_itq(short: str, says: Criteria, sums: tuple[int | None, ...]) -> None:
    answers = given(ITQ, short)

    found = score(ITQ, answers)

    assert criteria(answers) == says
    assert (found.sums.get("p"), found.sums.get("c")) == sums
    assert (found.total, found.band) == (None, None)


@pytest.mark.parametrize(
    ("short", "says"),
    [
        ("000", Screen.NEGATIVE),
        ("100 0", Screen.NOT_ACUTE),
        ("010 0", Screen.NOT_ACUTE),
        ("001 0", Screen.NOT_ACUTE),
        ("111 0", Screen.NOT_ACUTE),
        ("100 1", Screen.ACUTE),
        ("011 1", Screen.ACUTE),
        ("1rr 1", Screen.ACUTE),
        ("001 r", Screen.NOT_ACUTE),
        ("001 s", Screen.NOT_ACUTE),
        ("r00", Screen.NOT_ACUTE),  # a refusal counts, and the last one is asked after a yes alone
        ("00r", Screen.NOT_ACUTE),
        ("s00", Screen.OPEN),
        ("sss", Screen.OPEN),
        ("s1s 0", Screen.NOT_ACUTE),
    ],
)
def test_asq_asks_for_right_now_after_a_yes_and_only_then(short: str, says: Screen) -> None:
    assert screen(given(ASQ, short)) == says


def test_every_instrument_has_ten_cases_or_more() -> None:
    counted = {each.key: sum(row[0] == each.key for row in SUMS) for each in ALL}

    by_hand = {"hrqol-4", "itq", "asq"}
    assert {key for key, number in counted.items() if number < 10} == by_hand


def test_areas_of_pcl_5_want_one_or_two_of_their_questions() -> None:
    heavy = [area.key for area in score(PCL_5, given(PCL_5, "20000 11 2200000 211111")).heavy]

    assert heavy == ["b", "d"]


def test_clusters_add_up_to_the_whole() -> None:
    found = score(PCL_5, given(PCL_5, "12340 12 3401234 012340"))

    assert dict(found.sums) == {"": 40, "b": 10, "c": 3, "d": 17, "e": 10}


def test_an_installation_can_move_the_cut() -> None:
    found = score(PCL_5, given(PCL_5, "44444 44 3000000 000000"))

    assert [reaches(PCL_5, found, cut=cut) for cut in (31, 32, 38)] == [True, False, False]


@pytest.mark.parametrize(
    ("key", "difference", "kind"),
    [
        ("pcl-5", 0, Move.NONE),
        ("pcl-5", 5, Move.SMALL),  # never called reliable
        ("pcl-5", 9, Move.SMALL),
        ("pcl-5", 10, Move.POSSIBLE),
        ("pcl-5", 14, Move.POSSIBLE),
        ("pcl-5", 15, Move.RELIABLE),
        ("phq-9", 4, Move.SMALL),
        ("phq-9", 5, Move.POSSIBLE),
        ("phq-9", 27, Move.POSSIBLE),
        ("gad-7", 3, Move.SMALL),
        ("gad-7", 4, Move.POSSIBLE),
        *[
            (key, 3, Move.UNKNOWN)
            for key in ("phq-2", "phq-4", "gad-2", "ucla-3", "hrqol-4", "pc-ptsd-5")
        ],
    ],
)
def test_a_change_is_called_no_more_than_is_known_of_it_in_both_directions(
    key: str, difference: int, kind: Move
) -> None:
    instrument = find(key)
    assert instrument is not None

    assert [move(instrument, 30, 30 + difference), move(instrument, 30 + difference, 30)] == [
        kind,
        kind,
    ]


@pytest.mark.parametrize(
    ("instrument", "key", "bad"),
    [(PCL_5, "1", 5), (PCL_5, "1", -1), (PC_PTSD_5, "1", 2), (HRQOL_4, "2", 31), (HRQOL_4, "1", 0)],
)
def test_no_other_number_than_those_offered_is_taken(
    instrument: Instrument, key: str, bad: int
) -> None:
    assert not instrument.item(key).takes(bad)
