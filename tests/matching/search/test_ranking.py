"""The order of people, without a database: the two people who drink for different reasons."""

from datetime import timedelta
from itertools import permutations

import pytest

from matching.search.ranking import Candidate, Wishes, closest, newest, shared, soonest
from tests.cast import NOON


def codes(*values: str) -> frozenset[str]:
    return frozenset(values)


A = Wishes(roots=codes("R7"), struggles=codes("S35"))
B = Wishes(roots=codes("R41"), struggles=codes("S35"))
P1 = Candidate(
    slug="p1",
    roots=codes("R7"),
    struggles=codes("S35", "S55"),
    next_open_slot_at=NOON + timedelta(days=2),
)
P2 = Candidate(
    slug="p2",
    roots=codes("R41", "R31"),
    struggles=codes("S21", "S35"),
    next_open_slot_at=NOON + timedelta(days=3),
)
P3 = Candidate(slug="p3", struggles=codes("S35"), next_open_slot_at=NOON + timedelta(hours=1))


def order(wishes: Wishes, *people: Candidate) -> list[str]:
    return [one.slug for one in closest(wishes, people, now=NOON)]


def score(wishes: Wishes, one: Candidate) -> int:
    return shared(wishes, one, now=NOON).score


@pytest.mark.parametrize("people", [*permutations([P1, P2, P3])])
def test_whoever_grew_up_with_a_parent_who_drank_meets_one_who_did_too(
    people: tuple[Candidate, ...],
) -> None:
    assert [score(A, one) for one in (P1, P2, P3)] == [65, 25, 25]
    # P2 and P3 tie; P3 is free sooner.
    assert order(A, *people) == ["p1", "p3", "p2"]


@pytest.mark.parametrize("people", [*permutations([P1, P2, P3])])
def test_whoever_drinks_after_a_sudden_death_meets_one_who_did_too(
    people: tuple[Candidate, ...],
) -> None:
    assert [score(B, one) for one in (P1, P2, P3)] == [25, 65, 25]
    assert order(B, *people) == ["p2", "p3", "p1"]


def test_a_general_peer_never_outranks_a_shared_root() -> None:
    wishes = Wishes(
        roots=codes("R7"),
        struggles=codes("S35", "S55", "S7", "S21", "S6"),
        facets=codes("armed-forces:veteran"),
        ways=codes("text"),
        languages=codes("en"),
        soon=True,
    )
    root_alone = Candidate(slug="root-alone", roots=codes("R7"))
    all_but_the_root = Candidate(
        slug="all-but-the-root",
        struggles=wishes.struggles,
        facets=wishes.facets,
        ways=wishes.ways,
        languages=wishes.languages,
        next_open_slot_at=NOON + timedelta(hours=1),
        relevance=1,
    )
    assert score(wishes, all_but_the_root) > score(wishes, root_alone)

    assert order(wishes, all_but_the_root, root_alone) == ["root-alone", "all-but-the-root"]


def test_each_kind_of_likeness_has_its_weight() -> None:
    assert score(Wishes(roots=codes("R7")), P1) == 40
    assert score(Wishes(struggles=codes("S35")), P1) == 25
    veteran = Candidate(slug="v", facets=codes("armed-forces:veteran"))
    assert score(Wishes(facets=codes("armed-forces:veteran")), veteran) == 15
    speaks = Candidate(slug="s", ways=codes("text"), languages=codes("es"))
    assert score(Wishes(ways=codes("text"), languages=codes("es")), speaks) == 10
    assert score(Wishes(ways=codes("video"), languages=codes("es")), speaks) == 0
    assert score(Wishes(soon=True), P3) == 10
    assert score(Wishes(soon=True), P2) == 0
    assert score(Wishes(), P1) == 0


def test_more_in_common_comes_first_among_those_who_share() -> None:
    wishes = Wishes(struggles=codes("S35", "S55"))
    both = Candidate(slug="z-both", struggles=codes("S35", "S55"))

    assert order(wishes, P3, both) == ["z-both", "p3"]


def test_ties_go_by_the_soonest_slot_and_then_by_name() -> None:
    later = Candidate(slug="a-later", next_open_slot_at=NOON + timedelta(days=1))
    sooner = Candidate(slug="b-sooner", next_open_slot_at=NOON + timedelta(hours=1))
    never = [Candidate(slug="d-never"), Candidate(slug="c-never")]

    assert order(Wishes(), *never, later, sooner) == ["b-sooner", "a-later", "c-never", "d-never"]


def test_a_time_that_has_passed_is_no_free_time() -> None:
    past = Candidate(slug="past", next_open_slot_at=NOON - timedelta(minutes=1))
    coming = Candidate(slug="zz", next_open_slot_at=NOON + timedelta(days=9))

    assert [one.slug for one in soonest([past, coming], now=NOON)] == ["zz", "past"]


def test_new_people_come_first_when_asked() -> None:
    old = Candidate(slug="a", published_at=NOON - timedelta(days=9))
    new = Candidate(slug="b", published_at=NOON)
    twin = Candidate(slug="c", published_at=NOON)

    assert [one.slug for one in newest([old, twin, new])] == ["b", "c", "a"]
