"""How far somebody is on the way, from plain facts. Pure."""

from dataclasses import dataclass, field

# The order of ``states.Station``; this module knows no Django, and a test compares the two.
ORDER = (
    "application",
    "interview",
    "references",
    "check",
    "screening",
    "modules",
    "practice",
    "exam",
    "sign_off",
    "certificate",
)
YOU = "you"
SUPERVISOR = "a supervisor"
ANOTHER_SUPERVISOR = "a second supervisor"
BOTH = "you and a supervisor"
REFERENCES = "the people you named"
PRACTISED = "a specialist or a supervisor"
CLINICIAN = "a therapist of our team"
NOBODY = ""
WAITS_FOR_US = frozenset({SUPERVISOR, ANOTHER_SUPERVISOR, BOTH, REFERENCES})


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one applicant. ``done``: stations with their work done, in any order."""

    done: frozenset[str] = field(default_factory=frozenset)
    interview_booked: bool = False
    named: bool = False
    decision: str = ""  # yes, not_yet, no
    appealed: bool = False  # and no second decision yet
    proposed: bool = False  # that something counts which they bring
    practice_asked: bool = False
    tries_left: bool = True


def station(facts: Facts) -> str | None:
    """The first station that is not done; None: the whole way is gone."""
    return next((each for each in ORDER if each not in facts.done), None)


def is_open(facts: Facts, at: str) -> bool:
    """Whether all that comes before ``at`` is done."""
    return all(each in facts.done for each in ORDER[: ORDER.index(at)])


def waits_for(facts: Facts) -> str:
    """Who has to do the next step."""
    here = station(facts)
    if here is None:
        return NOBODY
    special = {
        "interview": BOTH if facts.interview_booked else SUPERVISOR,
        "references": REFERENCES if facts.named else YOU,
        "screening": _at_screening(facts),
        "practice": PRACTISED if facts.practice_asked else YOU,
        "exam": YOU if facts.tries_left else SUPERVISOR,
        "sign_off": CLINICIAN,
        "check": SUPERVISOR,
        "certificate": SUPERVISOR,
    }
    return special.get(here, YOU)


def _at_screening(facts: Facts) -> str:
    if facts.appealed or (facts.proposed and facts.decision != "no"):
        return ANOTHER_SUPERVISOR
    return YOU if facts.decision == "no" else SUPERVISOR
