"""What a result says, in plain words: what is heavy, what the number can and cannot say. Pure.

Never a label: no name of an illness, no "mild" or "severe", nothing that a number alone could not
know. See docs/decisions/0053.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sessions.measures.instruments.asq import ASQ, Screen, screen
from sessions.measures.instruments.life import HRQOL_4
from sessions.measures.instruments.ptsd import PC_PTSD_5
from sessions.measures.instruments.scoring import Move, Score, band_of, move
from sessions.measures.instruments.shape import Answers, Instrument

ASQ_SAYS = {
    Screen.OPEN: ("You left some of it out", "Nothing of it reached anybody."),
    Screen.NEGATIVE: (
        "You answered no",
        "If that changes, you can come back here, or ask for somebody from our team at any time.",
    ),
    Screen.NOT_ACUTE: (
        "Thank you for telling us",
        "An answer of yours is with our team.",
    ),
    Screen.ACUTE: (
        "Thank you for telling us",
        "An answer of yours is with our team. It goes before everything else there.",
    ),
}
QUIET = frozenset({Screen.OPEN, Screen.NEGATIVE})
CHANGED = "An answer that you changed since is with our team."
CAN_SAY = "It tells how much of this you noticed in that time. It does not say why, and it says nothing about who you are."
CANNOT_SAY = (
    "No number on a page can tell what you have or need. That takes somebody who listens to you."
)
NO_BANDS = "There are no fixed steps of “a little” or “a lot” here. Your own number from another time says more."
MOVES = {
    Move.SMALL: "So small a difference can be chance. Ups and downs like this are common.",
    Move.POSSIBLE: "That may be a real change.",
    Move.RELIABLE: "That is more than chance would do: a real change is very likely.",
    Move.UNKNOWN: "Nobody knows from how many points on a change is real here. A few up or down are common.",
}


@dataclass(frozen=True)
class Said:
    """What the page of a result says, from the top."""

    headline: str
    number: str = ""  # "12 of 27"
    heavy: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def result(instrument: Instrument, found: Score, answers: Answers, *, told: bool = False) -> Said:
    """What a finished one says; ``told``: an answer reached our team, whatever it was changed to."""
    if instrument is ASQ:
        return _of_asq(Screen(screen(answers)), told=told)
    if not found.is_complete:
        return _incomplete(len(found.left_out))
    heavy = tuple(area.name for area in found.heavy)
    headline = _headline(instrument, found, answers)
    number = number_of(instrument, found.total)
    lines = [] if found.total is None else [CAN_SAY]
    if found.total is not None and instrument.areas and not instrument.bands:
        lines += [] if instrument is HRQOL_4 else [NO_BANDS]
    # Said once is enough.
    is_said = any(each.isdigit() for each in headline)
    return Said(headline, "" if is_said else number, heavy, (*lines, CANNOT_SAY))


def number_of(instrument: Instrument, total: int | None) -> str:
    """Such as "12 of 27"; "" for none."""
    scale = instrument.total
    return "" if total is None or scale is None else f"{total} of {scale.high}"


def in_short(instrument: Instrument, total: int | None) -> str:
    """The number, and its band where there is one: "12 of 27, some of this on many days"."""
    band = band_of(instrument, total)
    said = number_of(instrument, total)
    return f"{said}, {band.name[0].lower()}{band.name[1:]}" if band else said


def change(instrument: Instrument, before: int, now: int) -> str:
    """The last time beside this one, and whether the difference may be real."""
    kind = move(instrument, before, now)
    if kind == Move.NONE:
        return f"Last time it was {before}, the same as now."
    points = abs(now - before)
    way = "lower" if now < before else "higher"
    said = f"Last time it was {before}. Now it is {points} point{'' if points == 1 else 's'} {way}."
    return f"{said} {MOVES[kind]}"


def over_time(instrument: Instrument, totals: Sequence[int]) -> str:
    """The same for a line of several: the last two of them; "" for one alone."""
    return change(instrument, totals[-2], totals[-1]) if len(totals) > 1 else ""


def _of_asq(outcome: Screen, *, told: bool) -> Said:
    headline, line = ASQ_SAYS[outcome]
    return Said(headline, lines=(CHANGED if told and outcome in QUIET else line,))


def _incomplete(missing: int) -> Said:
    left = "one question" if missing == 1 else f"{missing} questions"
    return Said(
        "No number this time",
        lines=(
            f"You left out {left}. That is fine. A number made of the others would not be true, so there is none.",
            "What you answered is kept for you.",
        ),
    )


def _headline(instrument: Instrument, found: Score, answers: Answers) -> str:
    if instrument is PC_PTSD_5:
        if answers.get("event") == 0:
            return "Then there is nothing more to ask"
        return f"You answered yes to {found.total} of the five"
    if instrument is HRQOL_4:
        if not found.total:
            return "No day of the last thirty was bad"
        return f"About {found.total} of 30 days were not good"
    if found.band:
        return found.band.name
    if instrument.areas:
        return "Areas that are heavy right now" if found.heavy else "No area stands out right now"
    return f"Your number is {number_of(instrument, found.total)}"
