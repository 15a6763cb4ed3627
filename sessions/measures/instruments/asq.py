"""Ask Suicide-Screening Questions, ASQ (National Institute of Mental Health). Pure.

Handbook, domain 3.2 (P60): questions 1 to 3, and 5 after a yes. Question 4 and "how" are not asked:
nobody writes down a way here. Any yes, or a refusal, is positive; a yes to question 5 is acute.
"""

from enum import StrEnum

from sessions.measures.instruments.common import YES_NO
from sessions.measures.instruments.shape import Answers, Given, Instrument, Item, Left

# Levels of the case, on the ladder.
POSITIVE, RIGHT_NOW = 2, 4
FIRST = ("1", "2", "3")
_COUNTS: dict[Given, int] = {1: POSITIVE, Left.REFUSED: POSITIVE}
_RIGHT_NOW: dict[Given, int] = {1: RIGHT_NOW, Left.REFUSED: POSITIVE}


class Screen(StrEnum):
    """What the answers come to. It orders our team's work; the member reads no word of it."""

    OPEN = ""  # something was skipped, and nothing was a yes
    NEGATIVE = "negative"
    NOT_ACUTE = "not-acute"
    ACUTE = "acute"


def screen(answers: Answers) -> str:
    """Any yes or refusal is positive, and a yes to the last question acute."""
    if answers.get("5") == 1:
        return Screen.ACUTE
    if any(answers.get(key) in {1, Left.REFUSED} for key in FIRST):
        return Screen.NOT_ACUTE
    return Screen.NEGATIVE if all(answers.get(key) == 0 for key in FIRST) else Screen.OPEN


ASQ = Instrument(
    key="asq",
    name="ASQ",
    title="Safety: three or four questions",
    about="A way to tell our team that you think of dying, without having to find the words.",
    minutes=1,
    items=(
        Item("1", "In the past few weeks, have you wished you were dead?", YES_NO, danger=_COUNTS),
        Item(
            "2",
            "In the past few weeks, have you felt that you or your family would be better off if "
            "you were dead?",
            YES_NO,
            danger=_COUNTS,
        ),
        Item(
            "3",
            "In the past week, have you been having thoughts about killing yourself?",
            YES_NO,
            danger=_COUNTS,
        ),
        Item(
            "5",
            "Are you having thoughts of killing yourself right now?",
            YES_NO,
            after=FIRST,
            danger=_RIGHT_NOW,
        ),
    ),
    judge=screen,
    tells=(
        "If you answer “Yes” to a question, or press “Rather not say”, somebody from our team will "
        "see that answer and write to you. After a yes to “right now” that is as fast as we can. "
        "They do not see the other answers. “Skip” tells nobody anything."
    ),
    licence="Made by the National Institute of Mental Health, US government. Free to use.",
    source="Horowitz and others, the Ask Suicide-Screening Questions toolkit.",
)
