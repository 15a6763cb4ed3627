"""What the feed brings to other pages."""

from datetime import datetime

from peerhub.accounts import own_page
from peerhub.accounts.models import User
from rooms.feed.policies import sees_now
from rooms.feed.reading import glance_of, unanswered_for
from rooms.roster.there import may_be_there


def new_near_you(person: User, now: datetime) -> own_page.Part | None:
    """Who wrote something near them lately, and no words of it: others may see the screen."""
    glance = glance_of(person, now=now)
    if not glance.entries:
        return None
    return own_page.Part("rooms/feed/_glance.html", {"glance": glance})


def without_an_answer(person: User, now: datetime) -> int:
    """How many posts wait that this person sees; none while they are off shift."""
    if not may_be_there(person) or not sees_now(person, now=now):
        return 0
    return unanswered_for(person, now=now).count()
