"""A wallet that is empty."""

from datetime import datetime

from peerhub.accounts.models import User
from sessions.ledger.actions import Move, Place, Reason, balance, post
from sessions.ledger.states import Kind
from sessions.wallet.actions.moving import write_given
from sessions.wallet.allowance import month_after, month_of
from sessions.wallet.having import having


def use_free_time(member: User, *, now: datetime) -> None:
    """Let them have used the free sessions of this month and of the two that follow."""
    month = month_of(now, member.zone)
    for _ in range(3):
        write_given(member, having(member, month, now), now=now)
        free, used = Place(Kind.FREE, member.pk, month), Place(Kind.USED, member.pk, month)
        if there := balance(free):
            moves = [Move(there, free, used)]
            post(Reason(f"spent:{member.pk}:{month}", "spent", member), moves, now=now)
        month = month_after(month)
