"""Opening a closed case again."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from safety.closing.actions.case import not_own
from safety.flags.actions import NotThisWay
from safety.flags.actions.holding import locked
from safety.flags.actions.reopening import open_again
from safety.flags.models import Flag
from safety.flags.states import FlagState


@transaction.atomic
def reopen(flag: Flag, *, words: str, by: User, now: datetime) -> Flag:
    """Bring a closed case back into the list, with a new time to answer.

    What was written down stays; to close it again, the person is looked after again. Check-ins
    that are still to come stay booked.

    Raises:
        NotThisWay: it is not closed, it is about their own words, or no reason is given.
    """
    flag = locked(flag)
    not_own(flag, by)
    if flag.state != FlagState.RESOLVED:
        raise NotThisWay("This is open already.")
    if not words.strip():
        raise NotThisWay("Say in a few words why it is opened again.")
    open_again(flag, words=words, by=by, now=now)
    return flag
