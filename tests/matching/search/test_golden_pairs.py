"""The handbook's two people who drink, and twenty-one more pairs: who comes first, and why.

Each is a member, two specialists who could be taken for each other, the points of both, and what
the member reads about the first.
"""

from datetime import timedelta
from typing import NamedTuple

import pytest

from matching.search.ranking import Candidate, Musts, Weights, Wishes, closest, shared
from matching.search.reasons import in_words
from peerhub.topics.taxonomy import shipped
from tests.cast import NOON

LABELS = {topic.code: topic.label for topic in shipped().topics}
VETERAN, PARENT = "armed-forces:veteran", "family-life:parent"


def codes(*values: str) -> frozenset[str]:
    return frozenset(values)


def wishes(topics: str = "", **more) -> Wishes:
    named = topics.split()
    return Wishes(roots=_of(named, "R"), struggles=_of(named, "S"), **more)


def peer(topics: str = "", *, hours: float | None = None, **more) -> Candidate:
    named = topics.split()
    at = None if hours is None else NOON + timedelta(hours=hours)
    return Candidate(
        slug=more.pop("slug", "right"),
        roots=_of(named, "R"),
        struggles=_of(named, "S"),
        next_open_slot_at=at,
        **more,
    )


def _of(named: list[str], letter: str) -> frozenset[str]:
    return frozenset(code for code in named if code.startswith(letter))


class Pair(NamedTuple):
    member: Wishes
    right: Candidate
    other: Candidate
    points: tuple[int, int]
    why: list[str]


