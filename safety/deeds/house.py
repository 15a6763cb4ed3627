"""The house rules, each with a name, plain words, and what to change when words do not fit. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class HouseRule:
    """One rule. ``change``: what its author can do with words that do not fit it."""

    key: str
    name: str
    words: str
    change: str


# In the order in which people read them.
HOUSE: Mapping[str, HouseRule] = {
    each.key: each
    for each in (
        HouseRule(
            "own",
            "Speak for yourself",
            "Speak for yourself. Listen without fixing.",
            "Tell how it is for you. Leave out what others should do, or what they are like.",
        ),
        HouseRule(
            "kind",
            "Words that do not hurt",
            "No words that hurt somebody here.",
            "Say what you felt. Leave out what you think of the other person.",
        ),
        HouseRule(
            "names",
            "No names and places",
            "No real names, addresses, phone numbers or accounts. Yours or anyone’s.",
            "Leave out names, places, numbers and accounts. “A friend” or “my town” is enough.",
        ),
        HouseRule(
            "contact",
            "No meeting, no money",
            "No asking to meet, for money, or for contact outside.",
            "Leave out the part that asks to meet, for money, or to write somewhere else.",
        ),
        HouseRule(
            "detail",
            "No details of harm",
            "No details of how someone hurt themselves or others.",
            "Leave out how something was done. How it feels, and what helped, can stay.",
        ),
        HouseRule(
            "stays",
            "What is said here stays here",
            "What is said here stays here.",
            "Leave out what somebody else told you. Tell what is yours.",
        ),
        HouseRule(
            "no",
            "A no is enough",
            "Say no, skip, or leave at any time. You owe nobody a reason.",
            "When somebody says no or does not answer, let it be.",
        ),
        HouseRule(
            "space",
            "Space for everybody",
            "Leave space for others. Nothing to sell, and not the same again and again.",
            "Say it once, in a few words. Then wait until others have spoken.",
        ),
        HouseRule(
            "first",
            "Some things are for us first",
            "When somebody may be in danger, our team talks with them first.",
            "You did nothing wrong. You can write to us, or tell others how you feel in other words.",
        ),
    )
}
# Where nobody chose: a host can hide with one press. It says which rules there are.
ALL = HouseRule(
    "all",
    "How we are with each other",
    "Speak for yourself, no words that hurt, no names, no details of harm.",
    "Read the house rules once more, and write it in other words. Ask us if you are not sure.",
)
# What a host who hides a message meets most: few, because a room cannot wait.
AT_HAND: Sequence[str] = ("kind", "names", "contact", "detail", "space")
CHOICES: Sequence[tuple[str, str]] = [(each.key, each.name) for each in HOUSE.values()]
# Which rule the ready reasons are about, by their keys in flags and in rooms.
OF_REASON: Mapping[str, str] = {
    "hurt": "kind",
    "contact": "contact",
    "names": "names",
    "detail": "detail",
    "again": "space",
    "much": "space",
    "unwanted": "no",
}


def rule_called(key: str) -> HouseRule:
    """The rule of a row, or all of them: another version may have written it."""
    return HOUSE.get(key, ALL)
