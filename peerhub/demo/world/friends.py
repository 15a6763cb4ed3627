"""Maya has a friend, Wren, with whom she writes; somebody else asks her."""

from datetime import datetime, timedelta
from uuid import uuid4

from peerhub.demo.cast import MAYA
from peerhub.demo.world.people import People
from rooms.friends import actions
from rooms.letters import actions as letters

WREN, ASKS = "m002", "m012"
HOUR = timedelta(hours=1)
WROTE = "Your line about the kettle stayed with me all day. How was the night?"
ANSWERED = "Better than the one before. I put the phone in the kitchen, like you."


def befriend(people: People, *, now: datetime) -> None:
    """The real way: she said that people may ask, Wren asked, and they wrote to each other."""
    maya, wren = people[MAYA.name], people[WREN]
    actions.take_asks(maya, on=True, now=now - 72 * HOUR)
    asked = actions.ask(maya, by=wren, now=now - 50 * HOUR)
    friends = actions.accept(asked, by=maya, now=now - 49 * HOUR)
    letters.write(friends, WROTE, client_id=uuid4(), by=wren, now=now - 21 * HOUR)
    letters.write(friends, ANSWERED, client_id=uuid4(), by=maya, now=now - 20 * HOUR)
    actions.ask(maya, by=people[ASKS], now=now - 5 * HOUR)
