"""How much is written in a day, and whose posts a person reads first."""

from datetime import datetime, timedelta

from django.conf import settings

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from rooms.wall.models import Post
from rooms.wall.states import State

DAY = timedelta(days=1)
NEW = timedelta(days=14)  # an account is new for so long; a number of our own
POSTS, POSTS_OF_NEW = 12, 4  # in a day
REPLIES, REPLIES_OF_NEW = 80, 20
CHANGES = 30  # edits in a day


def is_new(person: User, *, now: datetime) -> bool:
    """Whether somebody joined so lately that they write a little less in a day than others."""
    return person.joined_at > now - NEW and not is_team(person)


def is_team(person: User) -> bool:
    """Whether we know somebody well enough that nobody reads their first posts before others."""
    return bool(person.roles - {Role.MEMBER})


def posts_a_day(person: User, *, now: datetime) -> int:
    """How many posts of one person are taken in a day."""
    return POSTS_OF_NEW if is_new(person, now=now) else POSTS


def replies_a_day(person: User, *, now: datetime) -> int:
    """How many replies of one person are taken in a day."""
    return REPLIES_OF_NEW if is_new(person, now=now) else REPLIES


def is_looked_at(person: User) -> bool:
    """Whether a guide looks at a drawing of theirs first: no program reads what is drawn."""
    return settings.WALL_DRAWINGS_FIRST and not is_team(person)


def is_read_first(person: User) -> bool:
    """Whether a guide reads a post of theirs first: until so many of theirs were let through."""
    if settings.WALL_FIRST_POSTS <= 0 or is_team(person):
        return False
    shown = Post.objects.filter(author=person, state=State.SHOWN)
    return shown.count() < settings.WALL_FIRST_POSTS
