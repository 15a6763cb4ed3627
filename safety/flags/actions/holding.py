"""Who is on a case: locking its row, and keeping it for whoever works on it."""

from datetime import datetime

from peerhub.accounts.models import User
from peerhub.errors import DomainError
from safety.flags.models import CLAIM, Flag


class AlreadyTaken(DomainError):
    """Somebody else is on it."""

    code = "already_taken"


class NotYours(DomainError):
    """Only whoever took a case may do this with it."""

    code = "not_yours"


class NotThisWay(DomainError):
    """The case does not allow this now, or something is missing."""

    code = "not_this_way"


class NotYet(DomainError):
    """A case cannot close yet: the message says what is still to do for the person."""

    code = "not_yet"


def locked(flag: Flag) -> Flag:
    """The case as it is now, changed by one at a time."""
    return Flag.objects.select_for_update(of=("self",)).get(pk=flag.pk)


def mine(flag: Flag, by: User) -> Flag:
    """``locked``, for whoever is on it.

    Raises:
        NotYours: this person has not taken it, or lost it meanwhile.
    """
    flag = locked(flag)
    if not flag.is_held_by(by.pk):
        raise NotYours("Take this first. If you had it, it went back to the list meanwhile.")
    return flag


def stay(flag: Flag, by: User, *, now: datetime) -> None:
    """Whoever is on it and does something keeps it for another while."""
    if flag.is_held_by(by.pk):
        flag.claim_until = now + CLAIM
        flag.save(update_fields=["claim_until"])
