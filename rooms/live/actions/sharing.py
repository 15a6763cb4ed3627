"""Posts of the wall that somebody brings into a room: a line with a link, under their mask there."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.urls import reverse

from peerhub.accounts.models import User
from rooms.live.actions.posting import post_message
from rooms.live.models import Room
from rooms.live.reading.people import must_have_seat, reader_of


class RoomTarget:
    """The open rooms in which somebody wears a mask."""

    key = "room"
    label = "Into a room, under your name there"
    is_masked = True

    def choices(self, person: User, *, now: datetime) -> Sequence[tuple[str, str]]:
        """Public id and name of each."""
        del now
        rooms = Room.objects.open().entered_by(person).order_by("name", "pk")
        return list(rooms.values_list("public_id", "name"))

    def send(self, person: User, to: str, words: str, *, now: datetime) -> str:
        """Say it there, as somebody who is in that room.

        Raises:
            DomainError: they are not, or whatever a room says to a message.
        """
        reader = reader_of(person, to, now=now)
        must_have_seat(reader)
        post_message(room=reader.room, person=person, body=words, client_id=uuid4(), now=now)
        return reverse("rooms:room", args=[reader.room.public_id]) + "#latest"
