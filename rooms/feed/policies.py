"""For whom the page of posts without an answer is."""

from datetime import datetime

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_specialist
from rooms.roster.models import Shift
from rooms.roster.there import moderates


def sees_now(person: User, *, now: datetime) -> bool:
    """A specialist while they sit in a room on a shift; moderators and supervisors always."""
    if moderates(person):
        return True
    on = Shift.objects.current(now=now).filter(host=person)
    return is_specialist(person) and on.exists()
