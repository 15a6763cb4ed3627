"""What peers does on events."""

from matching.peers import actions
from peerhub.accounts.events import RoleRevoked
from peerhub.accounts.roles import Role


def hide_who_left(event: RoleRevoked) -> None:
    """Nobody is shown as a specialist who is none."""
    if event.role == Role.SPECIALIST.value:
        actions.withdraw_of([event.person_id])
