"""Words that were meant for the other and did not get there: a cry for help in them is heard."""

from datetime import datetime

from peerhub.accounts.models import User
from safety.flags.actions import Unkept, hear_unkept
from safety.subjects import SubjectRef
from sessions.threads.models import WORDS, Thread

UNWRITTEN = "sessions.unwritten"
PLACE = "A private conversation (not sent: nobody else saw it)"


def hear_unwritten(thread: Thread, words: str, *, by: User, now: datetime) -> bool:
    """Screen words that were not taken: the thread is closed, they are too long, or too many.

    Returns:
        Whether their author should see where help is.
    """
    strand = f"{thread.public_id}.{thread.side_of(by)}"
    subject = SubjectRef(kind=UNWRITTEN, id=strand)
    return hear_unkept(Unkept(words, by, subject, PLACE, most=10 * WORDS), now=now)
