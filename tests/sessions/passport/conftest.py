"""Maya with something of everything, and Noor with nothing."""

from datetime import datetime, timedelta

import pytest

from peerhub.accounts.models import User
from sessions.checkins import actions as check_ins
from sessions.checkins.states import Part, Word
from sessions.measures.instruments.asq import ASQ
from sessions.measures.instruments.mood import PHQ_9
from sessions.measures.instruments.ptsd import PCL_5
from sessions.wellness import actions as plans
from sessions.wellness.states import Kind, State
from tests.builders_notes import held_session
from tests.builders_sessions import bookable_specialist
from tests.cast import NOON
from tests.sessions.measures.conftest import taken

DAY = timedelta(days=1)
GOAL, STEP, RESTING = "Sleep with the light off", "One hour without the hall light", "Call Ruth"
HELPED, SIGN, HOLD = "Tea at three", "I stop opening letters", "Biscuit, who is a dog"
LINE = "The bus was quiet."
# What each piece says that no other one does.
ONLY = {
    "name": ["Maya"],
    "numbers.phq-9": ["8 of 27"],
    "answers.phq-9": ["Poor appetite or overeating"],
    "numbers.pcl-5": ["40 of 80", "28 of 80", "12 points lower", "That may be a real change.", "From 15"],
    "answers.pcl-5": ["Being \"superalert\""],
    "plan.goals": [GOAL, STEP, RESTING],
    "plan.helped": [HELPED],
    "plan.sign": [SIGN],
    "plan.hold": [HOLD],
    "days.numbers": ["Higher is lighter."],
    "days.lines": [LINE],
    "sessions.count": ["One session with a peer."],
    "sessions.when": ["New York time"],
}  # fmt: skip


def lived(maya: User, sam: User, *, now: datetime = NOON) -> None:
    """All of it, over three months."""
    for ago, numbers in ((60, "2" * 20), (10, "22222222" + "1" * 12)):
        taken(PCL_5, numbers, member=maya, now=now - ago * DAY)
    taken(PHQ_9, "111111110" + "1", member=maya, now=now - 5 * DAY)
    taken(ASQ, "000", member=maya, now=now - 4 * DAY)
    goal = plans.keep(Kind.GOAL, GOAL, member=maya, now=now).item
    plans.keep(Kind.STEP, STEP, member=maya, goal=goal, now=now)
    rests = plans.keep(Kind.GOAL, RESTING, member=maya, now=now).item
    plans.move(rests, State.REST, by=maya, now=now)
    for kind, words in ((Kind.HELPED, HELPED), (Kind.SIGN, SIGN), (Kind.HOLD, HOLD)):
        plans.keep(kind, words, member=maya, now=now)
    on = now.astimezone(maya.zone).date()
    check_ins.say_word(Word.HARD, on=on, by=maya, now=now)
    check_ins.say(Part.SLEEP, 4, on=on, by=maya, now=now)
    check_ins.write(LINE, on=on, by=maya, now=now)
    peer = bookable_specialist(sam, now=now - 30 * DAY)
    held_session(maya, peer, ended=2 * DAY, now=now)


@pytest.fixture
def full(maya: User, sam: User) -> User:
    """Maya."""
    lived(maya, sam)
    return maya
