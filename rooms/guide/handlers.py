"""What asks bring to the page of work."""

from datetime import datetime

from peerhub.accounts.models import User
from rooms.guide.policies import may_open
from rooms.guide.reading import work_of


def asks_that_wait(person: User, now: datetime) -> int:
    """How many wait for this person, of those they have and those they could take."""
    return work_of(person, now=now).waits if may_open(person) else 0
