"""What a plan is made of, where each thing stands, and what becomes of a suggestion."""

from collections.abc import Mapping

from django.db.models import TextChoices


class Kind(TextChoices):
    """One thing of a plan, by the heading under which its member finds it."""

    GOAL = "goal", "What I am working towards"
    STEP = "step", "Small steps"
    HELPED = "helped", "What helped, and when"
    SIGN = "sign", "What I notice when it gets harder"
    HOLD = "hold", "People and things that hold me"


# What is neither a goal nor a step of one: it is kept, or let go, and never done.
HELPS = (Kind.HELPED, Kind.SIGN, Kind.HOLD)
# What a specialist may suggest. Signs, and who holds somebody, are for the member to know.
CAN_BE_SUGGESTED = (Kind.GOAL, Kind.STEP, Kind.HELPED)


class State(TextChoices):
    """Where it stands. None of these is late, failed or overdue: there is no such state."""

    OPEN = "open", "Open"
    REST = "rest", "Resting"
    DONE = "done", "Reached"
    LET_GO = "let_go", "Let go"


_KEPT_OR_NOT = {State.OPEN: "Keep it again", State.LET_GO: "Let it go"}
# What a button says that brings it there, by kind; a state that is missing does not exist for it.
MOVES: Mapping[Kind, Mapping[State, str]] = {
    Kind.GOAL: {
        State.OPEN: "Work towards it again",
        State.DONE: "I reached it",
        State.REST: "Let it rest",
        State.LET_GO: "Let it go",
    },
    Kind.STEP: {
        State.OPEN: "Open it again",
        State.DONE: "Done",
        State.REST: "Not now",
        State.LET_GO: "Let it go",
    },
    **dict.fromkeys(HELPS, _KEPT_OR_NOT),
}
# What stands beside it.
_LET_GO = {State.LET_GO: "Let go"}
_STANDS = {State.REST: "Resting", State.DONE: "Reached", **_LET_GO}
STANDS: Mapping[Kind, Mapping[State, str]] = {
    Kind.GOAL: _STANDS,
    Kind.STEP: {**_STANDS, State.REST: "Not now", State.DONE: "Done"},
    **dict.fromkeys(HELPS, _LET_GO),
}


class Answer(TextChoices):
    """What a member did with a suggestion, as the specialist reads it: no more than this."""

    TAKEN = "taken", "Taken"
    LEFT = "left", "Not taken"


# What a specialist reads beside a suggestion of theirs.
ANSWERED: Mapping[Answer, str] = {
    Answer.TAKEN: "Taken. It is theirs now, and may say something else.",
    Answer.LEFT: "Not taken. That is fine, and needs no reason.",
}
WAITS = "With them. There is no hurry."
READ_FIRST = "Somebody from our team reads it first."
