"""A case for something that a person chose, not wrote: there are no words of theirs to be read."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from safety.detection.assess import Assessment
from safety.flags.actions.watching import Holding, Watched, raise_flag
from safety.flags.models import Flag
from safety.subjects import SubjectRef


def heed(
    words: str,
    *,
    author: User,
    subject: SubjectRef,
    place: str,
    kind: str,
    level: int,
    now: datetime,
) -> Flag:
    """Bring it before the team at ``level``, in the transaction that stores it.

    Neither the rules nor the second reading look at ``words``: they are ours, and say what was
    chosen. The same of the same subject again is the case that is there.

    Args:
        words: what was chosen, for staff.
        author: who chose it.
        subject: what it is.
        place: where it was chosen, in words for staff.
        kind: why it comes before a person; see ``safety.flags.rows``.
        level: how urgent it is, on the ladder.
        now: an aware instant.

    Raises:
        transaction.TransactionManagementError: outside a transaction, where what was chosen could
            be stored without its case.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("heed() belongs where the answer is stored")
    watched = Watched(words, author, subject, place, Holding(may=False, kind=kind))
    nothing_read = Assessment(level=level, kinds=(), reasons=(), version="")
    return raise_flag(watched, nothing_read, level=level, held=False, now=now)
