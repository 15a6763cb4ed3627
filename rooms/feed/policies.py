"""For whom the page of posts without an answer is."""

from datetime import datetime

from peerhub.accounts.models import User
from peerhub.accounts.policies import any_of, is_moderator, is_specialist, is_supervisor
from rooms.roster.models import Shift

may_open = any_of(is_specialist, is_moderator, is_supervisor)
moderates = any_of(is_moderator, is_supervisor)


def sees_now(person: User, *, now: datetime) -> bool:
    """A specialist while they sit in a room on a shift; moderators and supervisors always."""
    if moderates(person):
        return True
    on = Shift.objects.current(now=now).filter(host=person)
    return is_specialist(person) and on.exists()
