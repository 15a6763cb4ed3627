"""What is one row, in which order, and on which page."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from safety.flags import folding
from safety.flags.folding import Slip
from safety.flags.rows import sum_of
from tests.cast import NOON

MINUTES = timedelta(minutes=1)


def slip(
    number: int,
    *,
    level: int = 1,
    due: int = 60,
    age: int = 0,
    strand: str = "",
    holder: int | None = None,
) -> Slip:
    return Slip(
        id=number,
        level=level,
        due_at=NOON + due * MINUTES,
        raised_at=NOON - age * MINUTES,
        strand=strand or f"alone:{number}",
        holder=holder,
    )


SLIPS = st.lists(
    st.builds(
        slip,
        st.integers(1, 10_000),
        level=st.integers(0, 5),
        due=st.integers(-500, 500),
        age=st.integers(0, 500),
        strand=st.sampled_from(["heron", "finch", "otter", ""]),
        holder=st.sampled_from([None, 7]),
    ),
    max_size=120,
    unique_by=lambda each: each.id,
)


def test_what_one_mask_wrote_is_one_row_with_the_most_urgent_on_top() -> None:
    slips = [slip(1, strand="heron"), slip(2, level=3, strand="heron"), slip(3)]

    rows = folding.fold(slips)

    assert [(row.head.id, [each.id for each in row.others]) for row in rows] == [(2, [1]), (3, [])]


def test_a_fold_hides_no_earlier_deadline_and_no_older_wait() -> None:
    slips = [
        slip(1, level=1, due=-30, age=270, strand="heron"),
        slip(2, level=3, due=10, age=5, strand="heron"),
        slip(3, level=3, due=4, age=11, strand="finch"),
    ]

    first, second = folding.fold(slips)

    assert (first.head.id, first.due_at) == (2, NOON - 30 * MINUTES)
    assert first.raised_at == NOON - 270 * MINUTES
    assert second.head.id == 3


def test_what_somebody_holds_does_not_cover_what_nobody_holds() -> None:
    slips = [slip(1, level=4, strand="heron", holder=7), slip(2, level=2, strand="heron")]

    assert [row.head.id for row in folding.fold(slips)] == [1, 2]


def test_the_level_comes_before_the_deadline() -> None:
    slips = [slip(1, level=2, due=-90), slip(2, level=3, due=15), slip(3, level=2, due=-95)]

    assert [row.head.id for row in folding.fold(slips)] == [2, 3, 1]


def test_a_level_five_is_never_on_a_later_page() -> None:
    rows = folding.fold([slip(number, level=5) for number in range(1, 8)] + [slip(9, level=4)])

    first = folding.page(rows, 1, size=3)
    second = folding.page(rows, 2, size=3)

    assert [row.head.level for row in first.folds] == [5] * 7
    assert ([row.head.id for row in second.folds], second.count) == ([9], 2)


def test_a_page_that_is_not_there_is_the_last() -> None:
    rows = folding.fold([slip(number) for number in range(1, 6)])

    assert folding.page(rows, 99, size=2) == folding.page(rows, 3, size=2)
    assert folding.page(rows, 0, size=2) == folding.page(rows, 1, size=2)
    assert folding.page([], 1) == folding.Page([], 1, 1)


@given(SLIPS, st.integers(1, 9))
def test_every_flag_stands_on_exactly_one_page(slips: list[Slip], size: int) -> None:
    rows = folding.fold(slips)
    count = folding.page(rows, 1, size=size).count

    shown = [
        each.id
        for number in range(1, count + 1)
        for row in folding.page(rows, number, size=size).folds
        for each in (row.head, *row.others)
    ]

    assert sorted(shown) == sorted(each.id for each in slips)


@given(SLIPS)
def test_no_row_is_less_urgent_than_what_is_folded_into_it(slips: list[Slip]) -> None:
    for row in folding.fold(slips):
        assert all(row.head.level >= each.level for each in row.others)
        assert all(row.due_at <= each.due_at for each in row.others)


def test_the_oldest_is_the_one_that_waits_longest_not_the_one_on_top() -> None:
    slips = [
        slip(1, level=5, age=1),
        slip(2, level=0, age=200, due=1240),
        slip(3, level=2, age=90, due=-30),
        slip(4, level=3, age=400, due=-385, holder=7),
    ]

    total = sum_of(slips, now=NOON)

    assert (total.count, total.unattended, total.late, total.oldest) == (4, 3, 1, "3 hours")
    assert [(tally.level, tally.count) for tally in total.levels] == [
        (5, 1),
        (3, 1),
        (2, 1),
        (0, 1),
    ]
