"""The description of the role, signed by the specialist and their supervisor. Pure.

Ours, in our words; what belongs into it: handbook, domain 3.1 (the peer role). Change a sentence
and you change ``VERSION``: a signature names the version that was read.
"""

from dataclasses import dataclass

VERSION = "2026-11"


@dataclass(frozen=True)
class Part:
    """A heading and its sentences."""

    title: str
    lines: tuple[str, ...]


DESCRIPTION = (
    Part(
        "What you do",
        (
            "You listen, and you do not press for details.",
            "You share of your own story what helps the other person, and no more.",
            "You help them find their own goals and steps. The pace is theirs.",
            "You practise ways of coping together, and say what else there is and where to find it.",
            "You stay with a person while more help is on its way.",
            "You keep short, honest notes that the member may read.",
        ),
    ),
    Part(
        "What you do not do",
        (
            "You do not diagnose, treat trauma, or explain what a memory means.",
            "You do not advise to start, change or stop a medicine.",
            "You are not the ambulance. You follow the steps for a crisis and are not alone in it.",
            "You do not promise to keep everything secret. You say so before it matters.",
            "You do not lend or give money, and take no gifts beyond a card.",
            "You do not meet, write or befriend members anywhere else, and give no private contact.",
            "No romance, no business, no favours: not now, and not for two years after the last "
            "session.",
            "You do not support relatives, friends or people you work with.",
            "You push no single way, be it a faith, a programme or abstinence.",
            "You do not write to somebody who asked you to stop, and never post about a member.",
            "You do not work while you are unwell or under the influence. Rest is part of the work.",
        ),
    ),
    Part(
        "What you can count on",
        (
            "A supervisor who looks after no more than eight specialists, and has time for you.",
            "A talk after every hard case, if you want one.",
            "A break whenever you need one, without a reason. Your place is kept.",
            "The right to say “not this month” to new people.",
            "Nobody rates you with stars, and nobody ranks you.",
        ),
    ),
    Part(
        "What you tell your supervisor",
        (
            "Within a day: when you know a member from elsewhere, or a line was crossed, by you or "
            "by them.",
            "At once: when somebody may be in danger. The steps for a crisis come first.",
            "When your own life gets heavy. It is never held against you.",
        ),
    ),
)