PAIRS = {
    # The handbook's: the same struggle, another root.
    "drinking, a parent drank": Pair(
        wishes("R7 S35"),
        peer("R7 S35 S55", hours=48),
        peer("S35", hours=1),
        (65, 25),
        ["You both named a parent who drank too much, and alcohol."],
    ),
    "drinking, after a sudden death": Pair(
        wishes("R41 S35"),
        peer("R41 R31 S21 S35", hours=72),
        peer("R7 S35 S55", hours=1),
        (65, 25),
        ["You both named sudden or accidental death in the family, and alcohol."],
    ),
    # The same struggle, another root.
    "nightmares, after combat or after a partner": Pair(
        wishes("R84 S1"),
        peer("R84 S1"),
        peer("R45 S1"),
        (65, 25),
        ["You both named combat, and nightmares."],
    ),
    "panic, after a road accident or after an assault": Pair(
        wishes("R60 S6"),
        peer("R60 S6"),
        peer("R47 S6", hours=1),
        (65, 25),
        ["You both named road accident, and panic."],
    ),
    "shame, grown up in a strict home or bullied": Pair(
        wishes("R15 S18"),
        peer("R15 S18"),
        peer("R24 S18"),
        (65, 25),
        [
            "You both named growing up in a high-control or strict religious home, and shame.",
        ],
    ),
    # The same root alone is closer than much else.
    "grief for a child, whatever it is like now": Pair(
        wishes("R33 S21 S22 S7"),
        peer("R33"),
        peer("S21 S22 S7", hours=1),
        (40, 29),
        ["You both named loss of a child."],
    ),
    "a root alone, beside everything but the root": Pair(
        wishes("R7 S35 S55 S7", facets=codes(VETERAN), ways=codes("text"), soon=True),
        peer("R7"),
        peer("S35 S55 S7", hours=1, facets=codes(VETERAN), ways=codes("text")),
        (40, 64),
        ["You both named a parent who drank too much."],
    ),
    "no root told: the struggles decide": Pair(
        wishes("S6 S7"),
        peer("S6 S7"),
        peer("R7 S6"),
        (27, 25),
        ["You both named panic, and trouble sleeping."],
    ),
    # More in common.
    "two roots are closer than one": Pair(
        wishes("R1 R17 S28"),
        peer("R1 R17 S28"),
        peer("R1 S28", hours=1),
        (68, 65),
        [
            "You both named emotional neglect as a child, being treated as the one to blame, "
            "and feeling worthless."
        ],
    ),
    "a root and a struggle are closer than two roots": Pair(
        wishes("R1 R17 S28"),
        peer("R1 S28"),
        peer("R1 R17"),
        (65, 43),
        ["You both named emotional neglect as a child, and feeling worthless."],
    ),
    "two struggles are closer than one": Pair(
        wishes("R38 S19 S21"),
        peer("R38 S19 S21"),
        peer("R38 S21", hours=1),
        (67, 65),
        [
            "You both named death by suicide of someone close, guilt, including survivor guilt, "
            "and grief."
        ],
    ),
    "what a specialist carries beside it takes nothing away": Pair(
        wishes("R61 S13"),
        peer("R61 R56 R92 S13 S17 S21 S34"),
        peer("R61"),
        (65, 40),
        ["You both named work accident, and tension and shaking."],
    ),
    # What else may matter.
    "a veteran for a veteran": Pair(
        wishes("R84 S4", facets=codes(VETERAN)),
        peer("R84 S4", facets=codes(VETERAN, PARENT)),
        peer("R84 S4", hours=1, facets=codes(PARENT)),
        (80, 65),
        ["You both named combat, and feeling on guard.", "Sam also says: Veteran."],
    ),
    "a facet is not worth a struggle": Pair(
        wishes("R84 S4", facets=codes(VETERAN)),
        peer("R84 S4"),
        peer("R84", facets=codes(VETERAN)),
        (65, 55),
        ["You both named combat, and feeling on guard."],
    ),
    "the way one likes to meet": Pair(
        wishes("R34 S21", ways=codes("text"), languages=codes("es")),
        peer("R34 S21", ways=codes("text"), languages=codes("en", "es")),
        peer("R34 S21", hours=1, ways=codes("text"), languages=codes("en")),
        (75, 65),
        [
            "You both named pregnancy or baby loss, and grief.",
            "Sam can meet the way you like.",
        ],
    ),
    "soon, where soon was asked for": Pair(
        wishes("R46 S61", soon=True),
        peer("R46 S61", hours=48),
        peer("R46 S61", hours=49),
        (75, 65),
        [
            "You both named controlling or frightening partner, and leaving or having left a "
            "harmful relationship.",
            "Sam has a free time within two days.",
        ],
    ),
    "a free time that has passed is none": Pair(
        wishes("R46 S61", soon=True),
        peer("R46 S61", hours=47),
        peer("R46 S61", hours=-1),
        (75, 65),
        [
            "You both named controlling or frightening partner, and leaving or having left a "
            "harmful relationship.",
            "Sam has a free time within two days.",
        ],
    ),
    # Ties.
    "among equals, their words": Pair(
        wishes("R94 S18"),
        peer("R94 S18", relevance=0.8),
        peer("R94 S18", hours=1, relevance=0.2),
        (65, 65),
        ["You both named racial harassment or racism, and shame."],
    ),
    "among equals, the next free time": Pair(
        wishes("R94 S18"),
        peer("R94 S18", hours=2),
        peer("R94 S18", hours=3),
        (65, 65),
        ["You both named racial harassment or racism, and shame."],
    ),
    "among equals without a free time, the name": Pair(
        wishes("R94 S18"),
        peer("R94 S18", slug="a"),
        peer("R94 S18"),
        (65, 65),
        ["You both named racial harassment or racism, and shame."],
    ),
    # Weights that the member moved.
    "to meet soon matters most to me": Pair(
        wishes("S6 S7", soon=True, weights=Weights(struggle=25, soon=40)),
        peer("", hours=5),
        peer("S6 S7"),
        (40, 27),
        ["Sam has a free time within two days."],
    ),
    "even then a shared root stays first": Pair(
        wishes("R60 S6", soon=True, weights=Weights(root=0, soon=100)),
        peer("R60"),
        peer("S6", hours=5),
        (0, 125),
        ["You both named road accident."],
    ),
    "a must leaves the closer one out": Pair(
        wishes("R60 S6", musts=Musts(languages=codes("es"))),
        peer("S6", languages=codes("es")),
        peer("R60 S6", languages=codes("en")),
        (25, 65),
        ["You both named panic."],
    ),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_the_right_one_comes_first_and_it_is_said_why(pair: Pair) -> None:
    other = Candidate(**{**vars(pair.other), "slug": "the-other"})
    both = [other, pair.right]

    found = closest(pair.member, both, now=NOON)

    assert found[0].slug == pair.right.slug
    points = tuple(shared(pair.member, one, now=NOON).score for one in (pair.right, other))
    assert points == pair.points
    common = shared(pair.member, pair.right, now=NOON)
    assert in_words(common, labels=LABELS, name="Sam") == pair.why


def test_a_must_is_no_wish() -> None:
    pair = PAIRS["a must leaves the closer one out"]

    assert closest(pair.member, [pair.other, pair.right], now=NOON) == [pair.right]
