"""Free time that a member has left: it always comes before any payment."""

from datetime import datetime

from peerhub.accounts.models import User
from sessions.wallet import reading
from sessions.wallet.allowance import month_of


def left(member: User, starts_at: datetime, now: datetime) -> int:
    """How many half hours are free for a session that begins then."""
    return reading.left(member, month_of(starts_at, member.zone), now)
