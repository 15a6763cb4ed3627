"""What is done with the rules of the screening."""

from safety.board.actions.standing import look_again, switched_off
from safety.board.actions.switching import (
    AlreadyAsked,
    NoSuchRule,
    NotTheSecond,
    TooLate,
    answer,
    ask,
    take_back,
)

__all__ = [
    "AlreadyAsked",
    "NoSuchRule",
    "NotTheSecond",
    "TooLate",
    "answer",
    "ask",
    "look_again",
    "switched_off",
    "take_back",
]
