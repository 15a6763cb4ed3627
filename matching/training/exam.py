"""How an exam is drawn and counted. Pure.

The pass mark of 80 per cent is common for certification of peer workers in the United States; two
tries and then a talk is ours, so that nobody is left alone with a second no.
"""

import math
import random
from collections.abc import Mapping

from matching.training.content import bank, modules

FROM_EACH = 2  # questions of every module
LENGTH = 15
PASS_MARK = 0.8  # of the questions, for the exam and for each module
TRIES = 2  # before a talk with a supervisor, and again after each


def draw(chance: random.Random) -> list[str]:
    """Keys of the questions of one exam: two of every module, then any, mixed."""
    keys = [
        question.key
        for module in modules()
        for question in chance.sample(module.questions, FROM_EACH)
    ]
    rest = [key for key in bank() if key not in keys]
    keys += chance.sample(rest, LENGTH - len(keys))
    chance.shuffle(keys)
    return keys


def needed(questions: int) -> int:
    """How many right answers are enough."""
    return math.ceil(questions * PASS_MARK)


def count(keys: list[str], given: Mapping[str, str]) -> int:
    """How many of the questions were answered rightly; none of what is missing."""
    return sum(bank()[key].right.letter == given.get(key) for key in keys if key in bank())
