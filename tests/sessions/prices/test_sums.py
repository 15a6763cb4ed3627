"""What a price comes to for other lengths, by a share, and for the specialist."""

from datetime import date

import pytest

from sessions.prices.scale import Range, Region, guideline, ranges, share_for
from sessions.prices.sums import Pay, for_minutes, in_dollars, pay_for, terms, to_pay

ON = date(2026, 11, 23)
LATE_2025 = date(2025, 12, 31)


@pytest.mark.parametrize(
    ("people", "region", "on", "dollars"),
    [
        (1, Region.STATES, LATE_2025, 15_650),
        (4, Region.STATES, LATE_2025, 32_150),
        (1, Region.ALASKA, LATE_2025, 19_550),
        (3, Region.ALASKA, LATE_2025, 33_310),
        (1, Region.HAWAII, LATE_2025, 17_990),
        (2, Region.HAWAII, LATE_2025, 24_320),
        (1, Region.STATES, date(2026, 1, 14), 15_650),
        (1, Region.STATES, date(2026, 1, 15), 15_960),
        (4, Region.STATES, ON, 33_000),
        (1, Region.STATES, date(2020, 1, 1), 15_650),
    ],
)
def test_the_guideline_is_that_of_the_year_and_the_place(
    people: int, region: Region, on: date, dollars: int
) -> None:
    assert guideline(people, region, on) == dollars


@pytest.mark.parametrize(
    ("income", "share"),
    [
        (0, 0),
        (21_597, 0),  # 138 percent of 15,650
        (21_598, 25),
        (31_300, 25),  # 200
        (31_301, 50),
        (46_950, 50),  # 300
        (46_951, 75),
        (62_600, 75),  # 400
        (62_601, 100),
        (1_000_000, 100),
    ],
)
def test_at_each_boundary_the_lower_share_is_usual(income: int, share: int) -> None:
    assert share_for(income, 1, Region.STATES, LATE_2025) == share


def test_ranges_leave_no_gap_and_none_twice() -> None:
    for people in (1, 2, 7):
        for region in Region:
            found = ranges(people, region, ON)
            assert [each.share for each in found] == [0, 25, 50, 75, 100]
            assert [each.more_than for each in found] == [None, *(e.up_to for e in found[:-1])]
            assert found[-1].up_to is None
            for each in found[:-1]:
                assert each.up_to is not None
                assert share_for(each.up_to, people, region, ON) == each.share
                assert share_for(each.up_to + 1, people, region, ON) > each.share
    assert ranges(1, Region.STATES, ON)[0] == Range(None, 22_024, 0)


@pytest.mark.parametrize(
    ("cents", "minutes", "price"),
    [(3000, 30, 3000), (3000, 60, 6000), (3000, 15, 1500), (100, 15, 50), (6500, 15, 3250)],
)
def test_a_price_goes_with_the_minutes(cents: int, minutes: int, price: int) -> None:
    assert for_minutes(cents, minutes) == price


@pytest.mark.parametrize(
    ("price", "share", "due"),
    [
        (3000, 100, 3000),
        (3000, 75, 2250),
        (3000, 50, 1500),
        (3000, 25, 750),
        (3000, 0, 0),
        (200, 25, 50),
        (100, 25, 0),  # less than a card can be charged
        (50, 75, 0),
    ],
)
def test_a_share_of_a_price_is_what_a_member_pays(price: int, share: int, due: int) -> None:
    assert to_pay(price, share) == due


@pytest.mark.parametrize(
    ("paid", "minutes", "pay"),
    [
        (0, 30, Pay(1900, 0)),  # free: the floor
        (0, 60, Pay(3800, 0)),
        (0, 15, Pay(950, 0)),
        (1500, 30, Pay(1900, 0)),  # less than the floor
        (2235, 30, Pay(1900, 0)),  # what PeerHub keeps never goes below it
        (2236, 30, Pay(1900, 1)),
        (3000, 30, Pay(1900, 650)),  # 15 percent are 4.50
        (6500, 30, Pay(1900, 4000)),  # the cap of 6.00
        (13000, 60, Pay(3800, 8000)),  # and twice that for an hour
    ],
)
def test_pay_is_what_was_paid_without_our_share_and_never_below_the_floor(
    paid: int, minutes: int, pay: Pay
) -> None:
    assert pay_for(paid, minutes, terms(ON)) == pay


@pytest.mark.parametrize(
    ("cents", "words"),
    [(3000, "$30"), (750, "$7.50"), (5, "$0.05"), (123_456_00, "$123,456"), (-1900, "−$19")],
)
def test_sums_read_like_sums(cents: int, words: str) -> None:
    assert in_dollars(cents) == words
