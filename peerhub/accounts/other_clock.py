"""What is planned on a person's clock, and follows when they move to another zone."""

from collections.abc import Callable
from datetime import datetime

from peerhub.accounts.models import User

# Plans anew for one person. Given: who, with the new zone and their row locked, and when.
Following = Callable[[User, datetime], None]

_followings: list[Following] = []


def offer(following: Following) -> None:
    """Let ``following`` run in the transaction of each change; twice changes nothing."""
    if following not in _followings:
        _followings.append(following)


def follow(person: User, now: datetime) -> None:
    """Plan all of it anew."""
    for following in _followings:
        following(person, now)
