"""What the server keeps for one person in one room: how far they read, what they began."""

from django.db.models import Subquery, Value
from django.db.models.functions import Least

from rooms.live.models import BODY, Room
from rooms.masks.models import Mask


def mark_read(mask: Mask, *, seq: int) -> None:
    """Remember that everything up to ``seq`` was seen; never backwards, never beyond the room."""
    last = Room.objects.filter(pk=mask.room_id).values("last_seq")
    Mask.objects.filter(pk=mask.pk, read_seq__lt=seq).update(
        read_seq=Least(Value(seq), Subquery(last))
    )


def keep_draft(mask: Mask, body: str) -> None:
    """Keep words that were begun, so that they are there on the next visit; "" forgets them."""
    Mask.objects.filter(pk=mask.pk).update(draft=body[:BODY])
