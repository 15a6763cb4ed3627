"""Words that were meant for the wall and did not get there: a cry for help in them is heard."""

from datetime import datetime

from peerhub.accounts.models import User
from rooms.wall.actions.desk import PLACE
from rooms.wall.models import WORDS
from safety.flags.actions import Unkept, hear_unkept
from safety.subjects import SubjectRef

UNPOSTED = "rooms.unwalled"
READ_MOST = 10 * WORDS  # characters of words that were far too long


def hear_unposted(words: str, *, by: User, now: datetime) -> bool:
    """Screen words that were not taken: too long, too many, or sent to a post that has gone.

    Returns:
        Whether their author should see where help is.
    """
    subject = SubjectRef(kind=UNPOSTED, id=str(by.pk))
    place = f"{PLACE} (not sent: nobody else saw it)"
    return hear_unkept(Unkept(words, by, subject, place, most=READ_MOST), now=now)
