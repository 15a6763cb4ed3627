"""Who may do what in a room. Questions about one person and one room."""

from peerhub.accounts.models import User
from rooms.live.models import Room


def is_host(person: User, room: Room) -> bool:
    """Whether this specialist keeps the room."""
    return room.hosts.filter(person=person).exists()
