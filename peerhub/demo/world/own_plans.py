"""Maya's own plan: goals with small steps, what helps, one goal shared with Sam, one suggestion open."""

from datetime import datetime, timedelta

from peerhub.demo.cast import MAYA, SAM
from peerhub.demo.world.people import People
from sessions.bookings.companions import met_by
from sessions.wellness import actions
from sessions.wellness.models import PlanItem
from sessions.wellness.states import Kind, State

SLEEP = "Sleep through until it gets light"
BEFORE = "Never lie awake again"  # what she wrote first
STEPS = {
    "Phone in the kitchen after ten": State.DONE,
    "The long way home, so that I am tired": State.OPEN,
    "Tell Sam when a night was good, too": State.OPEN,
    "Ask about the other pillow": State.REST,
}
WORDS = {
    Kind.HELPED: (
        "Cold water on my face, at three in the morning.",
        "Saying out loud what day it is, on the bus.",
    ),
    Kind.SIGN: ("I stop answering Dee.", "Everything sounds too loud."),
    Kind.HOLD: ("My cousin Dee.", "The bench at the pond, and the dog that comes by."),
}
SUGGESTED = "A list of five dull films, ready before the night."


def keep(people: People, *, now: datetime) -> None:
    """She began ten days ago; what she works towards with Sam, he reads, where the two meet."""
    maya, sam = people[MAYA.name], people[SAM.name]
    then = now - timedelta(days=10)
    sleep = actions.keep(Kind.GOAL, BEFORE, member=maya, now=then).item
    actions.rewrite(sleep, SLEEP, by=maya, now=then + timedelta(days=3))
    steps = {
        words: actions.keep(Kind.STEP, words, member=maya, goal=sleep, now=then).item
        for words in STEPS
    }
    for words, state in STEPS.items():
        actions.move(steps[words], state, by=maya, now=now - timedelta(days=2))
    reached = actions.keep(Kind.GOAL, "Take the bus to work", member=maya, now=then).item
    actions.move(reached, State.DONE, by=maya, now=now - timedelta(days=4))
    for kind, lines in WORDS.items():
        for line in lines:
            actions.keep(kind, line, member=maya, now=then)
    if sam.pk in {each.person_id for each in met_by(maya.pk)}:
        shared: list[PlanItem] = [sleep, *(steps[each] for each in list(STEPS)[1:3])]
        for item in shared:
            actions.share(item, person_id=sam.pk, by=maya, now=now - timedelta(days=2))
        actions.suggest(maya, kind=Kind.HELPED, words=SUGGESTED, by=sam, now=now)
