"""An attacker who sees all pages of all months cannot work out a number of a few, or of one.

Each attack is also run on what is usually done, and finds somebody there: so it is no blunt one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.fairness.hiding import FEWEST
from sessions.organisations import change, door
from sessions.organisations.hiding import STEP, Met, Row, Use, month_of
from tests.sessions.organisations.attack import (
    Cell,
    Fact,
    bounds,
    fewest_between,
    pinned,
    singled_out,
)

COHORTS = (1, 2, 3)
IN, OUT = Met(minutes=30, outside=False), Met(minutes=30, outside=True)
Month = Sequence[Use]

had = st.sampled_from([(), (), (IN,), (OUT,), (IN, OUT), (IN, IN, OUT, OUT)])
group = st.one_of(st.integers(0, 13), st.integers(0, 34)).flatmap(
    lambda size: st.lists(had, min_size=size, max_size=size)
)


@st.composite
def one_month(draw: st.DrawFn) -> Month:
    return [Use(cohort=each, sessions=one) for each in COHORTS for one in draw(group)]


# --- Counts: what is shown, as facts -----------------------------------------------------------


def facts_of(rows: Sequence[Row], month: int) -> Iterator[Fact]:
    """All that the page says of how many, as somebody reads it who knows every rule."""

    def cells(name: str, cohorts: Sequence[int]) -> dict[Cell, int]:
        return {(name, month, each): 1 for each in cohorts}

    small = [each for each in COHORTS if each not in {row.cohort for row in rows}]
    for each in small:
        yield Fact(cells("people", [each]), 0, FEWEST - 1)
    if small and not any(row.cohort is None for row in rows):
        yield Fact(cells("people", small), 0, FEWEST - 1)
    for row in rows:
        of = small if row.cohort is None else [row.cohort]
        active = (0, FEWEST - 1) if row.active is None else (row.active, row.active + STEP - 1)
        yield Fact(cells("people", of), row.places, row.places + STEP - 1)
        yield Fact(cells("active", of), *active)
        if row.sessions is not None:  # each has one at least
            yield Fact(cells("active", of), FEWEST, row.sessions + STEP // 2 - 1)
    for each in COHORTS:  # whoever has a place had a session or not
        there: dict[Cell, int] = {
            ("people", month, each): 1,
            ("active", month, each): -1,
            ("idle", month, each): -1,
        }
        yield Fact(there, 0, 0)
    # Everybody with a place, which nothing says.
    of_all: dict[Cell, int] = {("all", month): 1, **dict.fromkeys(cells("people", COHORTS), -1)}
    yield Fact(of_all, 0, 0)


def between(month: int) -> Iterator[Fact]:
    """By how many each number grew or shrank since the month before: one of both is 0 or more."""
    for name, *rest in [("all",), *(("people", each) for each in COHORTS)]:
        now, before = (name, month, *rest), (name, month - 1, *rest)
        more, less = ("more", *now), ("less", *now)
        yield Fact({now: 1, before: -1, more: -1, less: 1}, 0, 0)


def usual(uses: Month, month: int) -> Iterator[Fact]:
    """Plain suppression: cells of 1 to 10 are left out, and the sum of all stands beside them."""
    counts = Counter(use.cohort for use in uses)
    for each in COHORTS:
        shown = counts[each] == 0 or counts[each] >= FEWEST
        low, high = (counts[each], counts[each]) if shown else (1, FEWEST - 1)
        yield Fact({("people", month, each): 1}, low, high)
    yield Fact({("people", month, each): 1 for each in COHORTS}, len(uses), len(uses))


months = st.lists(one_month(), min_size=1, max_size=3)


@given(months=months)
@settings(max_examples=120, deadline=None)
def test_no_number_of_a_few_people_follows_from_all_pages_together(months: list[Month]) -> None:
    facts = [fact for at, uses in enumerate(months) for fact in facts_of(month_of(uses), at)]
    facts += [fact for at in range(1, len(months)) for fact in between(at)]

    known = bounds(facts)

    assert pinned(known, known) == set()
    for at, uses in enumerate(months):  # and what the attacker knows is true
        for each, people in Counter(use.cohort for use in uses).items():
            low, high = known["people", at, each]
            assert low <= people <= high


def test_plain_suppression_falls_to_the_same_attack() -> None:
    uses = [Use(cohort=each) for each, size in ((1, 20), (2, 15), (3, 4)) for _ in range(size)]

    known = bounds(list(usual(uses, 0)))

    assert pinned(known, known) == {("people", 0, 3)}  # 39 - 20 - 15
    ours = bounds(list(facts_of(month_of(uses), 0)))
    assert ours["people", 0, 3] == (0, 10)
    assert ours["all", 0][1] - ours["all", 0][0] >= 2 * STEP


# --- Counts: another world that looks the same -------------------------------------------------


def numbers_of(uses: Month) -> dict[Cell, int]:
    """Every number of people that somebody could want to know."""
    found: dict[Cell, int] = {("all",): len(uses)}
    for each in COHORTS:
        mine = [use for use in uses if use.cohort == each]
        active = sum(bool(use.sessions) for use in mine)
        outside = sum(any(met.outside for met in use.sessions) for use in mine)
        sizes = {"people": len(mine), "active": active, "idle": len(mine) - active, "out": outside}
        found |= {(name, each): size for name, size in sizes.items()}
        found["in", each] = sum(any(not met.outside for met in use.sessions) for use in mine)
    return found


def neighbours(uses: Month) -> Iterator[Month]:
    """Worlds in which one person joined, left, is in another group, or had other sessions."""
    kinds: list[Sequence[Met]] = [(), (IN,), (OUT,), (IN, OUT)]
    for each in COHORTS:
        for sessions in kinds:
            yield [*uses, Use(cohort=each, sessions=sessions)]
    for at, use in enumerate(uses):
        if use not in uses[:at]:
            yield [*uses[:at], *uses[at + 1 :]]
            for each in COHORTS:
                yield [*uses[:at], replace(use, cohort=each), *uses[at + 1 :]]
            for sessions in kinds:
                yield [*uses[:at], replace(use, sessions=sessions), *uses[at + 1 :]]


@given(uses=one_month())
@settings(max_examples=80, deadline=None)
def test_one_person_more_or_less_can_always_look_the_same(uses: Month) -> None:
    shown, true = month_of(uses), numbers_of(uses)
    few = {cell for cell, size in true.items() if 1 <= size < FEWEST}

    for other in neighbours(uses):
        if few and month_of(other) == shown:
            few -= {cell for cell, size in numbers_of(other).items() if size != true[cell]}

    assert few == set()


# --- One person's value, from sums over people, before and after they come and go ---------------


said = st.integers(-6, 6)


@st.composite
def answered(draw: st.DrawFn) -> list[dict[int, int]]:
    """Month by month who can be counted and how their answers changed; people come, go, answer."""
    people: dict[int, int] = {}
    history, number = [], 0
    for _ in range(draw(st.integers(2, 6))):
        for value in draw(st.lists(said, max_size=14)):
            people, number = {**people, number: value}, number + 1
        gone = draw(st.sets(st.sampled_from(sorted(people)), max_size=2)) if people else set()
        again = draw(st.sets(st.sampled_from(sorted(people)), max_size=2)) if people else set()
        people = {one: value for one, value in people.items() if one not in gone}
        people |= {one: draw(said) for one in again if one in people}
        history.append(dict(people))
    return history


def ours(history: Sequence[dict[int, int]]) -> list[frozenset[int]]:
    """Whom each figure that we show is of."""
    figures: list[frozenset[int]] = []
    for found in history:
        counted = frozenset[int]().union(*figures)
        if told := change.next_figure(found, counted):
            figures.append(frozenset(told[1]))
    return figures


def everybody_so_far(history: Sequence[dict[int, int]]) -> list[frozenset[int]]:
    """Whom each figure is of where every month shows everybody, from eleven people on."""
    return [frozenset(found) for found in history if len(found) >= FEWEST]


@given(history=answered())
@settings(max_examples=120, deadline=None)
def test_nobodys_answers_follow_from_all_figures_before_and_after(
    history: list[dict[int, int]],
) -> None:
    figures = ours(history)

    assert singled_out(figures) == set()
    assert fewest_between(figures) >= FEWEST
    assert sum(len(each) for each in figures) == len(frozenset[int]().union(*figures))


def test_showing_everybody_each_month_falls_to_the_same_attack() -> None:
    values = dict(enumerate([-3, -2, -2, -1, -1, 0, 0, 1, 1, 2, -4, -6, -1]))
    before = {one: value for one, value in values.items() if one < 11}
    joined = before | {11: values[11]}
    left = {one: value for one, value in joined.items() if one != 4}
    history = [before, joined, left]

    assert singled_out(everybody_so_far(history)) == {4, 11}  # who came, and who went
    assert fewest_between(everybody_so_far(history)) == 1
    assert [len(each) for each in ours(history)] == [11]  # nothing new is shown of one or two
    assert singled_out(ours(history)) == set()


nearly_all_alike = st.tuples(said, st.integers(9, 20), st.lists(said, max_size=3)).map(
    lambda given: [given[0]] * given[1] + given[2]
)


@given(values=st.lists(said, max_size=30) | nearly_all_alike)
@settings(max_examples=150, deadline=None)
def test_whoever_is_counted_learns_of_nobody_else(values: list[int]) -> None:
    if change.change(values) is None:
        return

    for own in range(len(values)):
        others = values[:own] + values[own + 1 :]
        assert len(others) >= FEWEST - 1
        assert len(set(others)) > 1  # any two of them could have said what the other said


# --- The door: joining with made-up accounts until no place is left -----------------------------


def fits(people: int, *, late: int, left: int = 0, bought: int = 30) -> int:
    """With how many accounts of their own somebody can join."""
    made = 0
    while door.has_room(bought=bought, joined=people + left + made, left=left, late=late):
        made += 1
    return made


def test_trying_until_no_place_is_left_tells_no_number() -> None:
    for people in range(1, 25):
        for late in range(FEWEST):
            seen = fits(people, late=late)
            same = {
                other
                for other in range(41)
                for theirs in range(FEWEST)
                if fits(other, late=theirs) == seen
            }
            # Eleven numbers, but where the fewest would be less than nobody.
            assert len(same) >= min(FEWEST, people + 1)


def test_a_door_that_closes_at_the_last_place_tells_how_many_there_are() -> None:
    assert {other for other in range(31) if fits(other, late=0) == fits(7, late=0)} == {7}


def test_nobody_sees_at_a_closed_door_that_up_to_ten_left() -> None:
    for gone in range(FEWEST):
        assert not door.has_room(bought=30, joined=37, left=gone, late=7)
    assert door.has_room(bought=30, joined=37, left=FEWEST, late=7)
