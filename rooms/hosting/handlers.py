"""What looking after rooms does on events."""

from peerhub.accounts.events import RoleRevoked
from peerhub.accounts.roles import Role
from rooms.hosting import tasks


def end_who_left(event: RoleRevoked) -> None:
    """Who is no specialist any more looks after no room, and their shift keeps none open."""
    if event.role == Role.SPECIALIST.value:
        tasks.end_who_left(person_id=event.person_id)  # here and now: it must not wait for a worker
