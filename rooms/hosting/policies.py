"""Who looks after a room. Questions about one person and one room."""

from datetime import datetime

from peerhub.accounts.models import User
from peerhub.accounts.policies import any_of, is_moderator, is_specialist, is_supervisor
from rooms.live.models import Room
from rooms.live.policies import is_host
from rooms.roster.reading import is_on_shift

may_open_tools = any_of(is_specialist, is_moderator)
plans_shifts = any_of(is_supervisor, is_moderator)
shapes_rooms = any_of(is_supervisor, is_moderator)  # opens and changes them, appoints hosts
may_announce = any_of(is_specialist, is_moderator, is_supervisor)


def belongs(person: User, room: Room) -> bool:
    """Whether the tools of ``room`` are for this person: a host of it, or a moderator."""
    return is_moderator(person) or (is_specialist(person) and is_host(person, room))


def keeps(person: User, room: Room, *, now: datetime) -> bool:
    """Whether this person may act in ``room`` now: a host on shift there, or a moderator."""
    if is_moderator(person):
        return True
    return belongs(person, room) and is_on_shift(room, person, now=now)


def announces(person: User, room: Room) -> bool:
    """Whether this person may announce hours for ``room``, on shift or not."""
    return plans_shifts(person) or belongs(person, room)
