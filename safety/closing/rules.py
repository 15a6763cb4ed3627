"""When a case may close, and which check-ins follow. Pure: no database, no clock.

From the severity ladder of the handbook (domain 3.3, "close only when" and the follow-up loop).
"""

from collections.abc import Sequence
from dataclasses import dataclass

CONTACT_FROM = 2  # level: the person was reached, or it is known why not
ASSESS_FROM = 3  # a signed assessment; staying safe was talked about
STEPS_FROM = 4  # each step of imminent risk has its line
SUPERVISOR_FROM = 5  # a supervisor agrees
TRIES = 2  # without an answer, before "not reached" is an answer
MISSED = 2  # check-ins without reaching the person, before a supervisor looks
DAY = 24  # hours


@dataclass(frozen=True)
class Facts:
    """What is written down about a case since it was opened, or opened again.

    Attributes:
        level: on the ladder.
        reached: the person was reached.
        known_why_not: they would rather not talk, or there is no way to reach them.
        tries: attempts without an answer.
        helped: lines, a plan or somebody else were given.
        plan: a staying safe plan was made or offered.
        distance: distance to what could hurt was talked about, or that was offered.
        booked: hours of the check-ins that are booked.
        signed: the latest assessment is signed.
        open_steps: numbers of the steps without a line.
        incident: the incident record is written.
        agreed: a supervisor who does not close it agrees that it closes.
        seconded: somebody who does not close it agrees that nobody was in danger.
    """

    level: int
    reached: bool = False
    known_why_not: bool = False
    tries: int = 0
    helped: bool = False
    plan: bool = False
    distance: bool = False
    booked: frozenset[int] = frozenset()
    signed: bool = False
    open_steps: Sequence[int] = ()
    incident: bool = False
    agreed: bool = False
    seconded: bool = False


def check_ins(level: int) -> tuple[int, ...]:
    """After how many hours somebody asks how the person is, for a case of ``level``."""
    if level < CONTACT_FROM:
        return ()
    return (DAY,) if level < ASSESS_FROM else (DAY, 3 * DAY, 7 * DAY, 30 * DAY)


def missing(facts: Facts) -> list[str]:
    """What still has to be done before a case closes, one sentence each; empty: it may."""
    if facts.level < CONTACT_FROM:
        return []
    lacks = [*_contact(facts), *_help(facts), *_booked(facts)]
    if facts.level >= ASSESS_FROM and not facts.signed:
        lacks.append("The assessment is not signed.")
    if facts.level >= STEPS_FROM and facts.open_steps:
        steps = ", ".join(str(number) for number in facts.open_steps)
        lacks.append(f"These steps of the checklist have no line yet: {steps}.")
    if facts.level >= SUPERVISOR_FROM:
        lacks += _supervisor(facts)
    return lacks


def missing_for_no_danger(facts: Facts) -> list[str]:
    """The same for a case in which nobody was in danger; its reason is asked for elsewhere."""
    if facts.level >= SUPERVISOR_FROM:
        return _supervisor(facts)
    if facts.level >= ASSESS_FROM and not facts.seconded:
        return ["From level 3 on, a second person agrees that nobody was in danger."]
    return []


def _contact(facts: Facts) -> list[str]:
    if facts.reached or facts.known_why_not or facts.tries >= TRIES:
        return []
    if facts.tries:
        return ["There was one attempt to reach the person. Try once more, and write it down."]
    return ["Nothing is written down about reaching the person."]


def _help(facts: Facts) -> list[str]:
    if not facts.helped:
        return ["Nothing is written down about help that the person was given."]
    if facts.level < ASSESS_FROM or not facts.reached:
        return []
    lacks = []
    if not facts.plan:
        lacks.append("A staying safe plan was not made or offered yet.")
    if not facts.distance:
        lacks.append("Nobody talked yet about putting distance to what could hurt.")
    return lacks


def _booked(facts: Facts) -> list[str]:
    lacks = [hours for hours in check_ins(facts.level) if hours not in facts.booked]
    if not lacks:
        return []
    return [f"Not booked yet: the caring contact {in_words(lacks)}."]


def _supervisor(facts: Facts) -> list[str]:
    if not facts.incident:
        return ["The incident record is not written."]
    if not facts.agreed:
        return ["A supervisor, other than you, has not agreed yet."]
    return []


def in_words(hours: Sequence[int]) -> str:
    """After how long: "after 24 hours, 3 days and 7 days"."""
    spans = [span(each) for each in hours]
    last = spans.pop()
    return f"after {', '.join(spans)} and {last}" if spans else f"after {last}"


def span(hours: int) -> str:
    """A span in words: "24 hours", "3 days"."""
    return f"{hours} hours" if hours <= DAY else f"{hours // DAY} days"
