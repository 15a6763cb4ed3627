"""The columns say of everybody at once what the rule says of one after the other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given

from matching.search import ranking
from matching.search.columns import FEW, Columns, Shown
from matching.search.query import SearchQuery, Sort
from matching.search.ranking import Candidate
from tests.cast import NOON
from tests.matching.search.test_musts_and_reasons import (
    LANGUAGES,
    ROOTS,
    often,
    people,
    some,
    wishes,
)


def shown(one: Candidate, place: int) -> Shown:
    return Shown(
        profile=place,
        story=place,
        person=place,
        slug=one.slug,
        name=one.slug,
        headline="",
        **{name: sorted(getattr(one, name)) for name in ("roots", "struggles", "facets")},
        **{name: sorted(getattr(one, name)) for name in ("ways", "languages")},
        next_open_slot_at=one.next_open_slot_at,
        free_soon=[one.next_open_slot_at] if one.next_open_slot_at else [],
        published_at=one.published_at,
        takes_new_from=None,
        is_full=False,
        price_cents=None,
    )


def columns_of(given_people: list[Candidate]) -> Columns:
    return Columns(shown(one, place) for place, one in enumerate(given_people))


@often
@given(wishes, people)
def test_the_order_is_the_rules_own(wished, given_people) -> None:
    columns = columns_of(given_people)
    fits = {one.slug: one.relevance for one in given_people}
    relevance = np.array([fits[row.slug] for row in columns.rows], float)
    met = columns.meeting(wished.musts)

    def order(sort: Sort, among) -> list[str]:
        found = columns.ordered(
            among, wishes=wished, sort=sort, relevance=relevance, most=len(columns) or 1, now=NOON
        )
        return [columns.rows[place].slug for place in found]

    def slugs(found: list[Candidate]) -> list[str]:
        return [one.slug for one in found]

    everybody = met | ~met
    assert order(Sort.CLOSEST, met) == slugs(ranking.closest(wished, given_people, now=NOON))
    assert order(Sort.SOONEST, everybody) == slugs(ranking.soonest(given_people, now=NOON))
    assert order(Sort.NEW, everybody) == slugs(ranking.newest(given_people))


@often
@given(people, some(ROOTS, 2), some(LANGUAGES, 2))
def test_choices_leave_whom_they_name_and_counts_count_them(given_people, roots, languages) -> None:
    query = SearchQuery(root=tuple(roots), language=tuple(languages))
    columns = columns_of(given_people)

    left = {columns.rows[at].slug for at in columns.chosen(query, now=NOON).nonzero()[0]}

    fitting = [
        one
        for one in given_people
        if (not roots or one.roots & roots) and (not languages or one.languages & languages)
    ]
    assert left == {one.slug for one in fitting}
    counts = columns.counts("root", columns.chosen(query, now=NOON))
    assert {root: number for root, number in counts.items() if number} == {
        root: number for root in ROOTS if (number := sum(root in one.roots for one in fitting))
    }


def test_any_answer_to_a_question_is_right_and_each_question_counts() -> None:
    said = {
        "a": {"faith:none", "armed-forces:veteran"},
        "b": {"faith:buddhist"},
        "c": {"faith:muslim", "armed-forces:veteran"},
    }
    columns = columns_of(
        [Candidate(slug=slug, facets=frozenset(facets)) for slug, facets in said.items()]
    )

    def left(*facets: str, but: str = "") -> list[str]:
        mask = columns.chosen(SearchQuery(facet=facets), now=NOON, but=but)
        return [columns.rows[place].slug for place in mask.nonzero()[0]]

    assert left("faith:none", "faith:buddhist") == ["a", "b"]
    assert left("faith:none", "faith:buddhist", "armed-forces:veteran") == ["a"]
    assert left("faith:none", "armed-forces:veteran", but="faith") == ["a", "c"]


def test_when_somebody_is_free_is_read_on_the_readers_clock() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("America/New_York"))
    hours = {"a": [1], "b": [4, 7], "c": [6, 20], "d": [12], "e": [35, 36], "f": []}
    rows = [
        shown(Candidate(slug=slug), place)._replace(
            free_soon=[noon.astimezone(UTC) + timedelta(hours=each) for each in after]
        )
        for place, (slug, after) in enumerate(hours.items())
    ]
    columns = Columns(rows)

    def free(*when: str, now: datetime = noon) -> str:
        mask = columns.chosen(SearchQuery(when=when), now=now)
        return "".join(columns.rows[place].slug for place in mask.nonzero()[0])

    assert free("today") == "abc"
    assert free("evening") == "bc"  # not at 4 pm: at 7 pm
    assert free("tomorrow") == "cde"  # from midnight until the next
    assert free("evening", "tomorrow") == "bcde"
    assert free("today", now=noon + timedelta(hours=2)) == "bc"
    assert (
        free("evening", now=noon.astimezone(ZoneInfo("Europe/Paris"))) == "ab"
    )  # 7 pm, 10 pm; not at midnight
    assert columns.clock(noon) != columns.clock(noon + timedelta(hours=2))
    assert columns.clock(noon) == columns.clock(noon + timedelta(minutes=5))


def test_the_best_of_very_many_are_the_first_of_all() -> None:
    like = Candidate(slug="", roots=frozenset({"R7"}), published_at=NOON)
    many = [
        replace(
            like,
            slug=f"p{number:04}",
            struggles=frozenset({"S7"} if number % 3 else set()),
            next_open_slot_at=NOON + timedelta(hours=number * 7 % 101),
        )
        for number in range(2 * FEW)
    ]
    wished = ranking.Wishes(roots=frozenset({"R7"}), struggles=frozenset({"S7"}))
    columns = columns_of(many)

    found = columns.ordered(columns.meeting(wished.musts), wishes=wished, most=20, now=NOON)

    expected = ranking.closest(wished, many, now=NOON)[:20]
    assert [columns.rows[place].slug for place in found] == [one.slug for one in expected]


def test_times_alone_change_without_anybody_else_being_looked_at() -> None:
    columns = columns_of([Candidate(slug="a", roots=frozenset({"R7"})), Candidate(slug="b")])

    later = Columns(
        [columns.rows[0]._replace(next_open_slot_at=NOON), columns.rows[1]], like=columns
    )

    assert later.holding is columns.holding
    assert list(later.slots) == [NOON.timestamp(), float("inf")]
