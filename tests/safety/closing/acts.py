"""What staff do for a person before a case closes, with the real actions."""

from datetime import datetime

from peerhub.accounts.models import User
from safety.closing import actions
from safety.closing.actions import Attempt, Line, Parts
from safety.closing.rules import check_ins
from safety.closing.states import About, Help, Result, Way
from safety.closing.steps import NUMBERS
from safety.flags.models import Flag
from tests.cast import NOON

WHOLE = Parts(
    risks="Alone since the funeral.",
    strengths="A sister who calls every evening.",
    asked="Asked about thoughts and plans. They said the wish is gone today.",
    level=3,
    reasons="A way was thought of last week.",
    next_steps="Their sister stays. We ask tomorrow.",
)


def reached(flag: Flag, by: User, *, now: datetime = NOON) -> None:
    """``by`` talked to the person."""
    actions.try_contact(flag, Attempt(way=Way.CALL, result=Result.REACHED), by=by, now=now)


def assessed(flag: Flag, by: User, *, now: datetime = NOON) -> None:
    """``by`` fills in and signs the assessment."""
    there = flag.assessments.count()
    kept = actions.save(flag, WHOLE, after=there, by=by, now=now)
    if not hasattr(kept, "signature"):
        actions.sign(kept, by=by, now=now)


def stepped(flag: Flag, by: User, *, now: datetime = NOON) -> None:
    """``by`` fills in the checklist."""
    lines = [Line(step=number, needed=True, words=f"Done, step {number}.") for number in NUMBERS]
    actions.fill_in(flag, lines, by=by, now=now)


def looked_after(
    flag: Flag, by: User, *, supervisor: User | None = None, now: datetime = NOON
) -> None:
    """All that the level of ``flag`` asks for; level 5 needs a ``supervisor``."""
    flag.refresh_from_db()
    if flag.level < 2:
        return
    reached(flag, by, now=now)
    for what in (Help.LINES, Help.PLAN, Help.DISTANCE):
        actions.give_help(flag, what, by=by, now=now)
    if set(check_ins(flag.level)) - set(flag.check_ins.values_list("hours", flat=True)):
        actions.book(flag, to=None, by=by, now=now)
    if flag.level >= 3:
        assessed(flag, by, now=now)
    if flag.level >= 4:
        stepped(flag, by, now=now)
    if flag.level >= 5:
        actions.write_incident(flag, "Help has reached them.", by=by, now=now)
        assert supervisor is not None
        actions.agree(flag, About.INCIDENT, words="I read it.", by=supervisor, now=now)
