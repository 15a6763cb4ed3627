"""The pages of intake in their order: one question each, why it is asked, who sees the answer. Pure.

What can be asked and how: handbook, interface 2.2 (T6, T7, T11, T12).
"""

from dataclasses import dataclass

DONE = "done"  # instead of a step: everything was answered or skipped
NOBODY = "Nobody. Not peers, not moderators."


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page: ``key`` stands in its address and says nothing of the person."""

    key: str
    title: str
    why: str
    seen_by: str = NOBODY


STEPS = (
    Step(
        key="words",
        title="What would you like to talk about?",
        why="So that we can find the topics you mean. Your words are not kept, only the topics "
        "that you tick.",
    ),
    Step(
        key="now",
        title="What is it like now?",
        why="People who know it from the inside come first in your list.",
    ),
    Step(
        key="start",
        title="Where did it start?",
        why="The same trouble with another beginning can need another person. Only if it helps. "
        "You need not tell anybody what happened.",
    ),
    Step(
        key="ways",
        title="How would you like to meet?",
        why="So that you first see people who can meet that way. There is never a camera on unless "
        "you switch it on.",
    ),
    Step(
        key="languages",
        title="Which languages feel right?",
        why="So that you first see people who speak them.",
    ),
    Step(
        key="sharing",
        title="Would it help if they share something with you?",
        why="Some people want someone of a certain gender, of their age, their faith, or with their "
        "kind of life. We can only see what a peer chose to show.",
    ),
    Step(
        key="musts",
        title="Is one of these a must?",
        why="A wish puts people higher in your list. A must leaves everybody else out, so the list "
        "can become short.",
    ),
    Step(
        key="soon",
        title="Would it help if it can be soon?",
        why="So that people with a free time in the next two days come higher in your list.",
    ),
    Step(
        key="counts",
        title="What should count most?",
        why="So that your list follows what matters to you. Whoever shares where it started with you "
        "comes first, whatever you tick.",
    ),
    Step(
        key="not-today",
        title="Is there something you do not want to meet right now?",
        why="Stories and rooms can mention hard things. What you tick here is left out for you, and "
        "comes back by itself after the time you choose.",
    ),
)
KEYS = tuple(step.key for step in STEPS)
FIRST = KEYS[0]


def find(key: str) -> Step | None:
    """The step called ``key``."""
    return next((step for step in STEPS if step.key == key), None)


def number(key: str) -> int:
    """Its place, from 1."""
    return KEYS.index(key) + 1


def after(key: str) -> str:
    """The step that follows; ``DONE`` after the last."""
    place = KEYS.index(key) + 1
    return KEYS[place] if place < len(KEYS) else DONE


def before(key: str) -> str:
    """The step that comes before; "" for the first."""
    place = KEYS.index(key)
    return KEYS[place - 1] if place else ""
