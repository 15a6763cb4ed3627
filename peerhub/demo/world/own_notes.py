"""What Maya wrote to herself on five evenings; where she stopped in a course. No program looks."""

from datetime import datetime, timedelta

from peerhub.demo.cast import MAYA
from peerhub.demo.world.people import People
from safety.steady import actions as courses
from safety.steady.shelf import shelf
from sessions.journal import actions

# How many days ago, with what it began, and what she wrote.
NOTES = (
    (
        45,
        "",
        "First time I try this. I do not know what to write, so: it rains, and the bus was late.",
    ),
    (31, "food", "Dee's lentil soup. Two bowls. I was not even hungry before."),
    (18, "night", "The fan. It hums, and I do not listen for steps."),
    (6, "no", "To the Sunday calls. Not every Sunday. Every second one would be fine."),
    (1, "small-good", "The dog at the pond knew me."),
)
STOPPED_AT = 3


def write(people: People, *, now: datetime) -> None:
    """She writes late in the evening, and began a course."""
    maya = people[MAYA.name]
    for ago, prompt, words in NOTES:
        actions.write(words, prompt=prompt, member=maya, now=now - timedelta(days=ago))
    courses.keep_place(shelf().courses["nights"], STOPPED_AT, by=maya, now=now - timedelta(days=2))
