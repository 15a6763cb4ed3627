"""Words that were meant for a room and did not get there: a cry for help in them is heard."""

from datetime import datetime

from django.db import transaction

from rooms.live.models import BODY
from rooms.masks.models import Mask
from safety.flags.actions import Holding, read, watch
from safety.subjects import SubjectRef

UNPOSTED = "rooms.unposted"
READ_MOST = 10 * BODY  # characters of words that were far too long


def hear_unposted(*, mask: Mask, body: str, now: datetime) -> bool:
    """Screen words that were not taken: the room is closed, they are too long, the time is over.

    A person from our team sees them when they sound like danger. Said again, they are one case.

    Returns:
        Whether their author should see where help is.
    """
    words = body[:READ_MOST].replace("\0", "")
    reading = read(words, kind=UNPOSTED)
    if reading.show_help:
        with transaction.atomic():
            watch(
                words,
                author=mask.person,
                subject=SubjectRef(kind=UNPOSTED, id=mask.public_id),
                place=f"Room: {mask.room.name} (not sent: nobody else saw it)",
                now=now,
                holding=Holding(may=False),
                reading=reading,
            )
    return reading.show_help
