"""The nine steps when a life may be in danger now. Pure.

In our own words; the ideas are those of imminent-risk policies of crisis lines (domain 3.3).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One line of the checklist: its number, what to do, and what helps to do it."""

    number: int
    name: str
    hint: str


STEPS = (
    Step(
        1,
        "Be with the person",
        "Talk to them, ask plainly, and look for the way together.",
    ),
    Step(
        2,
        "Begin with the gentlest way",
        "What they agree to comes first. What happens against their will comes last.",
    ),
    Step(
        3,
        "If something is happening right now, send help",
        "Saving a life does not wait for a yes.",
    ),
    Step(
        4,
        "If they cannot or will not be safe, call for rescue",
        "Only while the danger is still there. Tell them what you do, unless that adds danger.",
    ),
    Step(
        5,
        "If somebody else told us, decide with them",
        "They know the person. Find the smallest step that makes them safe.",
    ),
    Step(
        6,
        "Have a supervisor with you",
        "One can be reached at every hour. Nobody decides this alone.",
    ),
    Step(
        7,
        "Know where the person is",
        "Ask. Keep only a place that they gave.",
    ),
    Step(
        8,
        "Hear from somebody that help has reached them",
        "If it has not, take the next step.",
    ),
    Step(
        9,
        "Come back to the person, and to each other",
        "Caring contacts are booked, and whoever was part of it was asked how they are.",
    ),
)
NUMBERS = tuple(step.number for step in STEPS)
