"""What holds for every member and every specialist, tried with generated ones.

A few by default, so that it takes seconds; ``EXAMPLES=1000`` tries that many.
"""

import re
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.peers.facets import LABELS as FACETS
from matching.search.ranking import SOON_MEANS, Candidate, Musts, Weights, Wishes, closest, shared
from matching.search.reasons import REASONS_MOST, in_words, within
from peerhub.settings import env
from peerhub.topics.taxonomy import shipped
from tests.cast import NOON

# Few of each kind, so that people share something more often than not.
ROOTS = [topic.code for topic in shipped().roots[:6]]
STRUGGLES = [topic.code for topic in shipped().struggles[:6]]
LABELS = {topic.code: topic.label for topic in shipped().topics}
KEYS = sorted(FACETS)[:4]
WAYS, LANGUAGES = ["text", "audio", "video"], ["en", "es", "pl"]


def some(values: list[str], most: int | None = None):
    return st.frozensets(st.sampled_from(values), max_size=most)


free_times = st.none() | st.integers(-100, 100).map(lambda hours: NOON + timedelta(hours=hours))
weights = st.builds(Weights, **dict.fromkeys(vars(Weights()), st.integers(0, 100)))
musts = st.builds(Musts, ways=some(WAYS), languages=some(LANGUAGES), facets=some(KEYS, 2))
wishes = st.builds(
    Wishes,
    roots=some(ROOTS, 3),
    struggles=some(STRUGGLES, 5),
    facets=some(KEYS),
    ways=some(WAYS),
    languages=some(LANGUAGES),
    soon=st.booleans(),
    musts=st.just(Musts()) | musts,
    weights=st.just(Weights()) | weights,
)
candidates = st.builds(
    Candidate,
    slug=st.text("abcz", min_size=1, max_size=3),
    roots=some(ROOTS),
    struggles=some(STRUGGLES),
    facets=some(KEYS),
    ways=some(WAYS),
    languages=some(LANGUAGES),
    next_open_slot_at=free_times,
    published_at=st.just(NOON),
    relevance=st.floats(0, 5),
)
people = st.lists(candidates, max_size=12, unique_by=lambda one: one.slug)
often = settings(max_examples=env.number("EXAMPLES", default=15), deadline=None, database=None)


@often
@given(wishes, people)
def test_a_must_is_never_broken_and_costs_nobody_who_meets_it(wished, given_people) -> None:
    found = closest(wished, given_people, now=NOON)

    must = wished.musts
    for one in found:
        assert not must.ways or must.ways & one.ways
        assert not must.languages or must.languages & one.languages
        for key in must.facets:  # it, or another answer to the same question that is a must
            answers = {each for each in must.facets if each.split(":")[0] == key.split(":")[0]}
            assert answers & one.facets
    others = [one for one in given_people if one not in found]
    assert all(not must.are_met_by(one) for one in others)


@often
@given(wishes, people)
def test_whoever_shares_a_root_stands_before_everybody_who_shares_none(
    wished, given_people
) -> None:
    share = [bool(wished.roots & one.roots) for one in closest(wished, given_people, now=NOON)]

    assert share == sorted(share, reverse=True)


@often
@given(wishes, people, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_in_which_people_came(
    wished, given_people, chance
) -> None:
    shuffled = list(given_people)
    chance.shuffle(shuffled)

    assert closest(wished, shuffled, now=NOON) == closest(wished, given_people, now=NOON)


@often
@given(wishes, candidates)
def test_each_reason_is_true_of_both_people(wished, one) -> None:
    reasons = in_words(shared(wished, one, now=NOON), labels=LABELS, name="Sam")

    assert len(reasons) <= REASONS_MOST
    both = {within(LABELS[code]) for code in (wished.roots & one.roots)}
    both |= {within(LABELS[code]) for code in (wished.struggles & one.struggles)}
    for reason in reasons:
        if told := re.fullmatch(r"You both named (.+)\.", reason):
            left = told[1]
            for label in sorted(both, key=len, reverse=True):
                left = left.replace(label, "")
            assert set(left) <= set(", and"), left
        elif told := re.fullmatch(r"Sam also says: (.+)\.", reason):
            also = {FACETS[key] for key in wished.facets & one.facets}
            assert told[1] == ", ".join(FACETS[key] for key in sorted(wished.facets & one.facets))
            assert also
        elif reason == "Sam can meet the way you like.":
            assert not wished.ways or wished.ways & one.ways
            assert not wished.languages or wished.languages & one.languages
            assert wished.ways or wished.languages
        else:
            assert reason == "Sam has a free time within two days."
            assert wished.soon
            assert NOON < one.next_open_slot_at <= NOON + SOON_MEANS


@often
@given(wishes, candidates)
def test_two_people_who_share_nothing_are_given_no_reason(wished, one) -> None:
    stranger = replace(
        one,
        roots=one.roots - wished.roots,
        struggles=one.struggles - wished.struggles,
        facets=one.facets - wished.facets,
        ways=frozenset(),
        languages=frozenset(),
        next_open_slot_at=None,
    )
    plain = replace(wished, ways=wished.ways | {"text"})

    common = shared(plain, stranger, now=NOON)

    assert (common.score, in_words(common, labels=LABELS, name="Sam")) == (0, [])


@often
@given(wishes, candidates, st.sampled_from(ROOTS), st.sampled_from(STRUGGLES))
def test_sharing_more_never_costs_a_place(wished, one, root, struggle) -> None:
    closer = replace(
        one, slug=f"{one.slug}-z", roots=one.roots | {root}, struggles=one.struggles | {struggle}
    )
    asked = replace(
        wished, roots=wished.roots | {root}, struggles=wished.struggles | {struggle}, musts=Musts()
    )

    assert shared(asked, closer, now=NOON).score >= shared(asked, one, now=NOON).score
