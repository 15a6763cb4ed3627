"""The row of places of a room: without a gap, and seen in their order."""

from django.db import connection

from peerhub.events import publish
from rooms.live.actions.refusals import RoomIsClosed
from rooms.live.events import MessagePosted
from rooms.live.models import Change, Message


def next_places(room_id: int, count: int = 1, *, even_closed: bool = False) -> list[int]:
    """Take the next ``count`` places; the room's row stays locked until the transaction ends.

    So the places have no gap and become visible in their order (a sequence promises neither).

    Raises:
        RoomIsClosed: nobody writes here any more.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE rooms_room SET last_seq = last_seq + %s"
            " WHERE id = %s AND (closed_at IS NULL OR %s) RETURNING last_seq",
            [count, room_id, even_closed],
        )
        row = cursor.fetchone()
    if row is None:
        raise RoomIsClosed("This room is closed. Nobody can write here any more.")
    last = int(row[0])
    return list(range(last - count + 1, last + 1))


def tell_change(message: Message) -> None:
    """Give a change of ``message`` its place, and tell the room; a held message has no room yet."""
    if message.seq is None:
        return
    room = message.room
    (seq,) = next_places(room.pk, even_closed=True)
    Change.objects.create(room=room, seq=seq, message=message)
    publish(MessagePosted(room=room.public_id, seq=seq))
