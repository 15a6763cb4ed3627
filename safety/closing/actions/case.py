"""The case behind a deed: locked, not closed, and not about one's own words."""

from datetime import datetime

from peerhub.accounts.models import User
from safety.flags.actions import NotThisWay
from safety.flags.actions.holding import locked, stay
from safety.flags.models import Flag
from safety.flags.states import Act, FlagState

CLOSED = "This case is closed. Open it again first, so that others see that something goes on."
OWN = "These are your own words. Somebody else looks after this, and after you."


def open_case_of(flag: Flag, by: User, *, now: datetime) -> Flag:
    """The case as it is now, changed by one at a time; whoever is on it keeps it.

    Whoever works on it may write down what they did, also after somebody else took it over:
    nothing that was done for a person is refused.

    Raises:
        NotThisWay: it is closed, or about their own words.
    """
    flag = locked(flag)
    not_own(flag, by)
    if flag.state == FlagState.RESOLVED:
        raise NotThisWay(CLOSED)
    stay(flag, by, now=now)
    return flag


def not_own(flag: Flag, by: User) -> None:
    """Nobody looks after their own case.

    Raises:
        NotThisWay: it is about their own words.
    """
    if flag.author_id == by.pk:
        raise NotThisWay(OWN)


def since(flag: Flag) -> datetime:
    """From when on lines count: the case was opened, or opened again."""
    again = flag.notes.filter(act=Act.REOPENED).order_by("-at", "-pk").first()
    return again.at if again is not None else flag.raised_at
