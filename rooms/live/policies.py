"""Who may do what in a room. Questions about one person and one room."""

from peerhub.accounts.models import User
from rooms.live.models import Room


def may_enter(person: User, room: Room) -> bool:
    """Anyone with an account, while the room is open."""
    return person.is_active and room.is_open


def may_write(person: User, room: Room) -> bool:
    """Whoever has entered, while the room is open."""
    return may_enter(person, room) and room.masks.filter(person=person).exists()


def is_host(person: User, room: Room) -> bool:
    """Whether this specialist keeps the room."""
    return room.hosts.filter(person=person).exists()
