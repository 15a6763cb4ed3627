"""Words that were meant for a room and did not get there: a cry for help in them is heard."""

from datetime import datetime

from rooms.live.models import BODY
from rooms.masks.models import Mask
from safety.flags.actions import Unkept, hear_unkept
from safety.subjects import SubjectRef

UNPOSTED = "rooms.unposted"
READ_MOST = 10 * BODY  # characters of words that were far too long


def hear_unposted(*, mask: Mask, body: str, now: datetime) -> bool:
    """Screen words that were not taken: the room is closed, they are too long, the time is over.

    A person from our team sees them when they sound like danger. Said again, they are one case.

    Returns:
        Whether their author should see where help is.
    """
    subject = SubjectRef(kind=UNPOSTED, id=mask.public_id)
    place = f"Room: {mask.room.name} (not sent: nobody else saw it)"
    return hear_unkept(Unkept(body, mask.person, subject, place, most=READ_MOST), now=now)
