"""The questions of an application, one a page: why each is asked, and who reads the answer. Pure."""

from dataclasses import dataclass

READERS = "The supervisors who look after peer specialists. Each look stands in “Who looked”."


@dataclass(frozen=True, kw_only=True)
class Question:
    """One page; ``key`` stands in its address."""

    key: str
    title: str
    why: str
    seen_by: str = READERS


QUESTIONS = (
    Question(
        key="why",
        title="Why would you like to do this?",
        why="There is no right answer. It tells us what to talk about with you, and it helps you "
        "to remember on a hard day.",
    ),
    Question(
        key="lived",
        title="What do you know from the inside?",
        why="Broad topics are enough. You need not tell what happened, here or in the talk. We ask "
        "so that we know for whom you could be there.",
    ),
    Question(
        key="now",
        title="Where are you with it now?",
        why="Nobody has to be done with it. We ask so that this work does not come too early for you.",
    ),
    Question(
        key="time",
        title="How much time do you have?",
        why="The training takes some weeks, at your own pace. Two hours a week are enough.",
    ),
)
KEYS = tuple(question.key for question in QUESTIONS)


def find(key: str) -> Question | None:
    """The question called ``key``."""
    return next((each for each in QUESTIONS if each.key == key), None)


def after(key: str) -> str | None:
    """The key of the next question; None after the last."""
    place = KEYS.index(key) + 1
    return KEYS[place] if place < len(KEYS) else None


def before(key: str) -> str | None:
    """The key of the question before; None before the first."""
    place = KEYS.index(key)
    return KEYS[place - 1] if place else None
