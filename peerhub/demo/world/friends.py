"""Maya has a friend, Juno, with whom she writes; somebody else asks her."""

from datetime import datetime, timedelta
from uuid import uuid4

from peerhub.demo.cast import MAYA
from peerhub.demo.world.people import People
from rooms.friends import actions
from rooms.letters import actions as letters

JUNO, ASKS = "m002", "m012"
HOUR = timedelta(hours=1)
WROTE = "Your line about the kettle stayed with me all day. How was the night?"
ANSWERED = "Better than the one before. I put the phone in the kitchen, like you."


def befriend(people: People, *, now: datetime) -> None:
    """The real way: she said that people may ask, Juno asked, and they wrote to each other."""
    maya, juno = people[MAYA.name], people[JUNO]
    actions.take_asks(maya, on=True, now=now - 72 * HOUR)
    asked = actions.ask(maya, by=juno, now=now - 50 * HOUR)
    friends = actions.accept(asked, by=maya, now=now - 49 * HOUR)
    letters.write(friends, WROTE, client_id=uuid4(), by=juno, now=now - 21 * HOUR)
    letters.write(friends, ANSWERED, client_id=uuid4(), by=maya, now=now - 20 * HOUR)
    actions.ask(maya, by=people[ASKS], now=now - 5 * HOUR)
