"""When a case may close, as a table of what is written down and what is still missing."""

from dataclasses import replace

import pytest

from safety.closing import rules
from safety.closing.rules import Facts

DONE = Facts(
    level=5,
    reached=True,
    helped=True,
    plan=True,
    distance=True,
    booked=frozenset({24, 72, 168, 720}),
    signed=True,
    incident=True,
    agreed=True,
    seconded=True,
)
CONTACT = "Nothing is written down about reaching the person."
HELP = "Nothing is written down about help that the person was given."


@pytest.mark.parametrize("level", range(6))
def test_a_case_with_everything_closes_at_every_level(level: int) -> None:
    assert rules.missing(replace(DONE, level=level)) == []
    assert rules.missing_for_no_danger(replace(DONE, level=level)) == []


@pytest.mark.parametrize("level", [0, 1])
def test_the_low_levels_ask_for_nothing(level: int) -> None:
    assert rules.missing(Facts(level=level)) == []


def test_a_level_asks_for_all_that_a_lower_one_asks_for_and_more() -> None:
    asked = [rules.missing(Facts(level=level, open_steps=(1, 8))) for level in range(6)]

    assert asked == [
        [],
        [],
        [CONTACT, HELP, "Not booked yet: the caring contact after 24 hours."],
        [
            CONTACT,
            HELP,
            "Not booked yet: the caring contact after 24 hours, 3 days, 7 days and 30 days.",
            "The assessment is not signed.",
        ],
        [
            CONTACT,
            HELP,
            "Not booked yet: the caring contact after 24 hours, 3 days, 7 days and 30 days.",
            "The assessment is not signed.",
            "These steps of the checklist have no line yet: 1, 8.",
        ],
        [
            CONTACT,
            HELP,
            "Not booked yet: the caring contact after 24 hours, 3 days, 7 days and 30 days.",
            "The assessment is not signed.",
            "These steps of the checklist have no line yet: 1, 8.",
            "The incident record is not written.",
        ],
    ]


@pytest.mark.parametrize(
    ("lacks", "says"),
    [
        ({"reached": False}, [CONTACT]),
        (
            {"reached": False, "tries": 1},
            ["There was one attempt to reach the person. Try once more, and write it down."],
        ),
        ({"reached": False, "tries": 2}, []),
        ({"reached": False, "known_why_not": True}, []),
        ({"helped": False}, [HELP]),
        ({"plan": False}, ["A staying safe plan was not made or offered yet."]),
        (
            {"distance": False},
            ["Nobody talked yet about putting distance to what could hurt."],
        ),
        ({"plan": False, "reached": False, "tries": 2}, []),  # nobody to make it with
        (
            {"booked": frozenset({24, 72, 720})},
            ["Not booked yet: the caring contact after 7 days."],
        ),
        ({"signed": False}, ["The assessment is not signed."]),
        ({"agreed": False}, ["A supervisor, other than you, has not agreed yet."]),
        ({"seconded": False}, []),
    ],
)
def test_what_is_missing_is_said_in_words(lacks: dict[str, object], says: list[str]) -> None:
    assert rules.missing(replace(DONE, **lacks)) == says  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "says"),
    [
        (2, []),
        (3, ["From level 3 on, a second person agrees that nobody was in danger."]),
        (4, ["From level 3 on, a second person agrees that nobody was in danger."]),
        (5, ["The incident record is not written."]),
    ],
)
def test_no_danger_is_never_the_word_of_one_person_alone(level: int, says: list[str]) -> None:
    assert rules.missing_for_no_danger(Facts(level=level)) == says
