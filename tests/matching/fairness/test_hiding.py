"""Numbers about few people are not shown, and cannot be worked out."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.fairness.hiding import (
    FEWEST,
    Cells,
    can_be_shown,
    few_are_hidden,
    of_everybody,
    of_group,
)

CELLS = "abcd"


def hidden_in(cells: Cells[str]) -> set[str]:
    return {cell for cell, count in cells.items() if count is None}


@pytest.mark.parametrize(
    ("counts", "as_shown"),
    [
        ((20, 30, 11, 0), [20, 30, 11, 0]),
        ((20, 30, 10, 40), [20, 30, None, None]),  # alone, the sum of all would tell it
        ((20, 30, 40, 10), [None, 30, 40, None]),  # after the last comes the first
        ((20, 30, 10, 0), [None, 30, None, None]),
        ((40, 1, 10, 0), [40, None, None, 0]),
        ((40, 1, 2, 0), [None, None, None, None]),  # three people would be known to be in the two
        ((11, 0, 0, 0), [11, 0, 0, 0]),
        ((5, 6, 0, 0), [None, None, 0, 0]),
    ],
)
def test_small_cells_are_hidden_and_never_one_alone(
    counts: tuple[int, ...], as_shown: list[int | None]
) -> None:
    cells = of_everybody(dict(zip(CELLS, counts, strict=True)))

    assert list(cells.values()) == as_shown


@pytest.mark.parametrize(
    ("sizes", "of", "hidden"),
    [
        ({"a": 40, "b": 30, "c": 20}, 100, set()),
        ({"a": 40, "b": 30, "c": 3}, 100, {"b", "c"}),  # one alone takes the next smallest along
        ({"a": 40, "b": 30, "c": 3, "d": 9}, 100, {"c", "d"}),
        ({"a": 40, "b": 30, "c": 3, "d": 2}, 100, {"b", "c", "d"}),  # five people in all
        ({"a": 40, "b": 0}, 100, {"b"}),  # nobody is hidden there
        ({"a": 95}, 100, {"a"}),  # all but five
        ({"a": 100}, 100, set()),
        ({"a": 12, "b": 4}, 100, {"a", "b"}),
    ],
)
def test_a_small_group_has_no_row_and_is_never_alone(
    sizes: dict[str, int], of: int, hidden: set[str]
) -> None:
    assert set(few_are_hidden(sizes, of=of)) == hidden


counts = st.lists(st.integers(0, 40), min_size=4, max_size=4)


@given(group=counts, others=counts)
@settings(max_examples=400)
def test_nothing_that_can_be_worked_out_is_about_few(group: list[int], others: list[int]) -> None:
    mine = dict(zip(CELLS, group, strict=True))
    of_all = {cell: mine[cell] + more for cell, more in zip(CELLS, others, strict=True)}
    if sum(group) < FEWEST or not can_be_shown(sum(others)):
        return
    everybody = of_everybody(of_all)

    row = of_group(mine, among=everybody, people=sum(of_all.values()))

    for cells, people in ((everybody, sum(of_all.values())), (row, sum(group))):
        seen = [count for count in cells.values() if count is not None]
        assert all(can_be_shown(count) for count in seen)
        assert can_be_shown(people - sum(seen))
        assert len(hidden_in(cells)) != 1
    pairs = {cell: (everybody[cell], row[cell]) for cell in CELLS}
    left = {
        cell: total - own
        for cell, (total, own) in pairs.items()
        if total is not None and own is not None
    }
    assert all(can_be_shown(count) for count in left.values())
    assert can_be_shown(sum(others) - sum(left.values()))


def splits(people: int, cells: int) -> Iterator[tuple[int, ...]]:
    """Every way to put ``people`` into ``cells``."""
    if cells == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in splits(people - first, cells - 1):
            yield (first, *rest)


@pytest.mark.parametrize(("people", "cells"), [(11, 3), (12, 4), (24, 4), (34, 3), (52, 3)])
def test_whoever_knows_the_rule_cannot_tell_a_hidden_number(people: int, cells: int) -> None:
    could_be = defaultdict(list)
    for split in splits(people, cells):
        as_shown = of_everybody(dict(zip(CELLS[:cells], split, strict=True)))
        could_be[tuple(as_shown.values())].append(split)

    for seen, truths in could_be.items():
        for place in (at for at, count in enumerate(seen) if count is None):
            assert len({truth[place] for truth in truths}) > 1, (seen, truths)


@pytest.mark.parametrize("sizes", [(11, 11), (12, 14), (13, 25), (22, 34), (30, 11)])
def test_nor_with_the_row_of_everybody_beside_it(sizes: tuple[int, int]) -> None:
    could_be: defaultdict[tuple[int | None, ...], list[set[int]]]
    could_be = defaultdict(lambda: [set() for _ in range(6)])
    for mine, others in product(splits(sizes[0], 3), splits(sizes[1], 3)):
        of_all = [one + other for one, other in zip(mine, others, strict=True)]
        everybody = of_everybody(dict(zip("abc", of_all, strict=True)))
        row = of_group(dict(zip("abc", mine, strict=True)), among=everybody, people=sum(sizes))
        values = could_be[(*everybody.values(), *row.values())]
        for known, value in zip(values, (*of_all, *mine), strict=True):
            known.add(value)

    for seen, values in could_be.items():
        told = [known for count, known in zip(seen, values, strict=True) if count is None]
        assert all(len(known) > 1 for known in told), (seen, values)
