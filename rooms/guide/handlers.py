"""What asks bring to the page of work."""

from datetime import datetime

from peerhub.accounts.models import User
from rooms.guide.reading import work_of
from rooms.roster.there import may_be_there


def asks_that_wait(person: User, now: datetime) -> int:
    """How many wait for this person, of those they have and those they could take."""
    return work_of(person, now=now).waits if may_be_there(person) else 0
