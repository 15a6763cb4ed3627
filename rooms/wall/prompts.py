"""Something to begin with, one for each day, the same for everybody on that day. Pure.

Each asks for something small and nobody has to tell what happened to them: writing about how one
goes on is kinder to writer and reader than an account of what was done.
"""

from collections.abc import Sequence
from datetime import date

PROMPTS: Sequence[str] = (
    "What helped a little this week?",
    "What is one thing you did today, however small?",
    "Which sound calms you?",
    "What do you wish people knew, without having to explain it?",
    "Who or what was kind to you lately?",
    "What do you do when the night is long?",
    "What would you say to yourself of a year ago?",
    "What are you tired of hearing?",
    "Which place feels safe to you, real or made up?",
    "What can you do now that you could not do before?",
    "What did you put down this week that was too heavy?",
    "Which song do you come back to?",
    "What does a good enough day look like for you?",
    "What do you say no to, and are glad about it?",
    "What made you laugh, even for a moment?",
    "What do your hands like to do?",
    "When did you last feel understood?",
    "What is hard at this time of the year?",
    "Which words carried you through a bad hour?",
    "What do you look forward to, if only a cup of tea?",
    "What did somebody here write that stayed with you?",
    "How do you know that you need a rest?",
    "What would you like to ask people who are further along?",
    "What have you learned about yourself that surprised you?",
    "Which small thing in your room do you like to look at?",
    "What do you do with anger?",
    "What helps you to sleep, or at least to lie still?",
    "If today had a weather, which one?",
    "What are you proud of that nobody saw?",
    "What do you want to keep from this day?",
    "What makes it easier to tell somebody?",
)


def prompt_of(day: date) -> str:
    """The one for ``day``."""
    return PROMPTS[day.toordinal() % len(PROMPTS)]
