"""The letter that leaves: made of what was ticked, and of nothing else. Pure.

What nobody ticked is not handed to ``write``, so that it cannot stand in a letter by accident.
Every letter carries the short notice of 42 CFR 2.32(a)(2): a notice in some letters alone would
tell whom they are about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

PART_2 = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
PURPOSE = "to answer this wish, and for nothing else"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What stands in it. ``lines``: labels and words that were ticked, each one."""

    to_whom: str
    looking_for: str
    lines: Sequence[tuple[str, str]] = ()
    until: date


def write(letter: Letter) -> str:
    """The letter, word for word as it is shown before the yes and passed on after it."""
    said = [f"{label}: {words}" for label, words in letter.lines]
    nobody = ["They told us nothing else to pass on."] if not said else []
    return "\n\n".join(
        [
            f"To: {letter.to_whom}",
            "Somebody who uses PeerHub asked us to write to you. PeerHub is a place for peer"
            " support. It is not a clinic, and this is not a medical opinion.",
            f"Looking for: {letter.looking_for}",
            *said,
            *nobody,
            f"They said yes to this letter, and to no other. It may be used until"
            f" {letter.until:%-d %B %Y} {PURPOSE}. They can take this yes back.",
            PART_2,
        ]
    )
