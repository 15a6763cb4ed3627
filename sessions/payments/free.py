"""Free time that a member has left: it always comes before any payment, and payments knows nothing of it."""

from collections.abc import Callable
from datetime import datetime

from peerhub.accounts.models import User

# Half hours that are left in a month ("2026-11"), those of a paid place included.
Left = Callable[[User, str, datetime], int]

_asked: list[Left] = []


def offer(left: Left) -> None:
    """Let ``left`` be asked; twice changes nothing."""
    if left not in _asked:
        _asked.append(left)


def month_of(member: User, starts_at: datetime) -> str:
    """The month in which a session begins, on its member's clock."""
    return f"{starts_at.astimezone(member.zone):%Y-%m}"


def left(member: User, starts_at: datetime, now: datetime) -> int:
    """How many half hours are free for a session that begins then."""
    return sum(each(member, month_of(member, starts_at), now) for each in _asked)
